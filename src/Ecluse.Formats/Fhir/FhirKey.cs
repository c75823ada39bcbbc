using System.Buffers;
using System.Text.Unicode;

namespace Ecluse.Fhir;

/// <summary>
/// How a source key becomes a FHIR id and comes back: letters, digits and <c>-</c> stand for themselves, every other
/// byte of its UTF-8 is written <c>.HH</c> in upper-case hexadecimal. A key that gives more than 64 characters has no id.
/// </summary>
internal static class FhirKey
{
    /// <summary>Longest id that FHIR allows.</summary>
    internal const int IdLengthMax = 64;

    private const int EscapeLength = 3;
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    /// <summary>Whether the key stands for itself.</summary>
    internal static bool IsPlain(ReadOnlySpan<byte> key) =>
        key.Length <= IdLengthMax && key.IndexOfAnyExcept(Plain) < 0;

    /// <summary>Whether the key can be written as an id.</summary>
    internal static bool FitsId(ReadOnlySpan<byte> key) => key.Length <= IdLengthMax && IdLength(key) <= IdLengthMax;

    /// <summary>Writes the id of a key that fits.</summary>
    /// <returns>Its length.</returns>
    internal static int ToId(ReadOnlySpan<byte> key, Span<byte> id)
    {
        var length = 0;
        foreach (var value in key)
        {
            if (Plain.Contains(value))
            {
                id[length++] = value;
                continue;
            }

            id[length] = (byte)'.';
            id[length + 1] = Hex(value >> 4);
            id[length + 2] = Hex(value & 0xF);
            length += EscapeLength;
        }

        return length;
    }

    /// <summary>Reads an id back.</summary>
    /// <returns>The key's length; 0 when the id is not one that <see cref="ToId"/> writes.</returns>
    internal static int FromId(ReadOnlySpan<byte> id, Span<byte> key)
    {
        var length = 0;
        if (id.Length > IdLengthMax)
        {
            return 0;
        }

        for (var i = 0; i < id.Length; length++)
        {
            if (Plain.Contains(id[i]))
            {
                key[length] = id[i++];
            }
            else if (id[i] == '.' && TryEscape(id[(i + 1)..], out key[length]))
            {
                i += EscapeLength;
            }
            else
            {
                return 0;
            }
        }

        return Utf8.IsValid(key[..length]) ? length : 0;
    }

    private static int IdLength(ReadOnlySpan<byte> key)
    {
        var length = key.Length;
        foreach (var value in key)
        {
            length += Plain.Contains(value) ? 0 : EscapeLength - 1;
        }

        return length;
    }

    // Two upper-case hexadecimal digits of a byte that does not stand for itself.
    private static bool TryEscape(ReadOnlySpan<byte> digits, out byte value)
    {
        value = 0;
        if (digits.Length < 2)
        {
            return false;
        }

        var (high, low) = (Digit(digits[0]), Digit(digits[1]));
        if (high < 0 || low < 0)
        {
            return false;
        }

        value = (byte)((high << 4) | low);
        return !Plain.Contains(value);
    }

    private static byte Hex(int nibble) => (byte)(nibble < 10 ? '0' + nibble : 'A' + nibble - 10);

    private static int Digit(byte hex) => hex switch
    {
        >= (byte)'0' and <= (byte)'9' => hex - '0',
        >= (byte)'A' and <= (byte)'F' => hex - 'A' + 10,
        _ => -1,
    };
}
