using System.Globalization;
using Ecluse.Errors;
using static Ecluse.Writing.Numbers;

namespace Ecluse.Writing;

/// <summary>Writes days, instants and durations as each language does, without any culture data of the system.</summary>
public static class Dates
{
    private static readonly string[] FrenchMonths =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly string[] FrenchShort =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>A day: <c>7 mai 2017</c>, <c>1er juin 2016</c>, <c>7 May 2017</c>.</summary>
    public static string Day(DateOnly day, Language language) => language == Language.French
        ? $"{FrenchDay(day)}{NoBreakSpace}{FrenchMonths[day.Month - 1]}{NoBreakSpace}{Year(day)}"
        : $"{day.Day}{NoBreakSpace}{EnglishMonths[day.Month - 1]}{NoBreakSpace}{Year(day)}";

    /// <summary>A day without its year: <c>15 nov.</c>, <c>15 Nov</c>.</summary>
    public static string ShortDay(DateOnly day, Language language) => language == Language.French
        ? $"{FrenchDay(day)}{NoBreakSpace}{FrenchShort[day.Month - 1]}"
        : $"{day.Day}{NoBreakSpace}{EnglishMonths[day.Month - 1][..3]}";

    /// <summary>An hour of the day to the minute: <c>9 h 12</c>, <c>09:12</c>.</summary>
    public static string Hour(TimeOnly time, Language language) => language == Language.French
        ? $"{time.Hour}{NoBreakSpace}h{NoBreakSpace}{time.Minute:00}"
        : $"{time.Hour:00}:{time.Minute:00}";

    /// <summary>An hour of the day to the second: <c>9 h 12 min 04 s</c>, <c>09:12:04</c>.</summary>
    public static string HourToTheSecond(TimeOnly time, Language language) => language == Language.French
        ? $"{Hour(time, language)}{NoBreakSpace}min{NoBreakSpace}{time.Second:00}{NoBreakSpace}s"
        : $"{Hour(time, language)}:{time.Second:00}";

    /// <summary>An instant in a zone, in full: <c>15 novembre 2026 à 9 h 12</c>, <c>15 November 2026 at 09:12</c>.</summary>
    public static string Instant(DateTimeOffset at, PageZone zone, Language language)
    {
        var (day, time) = Local(at, zone);
        return $"{Day(day, language)} {(language == Language.French ? "à" : "at")} {Hour(time, language)}";
    }

    /// <summary>An instant in a zone, short, to the second: <c>15 nov., 9 h 12 min 04 s</c>, <c>15 Nov, 09:12:04</c>.</summary>
    public static string ShortInstant(DateTimeOffset at, PageZone zone, Language language)
    {
        var (day, time) = Local(at, zone);
        return $"{ShortDay(day, language)}, {HourToTheSecond(time, language)}";
    }

    /// <summary>The instant as machines read it, in the zone: <c>2026-11-15T09:12:04+01:00</c>.</summary>
    public static string Machine(DateTimeOffset at, PageZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return TimeZoneInfo.ConvertTime(at, zone.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A duration in at most three units, rounded down: <c>7 j 3 h 28 min</c>, <c>2 h 21 min</c>, <c>3 min 04 s</c>,
    /// <c>3,4 s</c>, <c>420 ms</c>.
    /// </summary>
    public static string Duration(TimeSpan duration, Language language)
    {
        var (sign, span) = duration < TimeSpan.Zero ? ("\u2212", duration.Negate()) : ("", duration);
        var day = language == Language.French ? "j" : "d";
        return sign + span switch
        {
            { TotalDays: >= 1 } => Units((span.Days, day), (span.Hours, "h"), (span.Minutes, "min")),
            { TotalHours: >= 1 } => Units((span.Hours, "h"), (span.Minutes, "min")),
            { TotalMinutes: >= 1 } => Units((span.Minutes, "min"), (span.Seconds, "s")),
            { TotalSeconds: >= 1 } => $"{Tenths(span, language)}{NoBreakSpace}s",
            _ => $"{Of((long)span.TotalMilliseconds, language)}{NoBreakSpace}ms",
        };
    }

    private static string Tenths(TimeSpan span, Language language) =>
        Of(Math.Floor((decimal)span.Ticks / TimeSpan.TicksPerSecond * 10) / 10, 1, language);

    private static string Units(params (int Value, string Unit)[] units)
    {
        var shown = units.ToList();
        while (shown.Count > 1 && shown[^1].Value == 0)
        {
            shown.RemoveAt(shown.Count - 1);
        }

        return string.Join(NoBreakSpace, shown.Select((part, i) =>
            i > 0 && part.Unit is "min" or "s"
                ? $"{part.Value:00}{NoBreakSpace}{part.Unit}"
                : $"{part.Value}{NoBreakSpace}{part.Unit}"));
    }

    private static (DateOnly Day, TimeOnly Time) Local(DateTimeOffset at, PageZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(at, zone.Zone);
        return (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
    }

    private static string FrenchDay(DateOnly day) => day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture);

    private static string Year(DateOnly day) => day.Year.ToString("0000", CultureInfo.InvariantCulture);
}
