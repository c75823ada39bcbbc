using System.Globalization;

namespace Ecluse.Profiles.Transforms;

/// <summary>Reads ASCII digits and decimals without guessing.</summary>
internal static class Digits
{
    public static bool Only(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>A short run of digits as a number, or -1.</summary>
    public static int Number(ReadOnlySpan<byte> text)
    {
        if (text.Length > 9 || !Only(text))
        {
            return -1;
        }

        var number = 0;
        foreach (var digit in text)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>A whole number whose amount is one too; nothing beside digits and a minus sign (.NET's own reader lets final NULs pass).</summary>
    public static bool TryWhole(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        return IsDecimal(text, point: false, comma: false)
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            && number > long.MinValue;
    }

    /// <summary>Sign, digits, and digits after a point or comma: <c>-?D+([.,]D+)?</c>.</summary>
    public static bool IsDecimal(ReadOnlySpan<byte> text, bool point, bool comma)
    {
        if (!text.IsEmpty && text[0] == '-')
        {
            text = text[1..];
        }

        var mark = text.IndexOfAny((byte)'.', (byte)',');
        if (mark < 0)
        {
            return Only(text);
        }

        return (text[mark] == '.' ? point : comma) && Only(text[..mark]) && Only(text[(mark + 1)..]);
    }

    /// <summary>Cuts zeros before the first digit of the whole part; keeps the sign.</summary>
    public static void AppendWithoutLeadingZeros(ReadOnlySpan<byte> text, TextBuffer output)
    {
        if (!text.IsEmpty && text[0] == '-')
        {
            output.Append((byte)'-');
            text = text[1..];
        }

        while (text.Length > 1 && text[0] == '0' && text[1] is >= (byte)'0' and <= (byte)'9')
        {
            text = text[1..];
        }

        output.Append(text);
    }
}
