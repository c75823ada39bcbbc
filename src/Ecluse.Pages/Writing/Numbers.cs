using System.Globalization;
using Ecluse.Errors;

namespace Ecluse.Writing;

/// <summary>
/// Writes numbers as each language does, without any culture data of the system: French groups thousands with a narrow
/// no-break space and keeps units on the line; English groups with a comma.
/// </summary>
public static class Numbers
{
    /// <summary>Narrow no-break space, U+202F: between thousands in French.</summary>
    public const char NarrowSpace = '\u202F';

    /// <summary>No-break space, U+00A0: before a unit and before <c>: ; ? ! %</c> in French.</summary>
    public const char NoBreakSpace = '\u00A0';

    /// <summary>A whole number: <c>8 403</c>, <c>8,403</c>.</summary>
    public static string Of(long number, Language language)
    {
        var digits = Math.Abs((decimal)number).ToString("0", CultureInfo.InvariantCulture);
        var grouped = Group(digits, language);
        return number < 0 ? $"\u2212{grouped}" : grouped;
    }

    /// <summary>A number with a fixed count of digits after the mark: <c>1 234,50</c>, <c>1,234.50</c>.</summary>
    public static string Of(decimal number, int decimals, Language language)
    {
        var text = Math.Abs(number).ToString($"F{decimals}", CultureInfo.InvariantCulture).Split('.');
        var mark = language == Language.French ? "," : ".";
        var whole = Group(text[0], language);
        var all = text.Length == 1 ? whole : $"{whole}{mark}{text[1]}";
        return number < 0 && all.Any(c => c is >= '1' and <= '9') ? $"\u2212{all}" : all;
    }

    /// <summary>
    /// A count with its noun: <c>0 patient</c>, <c>2 patients</c>. French keeps the singular below two, English for one
    /// alone.
    /// </summary>
    public static string Count(long number, Language language, Text one, Text many)
    {
        var isOne = language == Language.French ? Math.Abs((decimal)number) < 2 : number == 1;
        return $"{Of(number, language)}{NoBreakSpace}{(isOne ? one : many).In(language)}";
    }

    /// <summary>
    /// A part of a whole, one digit after the mark: <c>93,5 %</c>, <c>93.5%</c>. Never says 0 or 100 of what is not:
    /// <c>&lt; 0,1 %</c>, <c>&gt; 99,9 %</c>.
    /// </summary>
    public static string Percent(long part, long whole, Language language)
    {
        if (whole == 0)
        {
            return "–";
        }

        var share = (decimal)part * 100 / whole;
        var (sign, shown) = (part, share) switch
        {
            (not 0, > 0 and < 0.1m) => ($"<{NoBreakSpace}", 0.1m),
            _ when part != whole && share is > 99.9m and < 100 => ($">{NoBreakSpace}", 99.9m),
            _ => ("", Math.Round(share, 1, MidpointRounding.AwayFromZero)),
        };
        var digits = shown == decimal.Truncate(shown) ? 0 : 1;
        return sign + Of(shown, digits, language) + (language == Language.French ? $"{NoBreakSpace}%" : "%");
    }

    /// <summary>A size in decimal units: <c>4,1 Go</c>, <c>4.1 GB</c>.</summary>
    public static string Size(long bytes, Language language)
    {
        var french = language == Language.French;
        string[] units = french ? ["octets", "Ko", "Mo", "Go", "To"] : ["bytes", "kB", "MB", "GB", "TB"];
        var (value, unit) = ((decimal)bytes, 0);
        while (Math.Abs(value) >= 999.5m && unit < units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        var digits = unit == 0 || value >= 99.95m ? 0 : 1;
        return $"{Of(value, digits, language)}{NoBreakSpace}{units[unit]}";
    }

    private static string Group(string digits, Language language)
    {
        var separator = language == Language.French ? NarrowSpace : ',';
        for (var at = digits.Length - 3; at > 0; at -= 3)
        {
            digits = digits.Insert(at, separator.ToString());
        }

        return digits;
    }
}
