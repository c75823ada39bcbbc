using Ecluse.Errors;
using Ecluse.Plans;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>datetime</c>: local time of a zone in the column, an instant with its offset in the record.</summary>
/// <param name="pattern">How the column writes it.</param>
/// <param name="shown">The pattern as the profile writes it.</param>
/// <param name="zone">Zone of the column's hours.</param>
/// <param name="dateOnly">Whether the date part alone is accepted, as a date.</param>
/// <param name="midnightIsDate">Whether the column writes a date alone as that day at midnight.</param>
/// <param name="leaveOutImpossible">Whether an instant that cannot be is absent instead of refused.</param>
internal sealed class DateTimeTransform(
    DatePattern pattern, string shown, TimeZoneInfo zone, bool dateOnly, bool midnightIsDate, bool leaveOutImpossible) : Transform
{
    private const int DateLength = 10;
    private const int LocalLength = 19;
    private const int OffsetBits = 18;
    private const int OffsetZero = 1 << (OffsetBits - 1);

    // The last local time with its offset, both in seconds, in one number: rows of one order bear one time, and threads may share this.
    private long last = -1;

    public override string Code => "MAP-DATETIME";

    public override Text Expected =>
        new($"a local date and time written {shown}", $"une date et heure locales écrites {shown}");

    public override TimeUnit? Finest => pattern.HasSecond ? TimeUnit.Second : TimeUnit.Minute;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        if (shown == "native")
        {
            column = WithoutZeroFraction(column);
        }

        if (!pattern.TryRead(column, dateOnly, out var read) || read.Day < 0 || read.Month < 0 || (read.Hour >= 0 && read.Minute < 0))
        {
            return Outcome.Refused;
        }

        var date = new CalendarDate(read.Year, read.Month, read.Day);
        var second = Math.Max(read.Second, 0);
        if (!date.IsReal || !date.IsFull || read.Hour > 23 || read.Minute > 59 || second > 59)
        {
            return leaveOutImpossible ? Outcome.Absent : Outcome.Refused;
        }

        date.AppendTo(record);
        var isMidnight = read.Hour == 0 && read.Minute == 0 && second == 0;
        return read.Hour < 0 || (isMidnight && midnightIsDate) ? Outcome.Value : AppendTime(new DateTime(
            read.Year, read.Month, read.Day, read.Hour, read.Minute, second, DateTimeKind.Unspecified), record);
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        if (record.Length == DateLength)
        {
            return (dateOnly || midnightIsDate) && CalendarDate.TryRead(record, out var date)
                && pattern.Write(
                    Parts(new DateTime(date.Year, date.Month, date.Day)), midnightIsDate ? pattern.Count : pattern.DateEnd, column)
                ? Outcome.Value
                : Outcome.Refused;
        }

        if (!TryInstant(record, out var instant))
        {
            return Outcome.Refused;
        }

        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return (pattern.HasSecond || local.Second == 0) && !(midnightIsDate && local.TimeOfDay == TimeSpan.Zero) && pattern.Write(Parts(local), pattern.Count, column) ? Outcome.Value : Outcome.Refused;
    }

    internal static bool TryInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < LocalLength + 1 || text[DateLength] != 'T' || !CalendarDate.TryRead(text[..DateLength], out var date)
            || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var (hour, minute, second) = (Digits.Number(text[11..13]), Digits.Number(text[14..16]), Digits.Number(text[17..19]));
        var rest = WithoutZeroFraction(text)[LocalLength..];
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || !TryOffset(rest, out var offset))
        {
            return false;
        }

        instant = new DateTimeOffset(date.Year, date.Month, date.Day, hour, minute, second, offset);
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.SequenceEqual("Z"u8))
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
        {
            return false;
        }

        var (hours, minutes) = (Digits.Number(text[1..3]), Digits.Number(text[4..6]));
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return hours is >= 0 and <= 14 && minutes is >= 0 and <= 59;
    }

    private static ReadOnlySpan<byte> WithoutZeroFraction(ReadOnlySpan<byte> text)
    {
        if (text.Length <= LocalLength || text[LocalLength] != '.')
        {
            return text;
        }

        var digits = text[(LocalLength + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var end = digits < 0 ? text.Length : LocalLength + 1 + digits;
        if (text[(LocalLength + 1)..end].ContainsAnyExcept((byte)'0'))
        {
            return text;
        }

        return digits < 0 ? text[..LocalLength] : (byte[])[.. text[..LocalLength], .. text[end..]];
    }

    private Outcome AppendTime(DateTime local, TextBuffer record)
    {
        if (OffsetOf(local) is not { } offset)
        {
            return Outcome.Refused;
        }

        record.Append((byte)'T');
        record.AppendNumber(local.Hour, 2);
        record.Append((byte)':');
        record.AppendNumber(local.Minute, 2);
        record.Append((byte)':');
        record.AppendNumber(local.Second, 2);
        record.Append(offset < TimeSpan.Zero ? (byte)'-' : (byte)'+');
        record.AppendNumber(Math.Abs(offset.Hours), 2);
        record.Append((byte)':');
        record.AppendNumber(Math.Abs(offset.Minutes), 2);
        return Outcome.Value;
    }

    // Null for a time that the spring leaves out.
    private TimeSpan? OffsetOf(DateTime local)
    {
        var seconds = local.Ticks / TimeSpan.TicksPerSecond;
        var known = Volatile.Read(ref last);
        if (known >> OffsetBits == seconds)
        {
            return TimeSpan.FromSeconds((known & ((1 << OffsetBits) - 1)) - OffsetZero);
        }

        if (zone.IsInvalidTime(local))
        {
            return null;
        }

        // The hour that the autumn repeats: the first of the two, which has the larger offset.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        Volatile.Write(ref last, (seconds << OffsetBits) | ((long)offset.TotalSeconds + OffsetZero));
        return offset;
    }

    private static DateParts Parts(DateTime time) => new()
    {
        Year = time.Year,
        Month = time.Month,
        Day = time.Day,
        Hour = time.Hour,
        Minute = time.Minute,
        Second = time.Second,
    };
}
