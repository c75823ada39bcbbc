using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Signatures;

/// <summary>
/// A security key (FIDO): signs the hash of its application, its flags, its counter and the hash of the message.
/// Somebody must have touched it.
/// </summary>
/// <remarks>Source: OpenSSH PROTOCOL.u2f, "SSH U2F signatures".</remarks>
internal sealed class HardwareKind : ISignatureKind
{
    private const byte Touched = 0x01;
    private readonly string algorithm;
    private readonly IRawSignature inner;
    private readonly byte[] applicationHash;

    public HardwareKind(string algorithm, IRawSignature inner, ref SshReader reader)
    {
        this.algorithm = algorithm;
        this.inner = inner;
        applicationHash = SHA256.HashData(Encoding.ASCII.GetBytes(reader.Name()));
    }

    public bool Holds(SshPublicKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var reader = new SshReader(signature, SignatureErrors.MalformedSignature);
        if (reader.Name() != algorithm)
        {
            throw SignatureErrors.UnknownAlgorithm();
        }

        var raw = reader.Bytes();
        var flagsAndCounter = reader.Take(5);
        reader.End();
        byte[] whole = [.. applicationHash, .. flagsAndCounter, .. SHA256.HashData(signed)];
        return inner.HoldsRaw(whole, raw)
            && ((flagsAndCounter[0] & Touched) != 0 ? true : throw SignatureErrors.NoTouch(key));
    }
}
