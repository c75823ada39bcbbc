using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ecluse.Signatures;

/// <summary>Writes an OpenSSH user certificate over an ed25519 key: no critical option, no extension, only who and until when.</summary>
/// <remarks>Source: OpenSSH PROTOCOL.certkeys.</remarks>
public static class SshCertificate
{
    /// <summary>Kind of the certificate, as OpenSSH calls it.</summary>
    public const string Kind = "ssh-ed25519-cert-v01@openssh.com";

    private const uint OfUser = 1;
    private const int NonceLength = 32;

    /// <summary>The certificate as the line of a <c>-cert.pub</c> file.</summary>
    /// <param name="subject">The key that it is about; ed25519.</param>
    /// <param name="authority">Signs it.</param>
    /// <param name="id">What sshd's log calls it, and its one principal.</param>
    /// <param name="from">Good from then on, to the second.</param>
    /// <param name="until">And until then.</param>
    /// <exception cref="Errors.EcluseException"><c>SIGN-005</c>: the key is of another kind.</exception>
    public static string Write(SshPublicKey subject, SshSigner authority, string id, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(authority);
        if (subject.Type != SignatureKinds.Ed25519)
        {
            throw SignatureErrors.UnknownAlgorithm();
        }

        // What follows the kind in the key's own bytes is its point, as a field.
        var point = subject.Blob[new SshWriter().Name(SignatureKinds.Ed25519).ToArray().Length..];
        var signed = new SshWriter()
            .Name(Kind).Bytes(RandomNumberGenerator.GetBytes(NonceLength)).Raw(point)
            .Raw(Number(BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))))).UInt32(OfUser).Name(id)
            .Bytes(new SshWriter().Name(id).ToArray())
            .Raw(Number((ulong)from.ToUnixTimeSeconds())).Raw(Number((ulong)until.ToUnixTimeSeconds()))
            .Bytes([]).Bytes([]).Bytes([]).Bytes(authority.PublicKey.Blob).ToArray();
        var signature = new SshWriter().Name(SignatureKinds.Ed25519).Bytes(authority.SignRaw(signed)).ToArray();
        return $"{Kind} {Convert.ToBase64String(new SshWriter().Raw(signed).Bytes(signature).ToArray())}";
    }

    private static byte[] Number(ulong number)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }
}
