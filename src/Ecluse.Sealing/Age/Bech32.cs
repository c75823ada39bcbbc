using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>Bech32 (BIP 173) without its limit of 90 characters, as age writes keys.</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;

    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Writes bytes in lower case.</summary>
    public static char[] Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        var values = new byte[(((bytes.Length * 8) + 4) / 5) + ChecksumLength];
        Regroup(bytes, values);
        var sum = Polymod(prefix, values) ^ 1;
        for (var index = 0; index < ChecksumLength; index++)
        {
            values[values.Length - ChecksumLength + index] = (byte)((sum >> (5 * (5 - index))) & 31);
        }

        var text = new char[prefix.Length + 1 + values.Length];
        prefix.CopyTo(text);
        text[prefix.Length] = '1';
        for (var index = 0; index < values.Length; index++)
        {
            text[prefix.Length + 1 + index] = Alphabet[values[index]];
        }

        CryptographicOperations.ZeroMemory(values);
        return text;
    }

    /// <summary>Reads a text in one case, upper or lower; the prefix comes back in lower case.</summary>
    /// <returns>The bytes, or <see langword="null"/> when the text, its checksum or its padding is wrong.</returns>
    public static byte[]? TryDecode(ReadOnlySpan<char> text, out string prefix)
    {
        prefix = "";
        var separator = text.LastIndexOf('1');
        if (separator < 1 || text.Length - separator - 1 < ChecksumLength || !HasOneCase(text))
        {
            return null;
        }

        var human = text[..separator].ToString().ToLowerInvariant();
        var values = new byte[text.Length - separator - 1];
        try
        {
            if (!ReadValues(text[(separator + 1)..], values) || Polymod(human, values) != 1)
            {
                return null;
            }

            prefix = human;
            return Ungroup(values.AsSpan(0, values.Length - ChecksumLength));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(values);
        }
    }

    private static bool HasOneCase(ReadOnlySpan<char> text)
    {
        var printable = text.IndexOfAnyExceptInRange('!', '~') < 0;
        return printable && !(text.IndexOfAnyInRange('a', 'z') >= 0 && text.IndexOfAnyInRange('A', 'Z') >= 0);
    }

    private static bool ReadValues(ReadOnlySpan<char> text, Span<byte> values)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant(text[index]), StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            values[index] = (byte)value;
        }

        return true;
    }

    private static void Regroup(ReadOnlySpan<byte> bytes, Span<byte> values)
    {
        uint pending = 0;
        var bits = 0;
        var at = 0;
        foreach (var value in bytes)
        {
            pending = ((pending << 8) | value) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                values[at++] = (byte)((pending >> (bits - 5)) & 31);
            }
        }

        if (bits > 0)
        {
            values[at] = (byte)((pending << (5 - bits)) & 31);
        }
    }

    private static byte[]? Ungroup(ReadOnlySpan<byte> values)
    {
        var bytes = new byte[values.Length * 5 / 8];
        uint pending = 0;
        var bits = 0;
        var at = 0;
        foreach (var value in values)
        {
            pending = ((pending << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)((pending >> bits) & 0xff);
            }
        }

        var padding = pending & ((1u << bits) - 1);
        return bits < 5 && padding == 0 ? bytes : null;
    }

    private static uint Polymod(string prefix, ReadOnlySpan<byte> values)
    {
        uint sum = 1;
        foreach (var character in prefix)
        {
            sum = Step(sum, (uint)character >> 5);
        }

        sum = Step(sum, 0);
        foreach (var character in prefix)
        {
            sum = Step(sum, (uint)character & 31);
        }

        foreach (var value in values)
        {
            sum = Step(sum, value);
        }

        return sum;
    }

    private static uint Step(uint sum, uint value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1ffffff) << 5) ^ value;
        for (var bit = 0; bit < Generator.Length; bit++)
        {
            sum ^= ((top >> bit) & 1) == 1 ? Generator[bit] : 0;
        }

        return sum;
    }
}
