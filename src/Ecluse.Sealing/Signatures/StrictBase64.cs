namespace Ecluse.Signatures;

/// <summary>Standard base64 with padding and nothing else: one text for one content.</summary>
internal static class StrictBase64
{
    public static byte[] Decode(string text, Func<Exception> malformed)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length) == text
                ? bytes[..length]
                : throw malformed();
    }
}
