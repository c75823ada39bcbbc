using System.Globalization;
using System.Net;
using System.Text;

namespace Ecluse.Testkit.Dyes;

/// <summary>Takes one layer of text writing off a stream: escapes of URLs, JSON, HTML and mail, hexadecimal, base64.</summary>
internal static class TextLayers
{
    private const int RunMin = 11;

    /// <summary>Every stretch of the data that is written in one of these ways, decoded, with the layer's name.</summary>
    public static IEnumerable<(string Layer, byte[] Bytes)> Of(byte[] data)
    {
        foreach (var (start, length) in Runs(data, IsText))
        {
            var run = data.AsSpan(start, length);
            var percent = HasPercent(run);
            var quoted = HasQuoted(run);
            var json = run.IndexOf((byte)'\\') >= 0;
            var html = run.IndexOf("&#"u8) >= 0 || run.IndexOf("&amp;"u8) >= 0 || run.IndexOf("&quot;"u8) >= 0;
            if (percent)
            {
                yield return ($"percent@{start}", Percent(data.AsSpan(start, length), plusIsSpace: false));
                yield return ($"form@{start}", Percent(data.AsSpan(start, length), plusIsSpace: true));
            }

            if (quoted)
            {
                yield return ($"quoted-printable@{start}", Quoted(data.AsSpan(start, length)));
            }

            if (json)
            {
                yield return ($"json@{start}", Json(data.AsSpan(start, length)));
            }

            if (html)
            {
                yield return ($"html@{start}",
                    Encoding.UTF8.GetBytes(WebUtility.HtmlDecode(Encoding.UTF8.GetString(data, start, length))));
            }
        }

        foreach (var (start, length) in Runs(data, value => char.IsAsciiHexDigit((char)value)))
        {
            for (var shift = 0; shift < 2 && length >= 16; shift++)
            {
                yield return ($"hex@{start + shift}", Hex(data.AsSpan(start + shift, length - shift)));
            }
        }

        foreach (var (start, length) in Runs(data, IsBase64))
        {
            var letters = WithoutBreaks(data.AsSpan(start, length));
            for (var shift = 0; shift < 4 && letters.Length - shift >= RunMin; shift++)
            {
                yield return ($"base64@{start + shift}", Base64(letters.AsSpan(shift)));
            }
        }
    }

    // Maximal stretches of bytes of one kind, long enough to hold a dye.
    private static List<(int Start, int Length)> Runs(byte[] data, Func<byte, bool> belongs)
    {
        var kinds = new bool[256];
        for (var value = 0; value < 256; value++)
        {
            kinds[value] = belongs((byte)value);
        }

        var runs = new List<(int, int)>();
        var start = 0;
        for (var at = 0; at <= data.Length; at++)
        {
            if (at < data.Length && kinds[data[at]])
            {
                continue;
            }

            if (at - start >= RunMin)
            {
                runs.Add((start, at - start));
            }

            start = at + 1;
        }

        return runs;
    }

    private static bool IsText(byte value) => value is >= 0x20 and not 0x7F or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private static bool IsBase64(byte value) =>
        char.IsAsciiLetterOrDigit((char)value) || value is (byte)'+' or (byte)'/' or (byte)'-' or (byte)'_' or 10 or 13;

    private static bool HasPercent(ReadOnlySpan<byte> run)
    {
        for (var at = 0; at < run.Length - 2; at++)
        {
            if (IsEscape(run, at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEscape(ReadOnlySpan<byte> run, int at) => run[at] == '%' && IsHex(run, at);

    private static byte[] Percent(ReadOnlySpan<byte> run, bool plusIsSpace)
    {
        var plain = new List<byte>(run.Length);
        for (var at = 0; at < run.Length; at++)
        {
            if (IsEscape(run, at))
            {
                plain.Add((byte)((Nibble(run[at + 1]) << 4) | Nibble(run[at + 2])));
                at += 2;
            }
            else
            {
                plain.Add(plusIsSpace && run[at] == '+' ? (byte)' ' : run[at]);
            }
        }

        return [.. plain];
    }

    // A soft break of a line, or an escape of what is not ASCII: what mail has where its body holds accents.
    private static bool HasQuoted(ReadOnlySpan<byte> run)
    {
        for (var at = 0; at < run.Length - 2; at++)
        {
            if (run[at] == '=' && (run[at + 1] is (byte)'\r' or (byte)'\n' || (IsHex(run, at) && Nibble(run[at + 1]) >= 8)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHex(ReadOnlySpan<byte> run, int at) =>
        at + 2 < run.Length && char.IsAsciiHexDigit((char)run[at + 1]) && char.IsAsciiHexDigit((char)run[at + 2]);

    private static byte[] Quoted(ReadOnlySpan<byte> run)
    {
        var plain = new List<byte>(run.Length);
        for (var at = 0; at < run.Length; at++)
        {
            if (run[at] == '=' && IsHex(run, at))
            {
                plain.Add((byte)((Nibble(run[at + 1]) << 4) | Nibble(run[at + 2])));
                at += 2;
            }
            else if (run[at] == '=' && at + 1 < run.Length && (run[at + 1] is (byte)'\r' or (byte)'\n'))
            {
                at += run[at + 1] == '\r' && at + 2 < run.Length && run[at + 2] == '\n' ? 2 : 1;
            }
            else
            {
                plain.Add(run[at]);
            }
        }

        return [.. plain];
    }

    // Written as UTF-8, whatever stood around the escapes.
    private static byte[] Json(ReadOnlySpan<byte> run)
    {
        var plain = new List<byte>(run.Length);
        var units = new StringBuilder();
        for (var at = 0; at < run.Length; at++)
        {
            if (run[at] == '\\' && at + 5 < run.Length && run[at + 1] == 'u' && IsUnit(run.Slice(at + 2, 4), out var unit))
            {
                units.Append(unit);
                at += 5;
                continue;
            }

            Flush(units, plain);
            if (run[at] == '\\' && at + 1 < run.Length)
            {
                at++;
                plain.Add(run[at] switch
                {
                    (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, var same => same,
                });
            }
            else
            {
                plain.Add(run[at]);
            }
        }

        Flush(units, plain);
        return [.. plain];
    }

    private static bool IsUnit(ReadOnlySpan<byte> digits, out char unit)
    {
        var fine = ushort.TryParse(
            digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number);
        unit = (char)number;
        return fine;
    }

    private static void Flush(StringBuilder units, List<byte> plain)
    {
        if (units.Length > 0)
        {
            plain.AddRange(Encoding.UTF8.GetBytes(units.ToString()));
            units.Clear();
        }
    }

    private static byte[] Hex(ReadOnlySpan<byte> digits)
    {
        var plain = new byte[digits.Length / 2];
        for (var index = 0; index < plain.Length; index++)
        {
            plain[index] = (byte)((Nibble(digits[2 * index]) << 4) | Nibble(digits[(2 * index) + 1]));
        }

        return plain;
    }

    private static int Nibble(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static byte[] WithoutBreaks(ReadOnlySpan<byte> run)
    {
        var letters = new List<byte>(run.Length);
        foreach (var value in run)
        {
            if (value is not (10 or 13))
            {
                letters.Add(value);
            }
        }

        return [.. letters];
    }

    private static byte[] Base64(ReadOnlySpan<byte> letters)
    {
        var plain = new List<byte>(letters.Length);
        var held = 0;
        var bits = 0;
        foreach (var letter in letters)
        {
            held = ((held << 6) | Sextet(letter)) & 0xFFFF;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                plain.Add((byte)((held >> bits) & 0xFF));
            }
        }

        return [.. plain];
    }

    private static int Sextet(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        _ => 63,
    };
}
