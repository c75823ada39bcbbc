using System.Security.Cryptography;

namespace Ecluse.Signatures;

/// <summary>How the signatures of one key are checked.</summary>
internal interface ISignatureKind
{
    /// <summary>Whether the signature (SSH's encoding: algorithm, then what the algorithm wants) holds.</summary>
    /// <param name="key">The key, for messages.</param>
    /// <param name="signed">The bytes that were signed.</param>
    /// <param name="signature">Signature as it stands in the SSHSIG blob.</param>
    bool Holds(SshPublicKey key, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);
}

/// <summary>The kinds of key, by OpenSSH's name.</summary>
internal static class SignatureKinds
{
    public const string Ed25519 = "ssh-ed25519";
    public const string Ed25519Hardware = "sk-ssh-ed25519@openssh.com";
    public const string EcdsaHardware = "sk-ecdsa-sha2-nistp256@openssh.com";

    /// <summary>A signature by a key of the last kind that a browser asked for.</summary>
    public const string Passkey = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";

    public static ISignatureKind Read(string type, ref SshReader reader) => type switch
    {
        Ed25519 => Ed25519Kind.Read(ref reader),
        "ecdsa-sha2-nistp256" => EcdsaKind.Read(type, "nistp256", ECCurve.NamedCurves.nistP256, ref reader),
        "ecdsa-sha2-nistp384" => EcdsaKind.Read(type, "nistp384", ECCurve.NamedCurves.nistP384, ref reader),
        "ecdsa-sha2-nistp521" => EcdsaKind.Read(type, "nistp521", ECCurve.NamedCurves.nistP521, ref reader),
        "ssh-rsa" => RsaKind.Read(ref reader),
        Ed25519Hardware => new HardwareKind(type, Ed25519Kind.Read(ref reader), ref reader),
        EcdsaHardware => new HardwareKind(
            type, EcdsaKind.Read(type, "nistp256", ECCurve.NamedCurves.nistP256, ref reader), ref reader),
        _ => throw SignatureErrors.UnknownAlgorithm(),
    };
}
