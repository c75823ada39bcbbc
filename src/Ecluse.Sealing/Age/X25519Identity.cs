using System.Security.Cryptography;
using System.Text;
using Curve = Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace Ecluse.Age;

/// <summary>An identity <c>AGE-SECRET-KEY-1…</c>.</summary>
internal sealed class X25519Identity : AgeIdentity
{
    public const string Prefix = "age-secret-key-";

    private readonly byte[] secret;
    private readonly X25519Recipient recipient;

    /// <summary>Takes the secret over: it is zeroed with this object.</summary>
    public X25519Identity(byte[] secret)
    {
        this.secret = secret;
        var publicKey = new byte[X25519Recipient.KeyLength];
        Curve.ScalarMultBase(secret, 0, publicKey, 0);
        recipient = new X25519Recipient(publicKey);
    }

    public override AgeRecipient Recipient => recipient;

    public override byte[] ExportSecret() => SecretText.Write(Prefix, secret);

    internal override byte[]? Unwrap(Stanza stanza)
    {
        if (stanza.Type != X25519Recipient.StanzaType)
        {
            return null;
        }

        var share = stanza.FirstArgument(arguments: 1, length: X25519Recipient.KeyLength);
        var shared = new byte[X25519Recipient.KeyLength];
        return Curve.CalculateAgreement(secret, 0, share, 0, shared, 0)
            ? FileKey.Open(
                X25519Recipient.WrapKey(shared, share, recipient.PublicKey), ChunkCipher.ZeroNonce, stanza.Body)
            : throw LowOrder();
    }

    internal static AgeException LowOrder() => AgeErrors.Header(
        "the ephemeral share is a point of low order", "le partage éphémère est un point d’ordre faible");

    private protected override void Dispose(bool disposing) => CryptographicOperations.ZeroMemory(secret);
}
