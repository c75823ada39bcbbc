using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Signatures;

/// <summary>
/// A security key (FIDO): signs the hash of its application, its flags, its counter and the hash of the message.
/// Somebody must have touched it. A passkey is such a key whose application is a site; it signs in a browser.
/// </summary>
/// <remarks>Source: OpenSSH PROTOCOL.u2f, "SSH U2F signatures"; <see cref="PasskeyAssertion"/>.</remarks>
internal sealed class HardwareKind : ISignatureKind
{
    private const byte Touched = 0x01;
    private readonly string algorithm;
    private readonly IRawSignature inner;
    private readonly string application;

    public HardwareKind(string algorithm, IRawSignature inner, ref SshReader reader)
    {
        this.algorithm = algorithm;
        this.inner = inner;
        application = reader.Name();
    }

    public bool Holds(SshPublicKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var reader = new SshReader(signature, SignatureErrors.MalformedSignature);
        var found = reader.Name();
        if (found == PasskeyAssertion.AlgorithmOf(algorithm))
        {
            return PasskeyAssertion.Read(ref reader).Holds(key, application, inner, signed);
        }

        if (found != algorithm)
        {
            throw SignatureErrors.UnknownAlgorithm();
        }

        var raw = reader.Bytes();
        var flagsAndCounter = reader.Take(5);
        reader.End();
        byte[] whole = [.. ApplicationHash(application), .. flagsAndCounter, .. SHA256.HashData(signed)];
        return inner.HoldsRaw(whole, raw)
            && ((flagsAndCounter[0] & Touched) != 0 ? true : throw SignatureErrors.NoTouch(key));
    }

    internal static byte[] ApplicationHash(string application) => SHA256.HashData(Encoding.ASCII.GetBytes(application));
}
