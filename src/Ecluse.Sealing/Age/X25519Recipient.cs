using System.Security.Cryptography;
using Curve = Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace Ecluse.Age;

/// <summary>A recipient <c>age1…</c>.</summary>
internal sealed class X25519Recipient(byte[] publicKey) : AgeRecipient
{
    public const string Prefix = "age";
    public const string StanzaType = "X25519";
    public const int KeyLength = 32;

    internal override string Group => StanzaType;

    internal ReadOnlySpan<byte> PublicKey => publicKey;

    public override string ToString() => new(Bech32.Encode(Prefix, publicKey));

    internal override Stanza Wrap(ReadOnlySpan<byte> fileKey)
    {
        var ephemeral = RandomNumberGenerator.GetBytes(KeyLength);
        var share = new byte[KeyLength];
        var shared = new byte[KeyLength];
        Curve.ScalarMultBase(ephemeral, 0, share, 0);
        var useful = Curve.CalculateAgreement(ephemeral, 0, publicKey, 0, shared, 0);
        CryptographicOperations.ZeroMemory(ephemeral);

        // A recipient of low order would make a wrap key that anybody can compute.
        return useful
            ? new Stanza(StanzaType, [StrictBase64.EncodeUnpadded(share)],
                FileKey.Seal(WrapKey(shared, share, publicKey), ChunkCipher.ZeroNonce, fileKey))
            : throw AgeErrors.RecipientText(ToString().Length);
    }

    /// <summary>Derives the key that wraps the file key; zeroes the shared secret.</summary>
    internal static byte[] WrapKey(byte[] shared, ReadOnlySpan<byte> share, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> salt = stackalloc byte[2 * KeyLength];
        share.CopyTo(salt);
        publicKey.CopyTo(salt[KeyLength..]);
        var key = new byte[FileKey.DerivedLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, key, salt, "age-encryption.org/v1/X25519"u8);
        CryptographicOperations.ZeroMemory(shared);
        return key;
    }
}
