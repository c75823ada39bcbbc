using Ecluse.Errors;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>comparator</c> and <c>without-comparator</c>: the sign before a number, or what follows it.</summary>
internal sealed class ComparatorTransform(bool keepSign) : Transform
{
    public override string Code => "MAP-COMPARATOR";

    public override Text Expected => new("text", "du texte");

    public override bool CanWrite => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var length = SignLength(column);
        return Copy(keepSign ? column[..length] : column[length..].TrimStart((byte)' '), record);
    }

    private static int SignLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'<' or (byte)'>', (byte)'=', ..] => 2,
        [(byte)'<' or (byte)'>', ..] => 1,
        _ => 0,
    };
}

/// <summary><c>only</c> and <c>except</c>: absent unless the text is (is not) of a kind.</summary>
internal sealed class KindTransform(string kind, bool only) : Transform
{
    public override string Code => "MAP-KIND";

    public override Text Expected => new("text", "du texte");

    /// <summary>Whether the other transform takes what this one leaves.</summary>
    public bool IsOppositeOf(KindTransform other) => other.Kind == kind && other.Only != only;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Choose(column, record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Choose(record, column);

    private string Kind => kind;

    private bool Only => only;

    private Outcome Choose(ReadOnlySpan<byte> text, TextBuffer output)
    {
        var matches = kind switch
        {
            "number" => Digits.IsDecimal(text, point: true, comma: true),
            "full-date" => CalendarDate.TryRead(text, out var date) && date.IsFull,
            _ => CalendarDate.TryRead(text, out _),
        };
        return matches == only ? Copy(text, output) : Outcome.Absent;
    }
}

/// <summary><c>split</c>: one part of a text.</summary>
internal sealed class SplitTransform(string separator, string take) : Transform
{
    private readonly byte[] separator = System.Text.Encoding.UTF8.GetBytes(separator);

    public override string Code => "MAP-SPLIT";

    public override Text Expected => new("text with the profile's separator", "du texte avec le séparateur du profil");

    public override bool CanWrite => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var first = column.IndexOf(separator);
        return take switch
        {
            "first" => Copy(first < 0 ? column : column[..first], record),
            "rest" => Copy(first < 0 ? default : column[(first + separator.Length)..], record),
            "before-last" => Copy(column.LastIndexOf(separator) is var end and > 0 ? column[..end] : default, record),
            "last" => Copy(column.LastIndexOf(separator) is var at and >= 0 ? column[(at + separator.Length)..] : column, record),
            _ => Copy(Nth(column, int.Parse(take, System.Globalization.CultureInfo.InvariantCulture)), record),
        };
    }

    private ReadOnlySpan<byte> Nth(ReadOnlySpan<byte> text, int number)
    {
        for (; number > 1; number--)
        {
            var at = text.IndexOf(separator);
            if (at < 0)
            {
                return default;
            }

            text = text[(at + separator.Length)..];
        }

        var end = text.IndexOf(separator);
        return end < 0 ? text : text[..end];
    }
}

/// <summary><c>drop-last</c>: the text without its last part and the separator before it, when that part is 40 hexadecimal digits.</summary>
internal sealed class DropLastTransform(string separator) : Transform
{
    private const int HashLength = 40;
    private readonly byte[] separator = System.Text.Encoding.UTF8.GetBytes(separator);

    public override string Code => "MAP-SPLIT";

    public override Text Expected => new("text with the profile's separator", "du texte avec le séparateur du profil");

    public override bool CanWrite => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var at = column.LastIndexOf(separator);
        var last = at < 0 ? column : column[(at + separator.Length)..];
        if (last.Length != HashLength)
        {
            return Copy(column, record);
        }

        foreach (var one in last)
        {
            if (!char.IsAsciiHexDigit((char)one))
            {
                return Copy(column, record);
            }
        }

        return Copy(column[..Math.Max(at, 0)], record);
    }
}

/// <summary><c>absent</c>: texts that mean that there is no value.</summary>
internal sealed class AbsentTransform(IReadOnlyList<string> texts) : Transform
{
    private readonly byte[][] texts = [.. texts.Select(System.Text.Encoding.UTF8.GetBytes)];

    public override string Code => "MAP-TEXT";

    public override Text Expected => new("text", "du texte");

    public override bool ChangesLength => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        foreach (var text in texts)
        {
            if (column.SequenceEqual(text))
            {
                return Outcome.Absent;
            }
        }

        return Copy(column, record);
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        foreach (var text in texts)
        {
            if (record.SequenceEqual(text))
            {
                // Reading back would make it absent: the target cannot hold it.
                return Outcome.Refused;
            }
        }

        return Copy(record, column);
    }
}

/// <summary><c>upper</c>, <c>lower</c>.</summary>
internal sealed class CaseTransform(bool upper) : Transform
{
    public override string Code => "MAP-TEXT";

    public override Text Expected => new("text", "du texte");

    public override bool CanWrite => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var text = System.Text.Encoding.UTF8.GetString(column);
        record.Append(upper ? text.ToUpperInvariant() : text.ToLowerInvariant());
        return column.IsEmpty ? Outcome.Absent : Outcome.Value;
    }
}
