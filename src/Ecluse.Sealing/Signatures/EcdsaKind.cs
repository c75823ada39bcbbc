using System.Security.Cryptography;

namespace Ecluse.Signatures;

/// <summary>ECDSA on a NIST curve (RFC 5656): the hash follows the curve.</summary>
internal sealed class EcdsaKind : ISignatureKind, IRawSignature
{
    private readonly string algorithm;
    private readonly ECParameters parameters;
    private readonly int coordinateBytes;

    private EcdsaKind(string algorithm, ECParameters parameters, int coordinateBytes)
    {
        this.algorithm = algorithm;
        this.parameters = parameters;
        this.coordinateBytes = coordinateBytes;
    }

    public static EcdsaKind Read(string algorithm, string curveName, ECCurve curve, ref SshReader reader)
    {
        var named = reader.Name();
        var point = reader.Bytes();
        var coordinateBytes = curveName switch { "nistp256" => 32, "nistp384" => 48, _ => 66 };
        if (named != curveName || point.Length != 1 + (2 * coordinateBytes) || point[0] != 4)
        {
            throw SignatureErrors.MalformedKey();
        }

        var parameters = new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = point[1..(1 + coordinateBytes)].ToArray(), Y = point[(1 + coordinateBytes)..].ToArray() },
        };
        Import(parameters).Dispose();
        return new EcdsaKind(algorithm, parameters, coordinateBytes);
    }

    public bool Holds(SshPublicKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var reader = new SshReader(signature, SignatureErrors.MalformedSignature);
        var named = reader.Name();
        var raw = reader.Bytes();
        reader.End();
        return named == algorithm ? HoldsRaw(signed, raw) : throw SignatureErrors.UnknownAlgorithm();
    }

    public bool HoldsRaw(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        var reader = new SshReader(signature, SignatureErrors.MalformedSignature);
        var r = reader.PositiveNumber();
        var s = reader.PositiveNumber();
        reader.End();
        if (r.Length > coordinateBytes || s.Length > coordinateBytes)
        {
            return false;
        }

        var fixedWidth = new byte[2 * coordinateBytes];
        r.CopyTo(fixedWidth.AsSpan(coordinateBytes - r.Length));
        s.CopyTo(fixedWidth.AsSpan((2 * coordinateBytes) - s.Length));
        using var ecdsa = Import(parameters);
        return ecdsa.VerifyData(signed, fixedWidth, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private HashAlgorithmName Hash => coordinateBytes switch
    {
        32 => HashAlgorithmName.SHA256,
        48 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    private static ECDsa Import(ECParameters parameters)
    {
        try
        {
            return ECDsa.Create(parameters);
        }
        catch (CryptographicException notOnCurve)
        {
            throw SignatureErrors.MalformedKey(notOnCurve);
        }
    }
}
