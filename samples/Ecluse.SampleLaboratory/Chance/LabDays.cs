namespace Ecluse.Samples.Chance;

/// <summary>Dates as the old system writes them: whole numbers YYYYMMDD, and HHMM for the hour.</summary>
internal static class LabDays
{
    /// <summary>First day on which the sample laboratory worked.</summary>
    public static readonly DateOnly FirstDay = new(2014, 1, 6);

    /// <summary>Last day on which the sample laboratory worked with the old system.</summary>
    public static readonly DateOnly LastDay = new(2020, 10, 30);

    /// <summary>The date as YYYYMMDD.</summary>
    public static long Number(DateOnly date) => (date.Year * 10000L) + (date.Month * 100) + date.Day;

    /// <summary>A day from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static DateOnly Day(ref SeededSequence chance, DateOnly first, DateOnly last) =>
        first.AddDays(chance.Below(last.DayNumber - first.DayNumber + 1));

    /// <summary>An hour of work as HHMM, from 06:00 to <paramref name="lastHour"/>:59.</summary>
    public static long Hour(ref SeededSequence chance, int lastHour) =>
        (chance.Between(6, lastHour) * 100L) + chance.Below(60);

    /// <summary>Adds minutes to an hour written HHMM; stays within the day.</summary>
    public static long Later(long hour, int minutes)
    {
        var total = Math.Min((hour / 100 * 60) + (hour % 100) + minutes, (23 * 60) + 59);
        return (total / 60 * 100) + (total % 60);
    }
}
