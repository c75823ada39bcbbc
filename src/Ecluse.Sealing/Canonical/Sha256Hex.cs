using System.Security.Cryptography;

namespace Ecluse.Canonical;

/// <summary>SHA-256 as Écluse writes it everywhere: 64 lower-case hexadecimal digits.</summary>
public static class Sha256Hex
{
    /// <summary>Digest of bytes in memory.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Digest of a stream from where it stands to its end; memory stays flat.</summary>
    public static async Task<string> OfAsync(Stream stream, CancellationToken cancellation = default) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));

    /// <summary>Whether the text is a digest in this form.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: 64 } && text.All(character => character is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
