using Ecluse.Signatures;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ecluse.Journal;

/// <summary>A log's signing key: an ed25519 key of OpenSSH's file format, used under the log's name.</summary>
/// <param name="name">Name of the log, its origin.</param>
/// <param name="key">The key; stays the caller's to dispose.</param>
public sealed class NoteSigner(string name, SshSigner key)
{
    /// <summary>The public half.</summary>
    public NoteKey Key { get; } =
        NoteKey.Of(name, NoteKey.Ed25519Kind, key.PublicKey.Blob[^Ed25519.PublicKeySize..].ToArray());

    internal NoteSignature Sign(byte[] text) => new(Key.Name, Key.Id, key.SignRaw(text));
}
