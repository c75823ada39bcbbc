using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Ecluse.Alerts;

/// <summary>Ids of alerts: random, never used again.</summary>
public static partial class AlertIds
{
    /// <summary>A new one.</summary>
    public static string New() => "a-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>Whether a text has the form of one.</summary>
    public static bool Is(string? text) => text is not null && Form().IsMatch(text);

    [GeneratedRegex(@"\Aa-[0-9a-f]{12}\z")]
    private static partial Regex Form();
}
