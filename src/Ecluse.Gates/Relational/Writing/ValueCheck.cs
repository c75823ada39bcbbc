using System.Text;
using Ecluse.Profiles.Transforms;

namespace Ecluse.Relational.Writing;

/// <summary>
/// Checks a value against its column before the engine sees it: some engines cut, round or replace without a word
/// (rule 9 of the lock).
/// </summary>
internal static class ValueCheck
{
    /// <summary>The code of the refusal, or null when the column can hold the value.</summary>
    public static string? Refuse(CatalogueColumn column, ReadOnlySpan<byte> value, bool isNull, bool trustsEngineTypes)
    {
        if (isNull)
        {
            return column.Nullable ? null : Refusal.Required;
        }

        return column.Kind switch
        {
            ColumnKind.Text => RefuseText(column, value),
            ColumnKind.Integer when !IsInteger(value) => Refusal.TypeOf,
            ColumnKind.Decimal => RefuseDecimal(column, value),
            ColumnKind.Float when !Digits.IsDecimal(value, point: true, comma: false) => Refusal.TypeOf,
            ColumnKind.Date when trustsEngineTypes && !(CalendarDate.TryRead(value, out var date) && date.IsFull) => Refusal.TypeOf,
            _ => null,
        };
    }

    private static string? RefuseText(CatalogueColumn column, ReadOnlySpan<byte> value)
    {
        if (column.LengthMax is { } max && value.Length > max && Encoding.UTF8.GetCharCount(value) is var characters
            && characters - Surrogates(value) > max)
        {
            return Refusal.Length;
        }

        return value.Contains((byte)0) || !Fits(column.Encoding, value) ? Refusal.TypeOf : null;
    }

    private static bool IsInteger(ReadOnlySpan<byte> value) =>
        Digits.IsDecimal(value, point: false, comma: false) && long.TryParse(value, out _);

    private static string? RefuseDecimal(CatalogueColumn column, ReadOnlySpan<byte> value)
    {
        if (!Digits.IsDecimal(value, point: true, comma: false))
        {
            return Refusal.TypeOf;
        }

        var digits = value[0] == '-' ? value[1..] : value;
        var mark = digits.IndexOf((byte)'.');
        var whole = (mark < 0 ? digits : digits[..mark]).TrimStart((byte)'0').Length;
        var fraction = mark < 0 ? 0 : digits[(mark + 1)..].TrimEnd((byte)'0').Length;
        var tooFine = column.Scale is { } scale && fraction > scale;
        var tooLarge = column.Precision is { } precision && whole > precision - (column.Scale ?? 0);
        return tooFine || tooLarge ? Refusal.TypeOf : null;
    }

    private static bool Fits(string encoding, ReadOnlySpan<byte> value)
    {
        if (encoding == "utf-8" || !value.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return true;
        }

        foreach (var rune in value.EnumerateRunes())
        {
            var fits = encoding switch
            {
                "utf-8-bmp" => rune.IsBmp,
                "iso-8859-1" => rune.Value < 0x100,
                _ => IsWindows1252(rune),
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWindows1252(Rune rune) =>
        rune.Value is < 0x80 or (>= 0xA0 and < 0x100)
        || (rune.IsBmp && "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".Contains((char)rune.Value, StringComparison.Ordinal));

    private static int Surrogates(ReadOnlySpan<byte> value)
    {
        var count = 0;
        foreach (var one in value)
        {
            count += one >= 0xF0 ? 1 : 0;
        }

        return count;
    }

    private static SpanRunes EnumerateRunes(this ReadOnlySpan<byte> utf8) => new(utf8);

    private ref struct SpanRunes(ReadOnlySpan<byte> utf8)
    {
        private ReadOnlySpan<byte> rest = utf8;

        public Rune Current { get; private set; }

        public readonly SpanRunes GetEnumerator() => this;

        public bool MoveNext()
        {
            if (rest.IsEmpty)
            {
                return false;
            }

            Rune.DecodeFromUtf8(rest, out var rune, out var used);
            Current = rune;
            rest = rest[used..];
            return true;
        }
    }
}
