using System.Numerics;
using System.Security.Cryptography;

namespace Ecluse.Signatures;

/// <summary>RSA of at least 3072 bits, PKCS #1 v1.5 with SHA-256 or SHA-512 (RFC 8332); SHA-1 is refused.</summary>
internal sealed class RsaKind : ISignatureKind
{
    private readonly RSAParameters parameters;

    private RsaKind(RSAParameters parameters) => this.parameters = parameters;

    public static RsaKind Read(ref SshReader reader)
    {
        var exponent = reader.PositiveNumber();
        var modulus = reader.PositiveNumber();
        var bits = (int)new BigInteger(modulus, isUnsigned: true, isBigEndian: true).GetBitLength();
        if (bits < SshPublicKey.RsaBitsMin)
        {
            throw SignatureErrors.WeakKey(bits);
        }

        // e = 1 would make every message its own signature; OpenSSH writes 65537. 16384 bits are its own upper limit.
        var odd = exponent.Length is > 0 and <= 8 && (exponent[^1] & 1) == 1 && !exponent.SequenceEqual<byte>([1]);
        return odd && bits <= 16_384
            ? new RsaKind(new RSAParameters { Exponent = exponent.ToArray(), Modulus = modulus.ToArray() })
            : throw SignatureErrors.MalformedKey();
    }

    public bool Holds(SshPublicKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var reader = new SshReader(signature, SignatureErrors.MalformedSignature);
        var hash = reader.Name() switch
        {
            "rsa-sha2-256" => HashAlgorithmName.SHA256,
            "rsa-sha2-512" => HashAlgorithmName.SHA512,
            _ => throw SignatureErrors.UnknownAlgorithm(),
        };
        var raw = reader.Bytes();
        reader.End();
        using var rsa = RSA.Create(parameters);
        return raw.Length == parameters.Modulus!.Length
            && rsa.VerifyData(signed, raw, hash, RSASignaturePadding.Pkcs1);
    }
}
