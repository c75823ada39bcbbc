using System.Text.RegularExpressions;

namespace Ecluse.Accounts;

/// <summary>Names that a password is typed with: chosen by their person, small letters, nobody else's ever.</summary>
public static partial class SignInNames
{
    /// <summary>A name as it is kept and looked up.</summary>
    public static string Plain(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Trim().ToLowerInvariant();
    }

    /// <summary>Whether a plain name may be chosen: three to 64 letters, figures or <c>. _ @ -</c>.</summary>
    public static bool IsValid(string plain) => Name().IsMatch(plain);

    [GeneratedRegex(@"\A[\p{Ll}0-9._@-]{3,64}\z")]
    private static partial Regex Name();
}
