using System.Text.RegularExpressions;

namespace Ecluse.Breaches;

/// <summary>
/// What reads like a patient in a text that somebody typed: a national number, rows out of a file. It cannot know a name; the forms say
/// that none is to be written.
/// </summary>
public static partial class PatientLike
{
    private const int RowsMin = 3;
    private const int SeparatorsMin = 3;

    /// <summary>Whether a text holds something like that.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NationalNumber().IsMatch(text)
            || ";\t|,".Any(separator => text.Split('\n').Count(line => line.Count(letter => letter == separator) >= SeparatorsMin) >= RowsMin);
    }

    // Sex, year, month, department, commune, order, and often the key; with or without spaces, points or hyphens.
    [GeneratedRegex(@"(?<!\d)[1-478][\s.\-]?\d{2}[\s.\-]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.\-]?(?:\d{2}|2[AaBb])[\s.\-]?\d{3}[\s.\-]?\d{3}(?:[\s.\-]?\d{2})?(?!\d)")]
    private static partial Regex NationalNumber();
}
