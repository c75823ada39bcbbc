using System.Security.Cryptography;

namespace Ecluse.Signatures;

/// <summary>A detached signature as <c>ssh-keygen -Y sign</c> makes it (a <c>.sig</c> file).</summary>
/// <remarks>Source: OpenSSH PROTOCOL.sshsig, <c>docs/spec/signatures.md</c>.</remarks>
public sealed class SshSignature
{
    internal const string HashUsed = "sha512";
    private static readonly byte[] Magic = "SSHSIG"u8.ToArray();
    private readonly byte[] reserved;
    private readonly byte[] signature;

    internal SshSignature(SshPublicKey key, string space, byte[] reserved, string hashName, byte[] signature)
    {
        PublicKey = key;
        Namespace = space;
        this.reserved = reserved;
        HashName = hashName;
        this.signature = signature;
    }

    /// <summary>The key that the signature says it was made with; whether it may sign is the caller's question.</summary>
    public SshPublicKey PublicKey { get; }

    /// <summary>What kind of document the signer meant: <c>plan@ecluse</c>.</summary>
    public string Namespace { get; }

    /// <summary><c>sha256</c> or <c>sha512</c>.</summary>
    public string HashName { get; }

    /// <summary>Reads the text of a <c>.sig</c> file.</summary>
    /// <exception cref="Errors.EcluseException">
    /// <c>SIGN-001</c> malformed; <c>SIGN-005</c>, <c>SIGN-006</c>, <c>SIGN-007</c> for the key within.
    /// </exception>
    public static SshSignature Parse(string armored)
    {
        ArgumentNullException.ThrowIfNull(armored);
        var reader = new SshReader(SshArmor.Decode(armored, SshArmor.Signature), SignatureErrors.MalformedSignature);
        if (!reader.Take(Magic.Length).SequenceEqual(Magic) || reader.UInt32() != 1)
        {
            throw SignatureErrors.MalformedSignature();
        }

        var key = SshPublicKey.FromBlob(reader.Bytes());
        var space = reader.Name();
        var reserved = reader.Bytes().ToArray();
        var hashName = reader.Name();
        var signature = reader.Bytes().ToArray();
        reader.End();
        return space.Length > 0 && hashName is "sha256" or "sha512"
            ? new SshSignature(key, space, reserved, hashName, signature)
            : throw SignatureErrors.MalformedSignature();
    }

    /// <summary>Checks that this key signed these bytes for this kind of document; returns only when it did.</summary>
    /// <param name="key">Key that must have signed.</param>
    /// <param name="space">Namespace that must have been signed for, of <see cref="SignatureNamespaces"/>.</param>
    /// <param name="message">The document's exact bytes.</param>
    /// <exception cref="Errors.EcluseException">
    /// <c>SIGN-002</c> another namespace; <c>SIGN-003</c> another key; <c>SIGN-004</c> does not hold;
    /// <c>SIGN-011</c> a security key that nobody touched; <c>SIGN-001</c>, <c>SIGN-005</c>.
    /// </exception>
    public void Verify(SshPublicKey key, string space, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Namespace != space)
        {
            throw SignatureErrors.WrongNamespace(Namespace, space);
        }

        if (!PublicKey.Equals(key))
        {
            throw SignatureErrors.OtherKey(PublicKey, key);
        }

        if (!key.Kind.Holds(key, SignedBytes(Namespace, reserved, HashName, message), signature))
        {
            throw SignatureErrors.DoesNotVerify(key);
        }
    }

    /// <summary>The text of a <c>.sig</c> file, lines of 70 characters as OpenSSH writes them, final newline.</summary>
    public string Armor() => SshArmor.Encode(
        new SshWriter().Raw(Magic).UInt32(1).Bytes(PublicKey.Blob).Name(Namespace).Bytes(reserved).Name(HashName)
            .Bytes(signature).ToArray(),
        SshArmor.Signature);

    internal static byte[] SignedBytes(string space, byte[] reserved, string hashName, ReadOnlySpan<byte> message) =>
        new SshWriter().Raw(Magic).Name(space).Bytes(reserved).Name(hashName)
            .Bytes(hashName == "sha256" ? SHA256.HashData(message) : SHA512.HashData(message)).ToArray();
}
