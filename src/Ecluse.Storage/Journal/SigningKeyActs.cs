using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Signatures;

namespace Ecluse.Storage.Journal;

/// <summary>The acts of a key that signs for this installation: the log's, a gate's.</summary>
public static class SigningKeyActs
{
    /// <summary>Subject that holds the file's name in <c>keys/signing</c>.</summary>
    public const string Key = "key";

    private static readonly Dictionary<string, string> None = [];

    /// <summary>It is about to be made.</summary>
    /// <param name="file">Name of its file.</param>
    /// <param name="by">Who has it made.</param>
    public static Act Making(string file, string by) => new("key.making", by, new Dictionary<string, string> { [Key] = file }, None);

    /// <summary>It was made.</summary>
    /// <param name="file">Name of its file.</param>
    /// <param name="key">The public key; the entry holds the SHA-256 of its blob, which OpenSSH shows as the fingerprint.</param>
    /// <param name="by">Who had it made.</param>
    public static Act Made(string file, SshPublicKey key, string by)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(
            "key.made", by, new Dictionary<string, string> { [Key] = file },
            new Dictionary<string, string> { ["public-key"] = Sha256Hex.Of(key.Blob) });
    }
}
