using System.Text.RegularExpressions;

namespace Ecluse.Breaches;

/// <summary>
/// What reads like a patient in a text that somebody typed: a national number, a date of birth, a name with a date behind it, rows out of
/// a file. A name alone it cannot know; the forms say that none is to be written.
/// </summary>
public static partial class PatientLike
{
    private const int RowsMin = 3;
    private const int SeparatorsMin = 3;

    /// <summary>Whether a text holds something like that.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NationalNumber().IsMatch(text) || Born().IsMatch(text) || NameAndDate().IsMatch(text)
            || ";\t|,".Any(separator => text.Split('\n').Count(line => line.Count(letter => letter == separator) >= SeparatorsMin) >= RowsMin);
    }

    // A date of birth, said to be one.
    [GeneratedRegex(@"\b(?:né|née|ne|nee|born|ddn|date\s+de\s+naissance|date\s+of\s+birth|dob)(?:\s*\(e\))?\s*(?:le|on|:|=)?\s*(?:\d{1,2}[/.\-\s]\d{1,2}[/.\-\s](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Born();

    // A person's title and name, or a surname in capitals and a first name, and close behind them a date of the past century or this one.
    [GeneratedRegex(@"(?:\b(?:M\.|MM\.|Mme|Mlle|Mr|Mrs|Ms|[Pp]atiente?)\s+\p{Lu}[\p{L}'’\-]+(?:\s+\p{Lu}[\p{L}'’\-]+){0,3}|\b\p{Lu}[\p{Lu}'’\-]{2,}\s+\p{Lu}\p{Ll}[\p{L}'’\-]*)[\s,;:(]{1,3}\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex NameAndDate();

    // Sex, year, month, department, commune, order, and often the key; with or without spaces, points or hyphens.
    [GeneratedRegex(@"(?<!\d)[1-478][\s.\-]?\d{2}[\s.\-]?(?:0[1-9]|1[0-2]|[2-9]\d)[\s.\-]?(?:\d{2}|2[AaBb])[\s.\-]?\d{3}[\s.\-]?\d{3}(?:[\s.\-]?\d{2})?(?!\d)")]
    private static partial Regex NationalNumber();
}
