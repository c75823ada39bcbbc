namespace Ecluse.Profiles.Transforms;
/// <summary>A date of the calendar, possibly partial.</summary>
/// <param name="Year">1 to 9999.</param>
/// <param name="Month">1 to 12, or 0 when unknown.</param>
/// <param name="Day">1 to 31, or 0 when unknown.</param>
internal readonly record struct CalendarDate(int Year, int Month, int Day)
{
    public bool IsReal => Year is >= 1 and <= 9999
        && (Month == 0 ? Day == 0 : Month is >= 1 and <= 12 && Day >= 0 && Day <= DateTime.DaysInMonth(Year, Month));

    public bool IsFull => Month > 0 && Day > 0;

    public void AppendTo(TextBuffer output)
    {
        output.AppendNumber(Year, 4);
        if (Month > 0)
        {
            output.Append((byte)'-');
            output.AppendNumber(Month, 2);
        }

        if (Day > 0)
        {
            output.Append((byte)'-');
            output.AppendNumber(Day, 2);
        }
    }

    /// <summary>Reads <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out CalendarDate date)
    {
        date = default;
        if (text.Length is not (4 or 7 or 10) || (text.Length > 4 && text[4] != '-') || (text.Length > 7 && text[7] != '-'))
        {
            return false;
        }

        date = new CalendarDate(
            Digits.Number(text[..4]),
            text.Length >= 7 ? Digits.Number(text[5..7]) : 0,
            text.Length >= 10 ? Digits.Number(text[8..10]) : 0);
        return date.IsReal && (text.Length < 7 || date.Month > 0) && (text.Length < 10 || date.Day > 0);
    }
}
