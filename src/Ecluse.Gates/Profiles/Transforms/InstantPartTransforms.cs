using Ecluse.Errors;
using Ecluse.Plans;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>day</c>: the day of an instant, as it is written there; for a column that holds the day apart from the hour.</summary>
internal sealed class DayTransform : Transform
{
    private const int Length = 10;

    public override string Code => "MAP-DATE";

    public override Text Expected => new("a date of the calendar", "une date du calendrier");

    public override bool CanRead => false;

    /// <summary>The day of a date or an instant.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> instant) => instant.Length > Length && instant[Length] == 'T' ? instant[..Length] : instant;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Outcome.Refused;

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) =>
        CalendarDate.TryRead(Of(record), out var date) && date.IsFull ? Copy(Of(record), column) : Outcome.Refused;
}

/// <summary><c>time</c>: the hour of an instant in the profile's zone, absent where there is a date alone.</summary>
/// <param name="seconds">Whether the column writes seconds; without, an instant that has some is refused.</param>
/// <param name="zone">Zone of the column's hours.</param>
internal sealed class TimeOfDayTransform(bool seconds, TimeZoneInfo zone) : Transform
{
    public override string Code => "MAP-DATETIME";

    public override Text Expected => new("an instant", "un instant");

    public override bool CanRead => false;

    public override TimeUnit? Finest => seconds ? TimeUnit.Second : TimeUnit.Minute;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Outcome.Refused;

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        if (CalendarDate.TryRead(record, out _))
        {
            return Outcome.Absent;
        }

        if (!DateTimeTransform.TryInstant(record, out var instant))
        {
            return Outcome.Refused;
        }

        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        column.Append(local.ToString(seconds ? "HH:mm:ss" : "HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        return (seconds || local.Second == 0) && DayTransform.Of(record).SequenceEqual(
            System.Text.Encoding.ASCII.GetBytes(local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))
            ? Outcome.Value
            : Outcome.Refused;
    }
}
