using System.Globalization;
using Ecluse.Errors;

namespace Ecluse.Profiles.Transforms;

/// <summary>
/// <c>plus</c>: the column is the record's whole number plus another, so that migrated keys stand in a range of their own.
/// </summary>
internal sealed class PlusTransform(int offset) : Transform
{
    /// <summary>What is added: written keys are not below it.</summary>
    public int Offset => offset;

    public override string Code => "MAP-INTEGER";

    public override Text Expected => new("a whole number", "un nombre entier");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Add(column, -offset, record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Add(record, offset, column);

    private static Outcome Add(ReadOnlySpan<byte> text, long more, TextBuffer output)
    {
        if (!Digits.TryWhole(text, out var number)
            || Math.Abs(number) > long.MaxValue - int.MaxValue)
        {
            return Outcome.Refused;
        }

        output.Append((number + more).ToString(CultureInfo.InvariantCulture));
        return Outcome.Value;
    }
}

/// <summary><c>pair</c>: two whole numbers as one; <c>1204</c> with 100 is <c>12|4</c> in the record.</summary>
internal sealed class PairTransform(int factor) : Transform
{
    public override string Code => "MAP-INTEGER";

    public override Text Expected => new(
        $"a whole number whose second part is below {factor}", $"un nombre entier dont la seconde part est inférieure à {factor}");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        if (!Digits.TryWhole(column, out var number))
        {
            return Outcome.Refused;
        }

        // Rows that nobody migrated have keys below the range: they read as pairs of their own, never as one of ours.
        var (first, second) = (Math.DivRem(number, factor, out var rest), rest);
        record.Append($"{first.ToString(CultureInfo.InvariantCulture)}|{second.ToString(CultureInfo.InvariantCulture)}");
        return Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        var mark = record.IndexOf((byte)'|');
        if (mark < 0
            || !Digits.TryWhole(record[..mark], out var first)
            || !Digits.TryWhole(record[(mark + 1)..], out var second)
            || Math.Abs(second) >= factor || Math.Abs(first) > (long.MaxValue / factor) - 1 || first * second < 0)
        {
            return Outcome.Refused;
        }

        column.Append(((first * factor) + second).ToString(CultureInfo.InvariantCulture));
        return Outcome.Value;
    }
}
