using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;

namespace Ecluse.Records;

/// <summary>
/// Whether the text of a field has the written form of its kind (<c>docs/spec/lab-record.md</c>). Profiles and the fit
/// check ask before a record is made; the formats refuse what does not hold. Allocates nothing.
/// </summary>
public static class FieldText
{
    /// <summary>Most digits a decimal may have, before and after the point together.</summary>
    public const int DecimalDigitsMax = 28;

    private const int DateLength = 10;
    private const int SecondsEnd = 19;

    /// <summary>Checks the text of a field against its kind and its closed list of codes.</summary>
    public static FieldFault Check(RecordType type, RecordField field, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(field);
        var fault = Check(field.Kind, utf8);
        return fault == FieldFault.None && FieldCodes.Of(type, field) is { } codes && !Contains(codes, utf8)
            ? FieldFault.NotInCodeList
            : fault;
    }

    /// <summary>Checks text against a kind alone.</summary>
    public static FieldFault Check(FieldKind kind, ReadOnlySpan<byte> utf8) => kind switch
    {
        FieldKind.Date => IsDate(utf8) ? FieldFault.None : FieldFault.NotADate,
        FieldKind.Instant => IsDate(utf8) || IsInstant(utf8) ? FieldFault.None : FieldFault.NotAnInstant,
        FieldKind.Decimal => IsDecimal(utf8) ? FieldFault.None : FieldFault.NotADecimal,
        FieldKind.Integer => IsInteger(utf8) ? FieldFault.None : FieldFault.NotAnInteger,
        FieldKind.Boolean => utf8.SequenceEqual("true"u8) || utf8.SequenceEqual("false"u8)
            ? FieldFault.None
            : FieldFault.NotABoolean,
        FieldKind.Bytes => IsBase64(utf8) ? FieldFault.None : FieldFault.NotBase64,
        _ => Utf8.IsValid(utf8) ? FieldFault.None : FieldFault.NotUtf8,
    };

    /// <summary>Whether the text is <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c> and exists in the calendar.</summary>
    public static bool IsDate(ReadOnlySpan<byte> utf8) => utf8.Length switch
    {
        4 => Number(utf8) >= 1,
        7 => utf8[4] == '-' && Number(utf8[..4]) >= 1 && Number(utf8[5..]) is >= 1 and <= 12,
        DateLength => IsDate(utf8[..7]) && utf8[7] == '-'
            && Number(utf8[8..]) is >= 1 and var day
            && day <= DateTime.DaysInMonth(Number(utf8[..4]), Number(utf8[5..7])),
        _ => false,
    };

    /// <summary>
    /// Whether the text is <c>YYYY-MM-DDThh:mm:ss</c>, an optional fraction of 1 to 9 digits, and <c>Z</c> or an offset
    /// up to 14:00.
    /// </summary>
    public static bool IsInstant(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= SecondsEnd || utf8[DateLength] != 'T' || utf8[13] != ':' || utf8[16] != ':'
            || !IsDate(utf8[..DateLength])
            || Number(utf8[11..13]) is < 0 or > 23
            || Number(utf8[14..16]) is < 0 or > 59
            || Number(utf8[17..SecondsEnd]) is < 0 or > 59)
        {
            return false;
        }

        var rest = utf8[SecondsEnd..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits is < 1 or > 9)
            {
                return false;
            }

            rest = rest[(digits + 1)..];
        }

        return IsOffset(rest);
    }

    private static bool IsOffset(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z'])
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
        {
            return false;
        }

        var hours = Number(text[1..3]);
        var minutes = Number(text[4..]);
        return hours is >= 0 and <= 14 && minutes is >= 0 and <= 59 && (hours < 14 || minutes == 0);
    }

    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var rest = text is [(byte)'-', ..] ? text[1..] : text;
        var whole = DigitsAtStart(rest);
        if (whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        if (rest.Length == whole)
        {
            return whole <= DecimalDigitsMax;
        }

        var fraction = rest[whole] == '.' ? DigitsAtStart(rest[(whole + 1)..]) : 0;
        return fraction > 0 && rest.Length == whole + 1 + fraction && whole + fraction <= DecimalDigitsMax;
    }

    private static bool IsInteger(ReadOnlySpan<byte> text)
    {
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        return DigitsAtStart(digits) == digits.Length && digits.Length is > 0 and <= 10
            && (digits[0] != '0' || text.Length == 1)
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }

    private static bool IsBase64(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || text.Length % 4 != 0 || !Base64.IsValid(text, out var decoded)
            || decoded <= (text.Length / 4 * 3) - 3)
        {
            return false;
        }

        // Canonical: the bits that the padding leaves over are zero, so that equal bytes have equal text.
        Span<byte> last = stackalloc byte[4];
        text[^4..].CopyTo(last);
        return Base64.DecodeFromUtf8InPlace(last, out var length) == System.Buffers.OperationStatus.Done
            && Base64.EncodeToUtf8InPlace(last, length, out _) == System.Buffers.OperationStatus.Done
            && last.SequenceEqual(text[^4..]);
    }

    private static bool Contains(IReadOnlyList<string> codes, ReadOnlySpan<byte> utf8)
    {
        for (var i = 0; i < codes.Count; i++)
        {
            if (System.Text.Ascii.Equals(utf8, codes[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static int DigitsAtStart(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : text.Length;

    // The value of ASCII digits, or -1 when there is anything else.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
