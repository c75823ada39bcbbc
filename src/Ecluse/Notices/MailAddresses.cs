using System.Text.RegularExpressions;

namespace Ecluse.Notices;

/// <summary>Addresses of e-mail as people enter them: one, plain, of letters that no header and no log can be led astray by.</summary>
public static partial class MailAddresses
{
    /// <summary>Whether a text is one.</summary>
    public static bool Is(string? text) => text is { Length: <= 254 } && Form().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z")]
    private static partial Regex Form();
}
