using System.Buffers;
using System.Buffers.Text;

namespace Ecluse.Age;

/// <summary>Base64 that has exactly one written form for given bytes: no white space, no stray bits, padding as asked.</summary>
internal static class StrictBase64
{
    /// <summary>Reads standard base64 without padding, as headers have it.</summary>
    /// <returns>The bytes, or <see langword="null"/> when the text is not what <see cref="EncodeUnpadded"/> writes.</returns>
    public static byte[]? TryDecodeUnpadded(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[4];
        var whole = text.Length / 4 * 4;
        var bytes = new byte[text.Length * 3 / 4];
        if (text.Length % 4 == 1 || text.Contains((byte)'=') || !TryDecode(text[..whole], bytes, padding: false, out var written))
        {
            return null;
        }

        if (whole == text.Length)
        {
            return bytes;
        }

        padded.Fill((byte)'=');
        text[whole..].CopyTo(padded);
        return TryDecode(padded, bytes.AsSpan(written), padding: true, out _) ? bytes : null;
    }

    /// <summary>Writes standard base64 without padding.</summary>
    public static string EncodeUnpadded(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Reads canonical base64 whose length is a multiple of four.</summary>
    /// <param name="text">At most 64 characters when <paramref name="padding"/> is allowed.</param>
    /// <param name="bytes">Room for three bytes for each four characters, less the padding.</param>
    /// <param name="padding">Whether the last group may be padded.</param>
    /// <param name="written">How many bytes were written.</param>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes, bool padding, out int written)
    {
        var status = Base64.DecodeFromUtf8(text, bytes, out var consumed, out written);
        if (status != OperationStatus.Done || consumed != text.Length || (!padding && text.Contains((byte)'=')))
        {
            return false;
        }

        // Writing the bytes back is the shortest proof that the text was canonical.
        Span<byte> last = stackalloc byte[4];
        if (text.Length % 4 != 0 || text.IndexOfAny(" \t\r\n"u8) >= 0)
        {
            return false;
        }

        var tail = text.Length == 0 ? 0 : ((written - 1) % 3) + 1;
        Base64.EncodeToUtf8(bytes.Slice(written - tail, tail), last, out _, out var length);
        return text.EndsWith(last[..length]);
    }
}
