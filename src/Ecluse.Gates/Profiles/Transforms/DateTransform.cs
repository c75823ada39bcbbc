using Ecluse.Errors;
using Ecluse.Plans;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>date</c>: a pattern in the column, a FHIR date in the record.</summary>
/// <param name="pattern">How the column writes it.</param>
/// <param name="shown">The pattern as the profile writes it.</param>
/// <param name="partial">Whether a year, or year and month, is a date.</param>
/// <param name="cutShort">Whether a partial date is written cut short instead of with zeros.</param>
/// <param name="leaveOutImpossible">Whether a date that is not in the calendar is absent instead of refused.</param>
internal sealed class DateTransform(DatePattern pattern, string shown, bool partial, bool cutShort, bool leaveOutImpossible) : Transform
{
    public override string Code => "MAP-DATE";

    public override Text Expected => new($"a date of the calendar written {shown}", $"une date du calendrier écrite {shown}");

    /// <summary>Whether only whole dates can be written.</summary>
    public bool FullOnly => !partial;

    public override TimeUnit? Finest => TimeUnit.Day;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        if (shown == "native" && column.Length > 10 && IsMidnight(column[10..]))
        {
            column = column[..10];
        }

        if (!pattern.TryRead(column, partial, out var read))
        {
            return Outcome.Refused;
        }

        var date = new CalendarDate(read.Year, Math.Max(read.Month, 0), Math.Max(read.Day, 0));
        if (!date.IsReal || (!partial && !date.IsFull))
        {
            return leaveOutImpossible ? Outcome.Absent : Outcome.Refused;
        }

        date.AppendTo(record);
        return Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        if (!CalendarDate.TryRead(record, out var date) || (!date.IsFull && !partial))
        {
            return Outcome.Refused;
        }

        var parts = DateParts.Unread with { Year = date.Year, Month = date.Month, Day = date.Day };
        var count = !cutShort || date.IsFull ? pattern.Count : pattern.EndOf(date.Month > 0 ? 'M' : 'Y');
        return pattern.Write(parts, count, column) ? Outcome.Value : Outcome.Refused;
    }

    private static bool IsMidnight(ReadOnlySpan<byte> time)
    {
        foreach (var one in time)
        {
            if (one is not ((byte)' ' or (byte)'T' or (byte)'0' or (byte)':' or (byte)'.'))
            {
                return false;
            }
        }

        return true;
    }
}
