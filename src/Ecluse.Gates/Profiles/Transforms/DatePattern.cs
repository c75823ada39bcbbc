namespace Ecluse.Profiles.Transforms;

/// <summary>The parts of a date and a time as read; -1 where the pattern has no such part or the text ended before it.</summary>
internal record struct DateParts
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;

    public static DateParts Unread => new() { Year = -1, Month = -1, Day = -1, Hour = -1, Minute = -1, Second = -1 };
}

/// <summary>A pattern such as <c>DD/MM/YYYY</c> or <c>YYYYMMDDhhmmss</c>: parts of fixed width and literals.</summary>
internal sealed class DatePattern
{
    private const int TwoDigitYears = 100;
    private readonly List<(char Part, int Width)> parts = [];
    private readonly int pivot;

    public DatePattern(string pattern, int pivot)
    {
        this.pivot = pivot;
        for (var at = 0; at < pattern.Length;)
        {
            var width = pattern[at..].StartsWith("YYYY", StringComparison.Ordinal) ? 4 : 2;
            var isPart = "YMDhms".Contains(pattern[at], StringComparison.Ordinal)
                && at + width <= pattern.Length && pattern[at..(at + width)].All(one => one == pattern[at]);
            parts.Add(isPart ? (pattern[at], width) : (pattern[at], 0));
            at += isPart ? width : 1;
        }

        DateEnd = parts.FindLastIndex(part => part.Width > 0 && "YMD".Contains(part.Part, StringComparison.Ordinal)) + 1;
    }

    /// <summary>Whether year, month and day are each there once.</summary>
    public bool HasDate => "YMD".All(Has);

    /// <summary>Whether an hour and minutes are there.</summary>
    public bool HasTime => Has('h') && Has('m');

    /// <summary>How many parts and literals end with this part.</summary>
    public int EndOf(char part) => parts.FindIndex(one => one.Part == part && one.Width > 0) + 1;

    /// <summary>Whether seconds are there.</summary>
    public bool HasSecond => Has('s');

    /// <summary>Whether the year has two digits, so that a pivot must say the century.</summary>
    public bool NeedsPivot => parts.Contains(('Y', 2));

    /// <summary>How many parts and literals make the date, from the first.</summary>
    public int DateEnd { get; }

    /// <summary>Reads the whole text; it may end early, at a part, when <paramref name="cutShort"/>.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, bool cutShort, out DateParts read)
    {
        read = DateParts.Unread;
        foreach (var (part, width) in parts)
        {
            if (text.IsEmpty)
            {
                return cutShort;
            }

            if (width == 0)
            {
                if (text[0] != part)
                {
                    return false;
                }

                text = text[1..];
                continue;
            }

            var number = text.Length < width ? -1 : Digits.Number(text[..width]);
            if (number < 0)
            {
                return false;
            }

            Put(ref read, part, width == 2 && part == 'Y' ? Century(number) : number);
            text = text[width..];
        }

        return text.IsEmpty;
    }

    /// <summary>Writes the first <paramref name="count"/> parts and literals.</summary>
    public bool Write(DateParts values, int count, TextBuffer output)
    {
        for (var i = 0; i < count; i++)
        {
            var (part, width) = parts[i];
            if (width == 0)
            {
                output.Append((byte)part);
                continue;
            }

            var number = Get(values, part);
            if (part == 'Y' && width == 2)
            {
                if (Century(number % TwoDigitYears) != number)
                {
                    return false;
                }

                number %= TwoDigitYears;
            }

            output.AppendNumber(number, width);
        }

        return true;
    }

    public int Count => parts.Count;

    private bool Has(char part) => parts.Count(one => one.Part == part && one.Width > 0) == 1;

    private int Century(int year) => year <= pivot ? 2000 + year : 1900 + year;

    private static void Put(ref DateParts parts, char part, int number)
    {
        switch (part)
        {
            case 'Y': parts.Year = number; break;
            case 'M': parts.Month = number; break;
            case 'D': parts.Day = number; break;
            case 'h': parts.Hour = number; break;
            case 'm': parts.Minute = number; break;
            default: parts.Second = number; break;
        }
    }

    private static int Get(DateParts parts, char part) => part switch
    {
        'Y' => parts.Year,
        'M' => parts.Month,
        'D' => parts.Day,
        'h' => parts.Hour,
        'm' => parts.Minute,
        _ => parts.Second,
    };
}
