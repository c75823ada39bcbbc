using System.Globalization;
using Ecluse.Errors;

namespace Ecluse.Profiles.Transforms;

/// <summary>
/// <c>nir</c>: the French social security number, compact. 13 characters without key, or 15 with a right key
/// (97 minus the number modulo 97; departments 2A and 2B count as 19 and 18).
/// </summary>
internal sealed class NirTransform : Transform
{
    private const int BodyLength = 13;
    private const int FullLength = 15;
    private const int Modulus = 97;

    public override string Code => "MAP-NIR";

    public override Text Expected => new(
        "13 characters of a NIR, or 15 with a right key", "13 caractères d’un NIR, ou 15 avec une clé juste");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var start = record.Length;
        foreach (var one in column)
        {
            if (one is not ((byte)' ' or (byte)'.' or (byte)'-'))
            {
                record.Append(one is >= (byte)'a' and <= (byte)'z' ? (byte)(one - 32) : one);
            }
        }

        var text = record.Text[start..];
        return text.IsEmpty ? Outcome.Absent : IsRight(text) ? Outcome.Value : Outcome.Refused;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Copy(record, column);

    internal static bool IsRight(ReadOnlySpan<byte> text)
    {
        if (text.Length is not (BodyLength or FullLength))
        {
            return false;
        }

        Span<byte> body = stackalloc byte[BodyLength];
        text[..BodyLength].CopyTo(body);
        if (body[5] == '2' && body[6] is (byte)'A' or (byte)'B')
        {
            body[6] = (byte)(body[6] == 'A' ? '9' : '8');
            body[5] = (byte)'1';
        }

        if (!Digits.Only(body))
        {
            return false;
        }

        var number = long.Parse(body, NumberStyles.None, CultureInfo.InvariantCulture);
        return text.Length == BodyLength || Digits.Number(text[BodyLength..]) == Modulus - (int)(number % Modulus);
    }
}

/// <summary><c>phone</c>: digits, with a plus at the start where it stands there.</summary>
internal sealed class PhoneTransform : Transform
{
    public override string Code => "MAP-PHONE";

    public override Text Expected => new("digits of a telephone number", "les chiffres d’un numéro de téléphone");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var start = record.Length;
        foreach (var one in column)
        {
            var isPlus = one == '+' && record.Length == start;
            if (one is >= (byte)'0' and <= (byte)'9' || isPlus)
            {
                record.Append(one);
            }
            else if (one is not ((byte)' ' or (byte)'.' or (byte)'-' or (byte)'/' or (byte)'(' or (byte)')'))
            {
                return Outcome.Refused;
            }
        }

        return record.Length == start ? Outcome.Absent : Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Copy(record, column);
}

/// <summary><c>mojibake-refuse</c>: refuses text in which UTF-8 was once read as Windows-1252. It repairs nothing.</summary>
internal sealed class MojibakeTransform : Transform
{
    public override string Code => "MAP-MOJIBAKE";

    public override Text Expected => new(
        "text whose accents were not broken by an earlier conversion",
        "du texte dont les accents n’ont pas été abîmés par une conversion antérieure");

    public override bool ChangesLength => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) =>
        IsBroken(column) ? Outcome.Refused : Copy(column, record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) =>
        IsBroken(record) ? Outcome.Refused : Copy(record, column);

    // An UTF-8 lead byte C2, C3 or E2 read as Windows-1252 is Â, Ã or â; what follows it then is a continuation byte
    // 80 to BF, read as a sign that French puts in no word after these letters. U+FFFD is what a conversion gave up on.
    private static bool IsBroken(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return false;
        }

        if (utf8.IndexOf("\uFFFD"u8) >= 0)
        {
            return true;
        }

        var lead = false;
        foreach (var rune in System.Text.Encoding.UTF8.GetString(utf8))
        {
            if (lead && IsContinuation(rune))
            {
                return true;
            }

            lead = rune is 'Ã' or 'Â' or 'â';
        }

        return false;
    }

    private static bool IsContinuation(char one) =>
        one is >= '\u00A0' and <= '\u00BF' || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".Contains(one, StringComparison.Ordinal)
        || one is >= '\u0080' and <= '\u009F';
}
