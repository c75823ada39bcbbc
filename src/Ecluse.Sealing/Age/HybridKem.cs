using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Curve = Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace Ecluse.Age;

/// <summary>
/// MLKEM768-X25519, also known as X-Wing: both secrets must be broken to break it.
/// Source: draft-connolly-cfrg-xwing-kem, draft-ietf-hpke-pq (KEM 0x647a).
/// </summary>
internal static class HybridKem
{
    public const int SeedLength = 32;
    public const int PublicKeyLength = LatticeKeyLength + CurveLength;
    public const int EncapsulationLength = LatticeCipherLength + CurveLength;
    public const int SharedLength = 32;

    private const int LatticeKeyLength = 1184;
    private const int LatticeCipherLength = 1088;
    private const int LatticeSeedLength = 64;
    private const int CurveLength = 32;

    private static ReadOnlySpan<byte> Label => [0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c];

    /// <summary>Whether the lattice part is a well-formed ML-KEM-768 key (every coefficient below the modulus).</summary>
    public static bool IsPublicKey(byte[] publicKey)
    {
        try
        {
            return LatticeKey(publicKey) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var (lattice, curve) = Expand(seed);
        var publicKey = new byte[PublicKeyLength];
        lattice.GetPublicKeyEncoded().CopyTo(publicKey, 0);
        Curve.ScalarMultBase(curve, 0, publicKey, LatticeKeyLength);
        CryptographicOperations.ZeroMemory(curve);
        return publicKey;
    }

    /// <summary>Makes a shared secret for a public key and what its holder needs to make it again.</summary>
    /// <returns><see langword="null"/> when the curve part is a point of low order.</returns>
    public static (byte[] Encapsulation, byte[] Shared)? Encapsulate(byte[] publicKey)
    {
        var encapsulation = new byte[EncapsulationLength];
        var latticeShared = new byte[SharedLength];
        var encapsulator = new MLKemEncapsulator(MLKemParameters.ml_kem_768);
        encapsulator.Init(new ParametersWithRandom(LatticeKey(publicKey), new SecureRandom()));
        encapsulator.Encapsulate(
            encapsulation, 0, LatticeCipherLength, latticeShared, 0, SharedLength);

        var ephemeral = RandomNumberGenerator.GetBytes(CurveLength);
        var curveShared = new byte[CurveLength];
        Curve.ScalarMultBase(ephemeral, 0, encapsulation, LatticeCipherLength);
        var useful = Curve.CalculateAgreement(ephemeral, 0, publicKey, LatticeKeyLength, curveShared, 0);
        CryptographicOperations.ZeroMemory(ephemeral);
        var shared = Combine(latticeShared, curveShared, encapsulation, publicKey);
        return useful ? (encapsulation, shared) : null;
    }

    /// <summary>Makes the shared secret again.</summary>
    /// <returns><see langword="null"/> when the curve part is a point of low order.</returns>
    public static byte[]? Decapsulate(ReadOnlySpan<byte> seed, byte[] publicKey, byte[] encapsulation)
    {
        var (lattice, curve) = Expand(seed);
        var latticeShared = new byte[SharedLength];
        var decapsulator = new MLKemDecapsulator(MLKemParameters.ml_kem_768);
        decapsulator.Init(lattice);
        decapsulator.Decapsulate(encapsulation, 0, LatticeCipherLength, latticeShared, 0, SharedLength);

        var curveShared = new byte[CurveLength];
        var useful = Curve.CalculateAgreement(curve, 0, encapsulation, LatticeCipherLength, curveShared, 0);
        CryptographicOperations.ZeroMemory(curve);
        var shared = Combine(latticeShared, curveShared, encapsulation, publicKey);
        return useful ? shared : null;
    }

    private static MLKemPublicKeyParameters LatticeKey(byte[] publicKey) =>
        MLKemPublicKeyParameters.FromEncoding(MLKemParameters.ml_kem_768, publicKey[..LatticeKeyLength]);

    private static (MLKemPrivateKeyParameters Lattice, byte[] Curve) Expand(ReadOnlySpan<byte> seed)
    {
        var expanded = new byte[LatticeSeedLength + CurveLength];
        var shake = new ShakeDigest(256);
        shake.BlockUpdate(seed);
        shake.OutputFinal(expanded, 0, expanded.Length);
        var latticeSeed = expanded[..LatticeSeedLength];
        var lattice = MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_768, latticeSeed);
        var curve = expanded[LatticeSeedLength..];
        CryptographicOperations.ZeroMemory(expanded);
        CryptographicOperations.ZeroMemory(latticeSeed);
        return (lattice, curve);
    }

    private static byte[] Combine(byte[] latticeShared, byte[] curveShared, byte[] encapsulation, byte[] publicKey)
    {
        var hash = new Sha3Digest(256);
        hash.BlockUpdate(latticeShared);
        hash.BlockUpdate(curveShared);
        hash.BlockUpdate(encapsulation.AsSpan(LatticeCipherLength));
        hash.BlockUpdate(publicKey.AsSpan(LatticeKeyLength));
        hash.BlockUpdate(Label);
        var shared = new byte[SharedLength];
        hash.DoFinal(shared, 0);
        CryptographicOperations.ZeroMemory(latticeShared);
        CryptographicOperations.ZeroMemory(curveShared);
        return shared;
    }
}
