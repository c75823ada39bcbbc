using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ecluse.Signatures;

/// <summary>Ed25519 (RFC 8032, RFC 8709).</summary>
internal sealed class Ed25519Kind : ISignatureKind, IRawSignature
{
    private readonly byte[] point;

    private Ed25519Kind(byte[] point) => this.point = point;

    public static Ed25519Kind Read(ref SshReader reader)
    {
        var point = reader.Bytes().ToArray();

        // A point of small order would make signatures that hold for any message.
        return point.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(point, 0)
            ? new Ed25519Kind(point)
            : throw SignatureErrors.MalformedKey();
    }

    public bool Holds(SshPublicKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var reader = new SshReader(signature, SignatureErrors.MalformedSignature);
        var algorithm = reader.Name();
        var raw = reader.Bytes();
        reader.End();
        return algorithm == SignatureKinds.Ed25519
            ? HoldsRaw(signed, raw)
            : throw SignatureErrors.UnknownAlgorithm();
    }

    public bool HoldsRaw(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureSize
        && Ed25519.Verify(signature.ToArray(), 0, point, 0, signed.ToArray(), 0, signed.Length);
}

/// <summary>The inner signature of a security key.</summary>
internal interface IRawSignature
{
    bool HoldsRaw(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);
}
