using System.Security.Cryptography;

namespace Ecluse.Signatures;

/// <summary>
/// A person's or gate's public key, as one line of an OpenSSH <c>.pub</c> file. Only kinds whose signatures Écluse
/// accepts can exist: ed25519, ecdsa on the three NIST curves, both <c>sk-</c> kinds, RSA of at least 3072 bits.
/// Two keys are equal when their bytes are; the comment does not count.
/// </summary>
/// <remarks>Source: RFC 4253 6.6, RFC 5656, RFC 8709, OpenSSH PROTOCOL.u2f.</remarks>
public sealed class SshPublicKey : IEquatable<SshPublicKey>
{
    /// <summary>Fewest bits of an RSA modulus.</summary>
    public const int RsaBitsMin = 3072;

    private readonly byte[] blob;

    private SshPublicKey(byte[] blob, string type, ISignatureKind kind, string comment)
    {
        this.blob = blob;
        Type = type;
        Kind = kind;
        Comment = comment;
    }

    /// <summary>OpenSSH's name of the kind: <c>ssh-ed25519</c>.</summary>
    public string Type { get; }

    /// <summary>Free text at the end of the line, chosen by whoever made the key; never trusted, maybe empty.</summary>
    public string Comment { get; }

    /// <summary>Whether the private key lives in a security key (FIDO).</summary>
    public bool IsHardware => Type.StartsWith("sk-", StringComparison.Ordinal);

    /// <summary>The key in SSH's encoding.</summary>
    public ReadOnlySpan<byte> Blob => blob;

    /// <summary>As <c>ssh-keygen -l</c> shows it: <c>SHA256:</c> and base64 without padding.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');

    internal ISignatureKind Kind { get; }

    /// <summary>Reads a line: type, base64, comment.</summary>
    /// <exception cref="Errors.EcluseException">
    /// <c>SIGN-005</c> unknown kind, <c>SIGN-006</c> short RSA, <c>SIGN-007</c> malformed.
    /// </exception>
    public static SshPublicKey Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var fields = line.Trim().Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 2 || fields.Any(field => field.Any(char.IsControl)))
        {
            throw SignatureErrors.MalformedKey();
        }

        var key = FromBlob(StrictBase64.Decode(fields[1], () => SignatureErrors.MalformedKey()));
        return key.Type == fields[0]
            ? new SshPublicKey(key.blob, key.Type, key.Kind, fields.Length > 2 ? fields[2].Trim() : "")
            : throw SignatureErrors.MalformedKey();
    }

    /// <summary>Reads a key in SSH's encoding; the bytes are copied.</summary>
    /// <exception cref="Errors.EcluseException">As for <see cref="Parse"/>.</exception>
    public static SshPublicKey FromBlob(ReadOnlySpan<byte> blob)
    {
        var reader = new SshReader(blob, () => SignatureErrors.MalformedKey());
        var type = reader.Name();
        var kind = SignatureKinds.Read(type, ref reader);
        reader.End();
        return new SshPublicKey(blob.ToArray(), type, kind, "");
    }

    /// <summary>The line for a <c>.pub</c> file or <c>allowed_signers</c>, without line end.</summary>
    public string ToLine() =>
        $"{Type} {Convert.ToBase64String(blob)}{(Comment.Length > 0 ? " " + Comment : "")}";

    /// <inheritdoc/>
    public bool Equals(SshPublicKey? other) => other is not null && blob.AsSpan().SequenceEqual(other.blob);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SshPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(blob);
        return hash.ToHashCode();
    }

    /// <summary>The fingerprint; the comment may hold a person's name and is left out.</summary>
    public override string ToString() => Fingerprint;
}
