using System.Globalization;
using System.Numerics;
using System.Text;
using Ecluse.Errors;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>decimal</c>, <c>decimal: trim-zeros</c> and <c>decimal-comma</c>: digits are kept as they were written.</summary>
internal sealed class DecimalTransform(bool comma, bool trimZeros) : Transform
{
    public override string Code => "MAP-DECIMAL";

    public override Text Expected => comma
        ? new("a decimal with a comma", "un décimal à virgule")
        : new("a decimal with a point", "un décimal à point");

    public override bool ChangesLength => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        // A legacy column that is written with commas often holds whole numbers and points too; a point stays a point.
        if (!Digits.IsDecimal(column, point: true, comma))
        {
            return Outcome.Refused;
        }

        var start = record.Length;
        Digits.AppendWithoutLeadingZeros(column, record);
        if (comma && record.Text[start..].IndexOf((byte)',') is var mark and >= 0)
        {
            Replace(record, start + mark, (byte)'.');
        }

        if (trimZeros && record.Text[start..].Contains((byte)'.'))
        {
            record.Truncate(start + record.Text[start..].TrimEnd((byte)'0').TrimEnd((byte)'.').Length);
        }

        return Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        if (!Digits.IsDecimal(record, point: true, comma: false))
        {
            return Outcome.Refused;
        }

        var start = column.Length;
        column.Append(record);
        if (comma && record.IndexOf((byte)'.') is var mark and >= 0)
        {
            Replace(column, start + mark, (byte)',');
        }

        return Outcome.Value;
    }

    private static void Replace(TextBuffer text, int at, byte with)
    {
        var end = text.Length;
        text.Truncate(at);
        text.Append(with);
        text.Truncate(end);
    }
}

/// <summary><c>integer</c>.</summary>
internal sealed class IntegerTransform : Transform
{
    public override string Code => "MAP-INTEGER";

    public override Text Expected => new("a whole number", "un nombre entier");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        if (!Digits.IsDecimal(column, point: false, comma: false))
        {
            return Outcome.Refused;
        }

        Digits.AppendWithoutLeadingZeros(column, record);
        return Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Read(record, column);
}

/// <summary><c>previous</c>: a whole number less one; absent at 1 and below.</summary>
internal sealed class PreviousTransform : Transform
{
    public override string Code => "MAP-INTEGER";

    public override Text Expected => new("a whole number of at most 9 digits", "un entier d’au plus 9 chiffres");

    public override bool CanWrite => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var number = Digits.Number(column);
        if (number <= 1)
        {
            return number < 0 ? Outcome.Refused : Outcome.Absent;
        }

        record.Append((number - 1).ToString(CultureInfo.InvariantCulture));
        return Outcome.Value;
    }
}

/// <summary><c>times</c>: the record is the column times a factor, exactly.</summary>
internal sealed class TimesTransform : Transform
{
    private const int ScaleAddedMax = 12;
    private readonly BigInteger factor;
    private readonly int scale;

    public TimesTransform(string factor) => (this.factor, scale) = Parse(Encoding.UTF8.GetBytes(factor));

    public override string Code => "MAP-FACTOR";

    public override Text Expected => new("a decimal that the factor divides exactly", "un décimal que le facteur divise exactement");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        if (!Digits.IsDecimal(column, point: true, comma: false))
        {
            return Outcome.Refused;
        }

        var (number, digits) = Parse(column);
        Append(number * factor, digits + scale, record);
        return Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        if (!Digits.IsDecimal(record, point: true, comma: false))
        {
            return Outcome.Refused;
        }

        var (number, digits) = Parse(record);
        for (var added = 0; added <= ScaleAddedMax; added++)
        {
            var quotient = BigInteger.DivRem(number * BigInteger.Pow(10, added), factor, out var rest);
            if (rest.IsZero && digits + added - scale >= 0)
            {
                Append(quotient, digits + added - scale, column);
                return Outcome.Value;
            }
        }

        return Outcome.Refused;
    }

    private static (BigInteger Number, int Scale) Parse(ReadOnlySpan<byte> text)
    {
        var mark = text.IndexOf((byte)'.');
        var digits = Encoding.UTF8.GetString(text).Replace(".", "", StringComparison.Ordinal);
        return (BigInteger.Parse(digits, CultureInfo.InvariantCulture), mark < 0 ? 0 : text.Length - mark - 1);
    }

    private static void Append(BigInteger number, int digits, TextBuffer output)
    {
        var text = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        output.Append(number.Sign < 0 ? "-" : "");
        output.Append(text[..^digits]);
        output.Append(digits > 0 ? "." + text[^digits..] : "");
    }
}
