using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>What is derived from the 16 random bytes of one file, and how they are wrapped.</summary>
internal static class FileKey
{
    public const int Length = 16;
    public const int DerivedLength = 32;
    public const int NonceLength = 16;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Length);

    /// <summary>HMAC-SHA-256 of the header's bytes up to and including <c>---</c>.</summary>
    public static byte[] HeaderMac(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> header)
    {
        Span<byte> key = stackalloc byte[DerivedLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, key, [], "header"u8);
        var mac = HMACSHA256.HashData(key, header);
        CryptographicOperations.ZeroMemory(key);
        return mac;
    }

    /// <summary>The cipher of the payload.</summary>
    public static ChunkCipher Payload(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> nonce)
    {
        Span<byte> key = stackalloc byte[DerivedLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, key, nonce, "payload"u8);
        var cipher = new ChunkCipher(key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    /// <summary>Seals a file key under a key used once, hence the nonce of zeros; zeroes the wrap key.</summary>
    public static byte[] Seal(Span<byte> wrapKey, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> fileKey)
    {
        using var cipher = new ChunkCipher(wrapKey);
        CryptographicOperations.ZeroMemory(wrapKey);
        var body = new byte[Stanza.WrappedKeyLength];
        cipher.Seal(nonce, fileKey, body);
        return body;
    }

    /// <summary>Opens a wrapped file key; zeroes the wrap key.</summary>
    /// <returns>The file key, or <see langword="null"/> when the tag does not hold.</returns>
    public static byte[]? Open(Span<byte> wrapKey, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> body)
    {
        using var cipher = new ChunkCipher(wrapKey);
        CryptographicOperations.ZeroMemory(wrapKey);
        var fileKey = new byte[Length];
        return cipher.TryOpen(nonce, body, fileKey) ? fileKey : null;
    }
}
