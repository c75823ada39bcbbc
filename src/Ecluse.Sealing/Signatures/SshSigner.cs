using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ecluse.Signatures;

/// <summary>An ed25519 private key that signs documents; dispose it to wipe the key from memory.</summary>
/// <remarks>Source: OpenSSH PROTOCOL.key (openssh-key-v1), PROTOCOL.sshsig.</remarks>
public sealed class SshSigner : IDisposable
{
    private readonly byte[] seed;

    internal SshSigner(byte[] seed, string comment)
    {
        this.seed = seed;
        var point = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(seed, 0, point, 0);
        var blob = new SshWriter().Name(SignatureKinds.Ed25519).Bytes(point).ToArray();
        PublicKey = SshPublicKey.Parse($"{SignatureKinds.Ed25519} {Convert.ToBase64String(blob)} {comment}");
    }

    /// <summary>The key to verify with, with the comment of the private key's file.</summary>
    public SshPublicKey PublicKey { get; }

    internal ReadOnlySpan<byte> Seed => seed;

    /// <summary>Makes a new key.</summary>
    /// <param name="comment">Shown by OpenSSH's tools; an id of ours, never a person's name.</param>
    public static SshSigner Generate(string comment) =>
        new(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize), comment);

    /// <summary>Reads a private key file without passphrase that only its owner can read.</summary>
    /// <exception cref="Errors.EcluseException">
    /// <c>SIGN-008</c> passphrase; <c>SIGN-009</c> not such a key; <c>SIGN-010</c> open to others; <c>SIGN-014</c> missing.
    /// </exception>
    public static SshSigner Load(string path) => PrivateKeyFile.Read(path);

    /// <summary>Writes the private key (mode 0600) and <c>path.pub</c>; an existing file is never overwritten.</summary>
    /// <exception cref="IOException">A file of that name exists, or cannot be written.</exception>
    public void Save(string path) => PrivateKeyFile.Write(path, this);

    /// <summary>Signs a document; the same bytes as <c>ssh-keygen -Y sign</c> gives with this key.</summary>
    /// <param name="space">What kind of document it is, of <see cref="SignatureNamespaces"/>.</param>
    /// <param name="message">The document's exact bytes.</param>
    public SshSignature Sign(string space, ReadOnlySpan<byte> message)
    {
        ArgumentException.ThrowIfNullOrEmpty(space);
        var signed = SshSignature.SignedBytes(space, [], SshSignature.HashUsed, message);
        var signature = new SshWriter().Name(SignatureKinds.Ed25519).Bytes(SignRaw(signed)).ToArray();
        return new SshSignature(PublicKey, space, [], SshSignature.HashUsed, signature);
    }

    /// <summary>The bare ed25519 signature, 64 bytes, over bytes that say themselves what they are.</summary>
    internal byte[] SignRaw(byte[] signed)
    {
        var raw = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(seed, 0, signed, 0, signed.Length, raw, 0);
        return raw;
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(seed);
}
