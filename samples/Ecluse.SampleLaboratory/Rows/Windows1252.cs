using System.Text;

namespace Ecluse.Samples.Rows;

/// <summary>The encoding of the old system.</summary>
internal static class Windows1252
{
    private static readonly Encoding Codec = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback)!;

    /// <summary>Encodes; fails on a character that the code page lacks: an error of the generator.</summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> bytes) => Codec.GetBytes(text, bytes);

    /// <summary>Decodes; the five bytes that the code page leaves undefined become C1 controls.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Codec.GetString(bytes);

    /// <summary>
    /// Text as it looks after its UTF-8 bytes were taken for Windows-1252 once: <c>é</c> becomes <c>Ã©</c>. The old
    /// system's import of 2012 did that to some rows.
    /// </summary>
    public static string Mangle(string text) => Codec.GetString(Encoding.UTF8.GetBytes(text));
}
