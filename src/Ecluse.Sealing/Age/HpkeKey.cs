using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>
/// HPKE's key schedule in mode Base for one message, suite MLKEM768-X25519, HKDF-SHA256, ChaCha20Poly1305.
/// Source: RFC 9180, section 5.1.
/// </summary>
internal static class HpkeKey
{
    private const byte ModeBase = 0;

    private static ReadOnlySpan<byte> Version => "HPKE-v1"u8;

    // "HPKE", then KEM 0x647a, KDF 0x0001, AEAD 0x0003.
    private static ReadOnlySpan<byte> Suite => [(byte)'H', (byte)'P', (byte)'K', (byte)'E', 0x64, 0x7a, 0, 1, 0, 3];

    /// <summary>Derives key and nonce of the first message; zeroes the shared secret.</summary>
    public static (byte[] Key, byte[] Nonce) Derive(byte[] shared, ReadOnlySpan<byte> info)
    {
        byte[] context = [ModeBase, .. Extract([], "psk_id_hash"u8, []), .. Extract([], "info_hash"u8, info)];
        var secret = Extract(shared, "secret"u8, []);
        CryptographicOperations.ZeroMemory(shared);
        var key = Expand(secret, "key"u8, context, FileKey.DerivedLength);
        var nonce = Expand(secret, "base_nonce"u8, context, ChunkCipher.NonceLength);
        CryptographicOperations.ZeroMemory(secret);
        return (key, nonce);
    }

    private static byte[] Extract(byte[] salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> material)
    {
        byte[] labelled = [.. Version, .. Suite, .. label, .. material];
        return HKDF.Extract(HashAlgorithmName.SHA256, labelled, salt);
    }

    private static byte[] Expand(byte[] secret, ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, int length)
    {
        Span<byte> size = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)length);
        byte[] labelled = [.. size, .. Version, .. Suite, .. label, .. context];
        return HKDF.Expand(HashAlgorithmName.SHA256, secret, length, labelled);
    }
}
