using System.Diagnostics.CodeAnalysis;

namespace Ecluse.PatientIdentity;

/// <summary>
/// A French national number (NIR, or NIA while one is awaited) with its key: 13 characters, then 2 digits. With an OID
/// and five traits it makes an INS. An instance is always valid; text that is not valid never becomes one.
/// </summary>
/// <remarks>
/// Shape: sex, year, month, department, commune, order, key; the department may be <c>2A</c> or <c>2B</c> (Corsica).
/// Key = 97 − (number mod 97), from 01 to 97, with 2A read as 19 and 2B as 18. Source: INSEE, RNIPP.
/// The year has two digits: the number alone does not tell 1909 from 2009.
/// </remarks>
public sealed record Nir
{
    /// <summary>Length of the written form in characters, key included.</summary>
    public const int Length = BodyLength + 2;

    /// <summary>Length in characters without the key.</summary>
    public const int BodyLength = 13;

    private const int DepartmentStart = 5;

    private Nir(string text) => Text = text;

    /// <summary>The 15 characters, upper case, without spaces. Never for a log or a message.</summary>
    public string Text { get; }

    /// <summary>The 13 characters without the key.</summary>
    public string Body => Text[..BodyLength];

    /// <summary>Reads a number with its key; spaces are ignored, Corsican letters may be lower case.</summary>
    /// <returns><see langword="false"/> when the shape or the key is wrong.</returns>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Nir? nir)
    {
        nir = null;
        Span<char> compact = stackalloc char[Length];
        if (TryCompact(text, compact, out var length) && length == Length && HasItsKey(compact))
        {
            nir = new Nir(new string(compact));
        }

        return nir is not null;
    }

    /// <summary>Reads 13 characters that were kept without their key, and adds it.</summary>
    /// <returns><see langword="false"/> when the shape is wrong; a slip of the pen cannot be seen without a key.</returns>
    public static bool TryReadBody(string? text, [NotNullWhen(true)] out Nir? nir)
    {
        nir = null;
        Span<char> compact = stackalloc char[Length];
        if (TryCompact(text, compact, out var length) && length == BodyLength
            && TryKey(compact[..BodyLength], out var key))
        {
            compact[BodyLength] = (char)('0' + (key / 10));
            compact[BodyLength + 1] = (char)('0' + (key % 10));
            nir = new Nir(new string(compact));
        }

        return nir is not null;
    }

    /// <summary>Masks all but the key, because a number must not reach a log or a message.</summary>
    public override string ToString() => $"NIR ·············{Text[BodyLength..]}";

    private static bool TryCompact(string? text, Span<char> compact, out int length)
    {
        length = 0;
        foreach (var character in text ?? "")
        {
            if (character == ' ')
            {
                continue;
            }

            if (length == compact.Length)
            {
                return false;
            }

            compact[length++] = character is 'a' or 'b' ? char.ToUpperInvariant(character) : character;
        }

        return true;
    }

    private static bool HasItsKey(ReadOnlySpan<char> text) =>
        TryKey(text[..BodyLength], out var key) && TryNumber(text[BodyLength..], out var written) && key == written;

    private static bool TryKey(ReadOnlySpan<char> body, out int key)
    {
        Span<char> digits = stackalloc char[BodyLength];
        body.CopyTo(digits);
        if (digits[DepartmentStart] == '2' && digits[DepartmentStart + 1] is 'A' or 'B')
        {
            digits[DepartmentStart + 1] = digits[DepartmentStart + 1] == 'A' ? '9' : '8';
            digits[DepartmentStart] = '1';
        }

        // The first digit is the sex (1, 2), or a number given for a time or for work (3, 4, 7, 8).
        key = 0;
        if (digits[0] is not ('1' or '2' or '3' or '4' or '7' or '8') || !TryNumber(digits, out var number))
        {
            return false;
        }

        key = (int)(97 - (number % 97));
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }

            number = (number * 10) + (character - '0');
        }

        return true;
    }
}
