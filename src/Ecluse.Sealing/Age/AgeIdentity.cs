using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>
/// What opens files sealed to its recipient. The secret stays in memory until <see cref="Dispose()"/>, which zeroes it.
/// </summary>
public abstract class AgeIdentity : IDisposable
{
    private protected AgeIdentity()
    {
    }

    /// <summary>The recipient to seal to so that this identity opens.</summary>
    public abstract AgeRecipient Recipient { get; }

    /// <summary>Makes a new identity from the system's random numbers.</summary>
    /// <param name="kind">Hybrid unless an older age program must read the files.</param>
    public static AgeIdentity New(AgeKeyKind kind = AgeKeyKind.Hybrid)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        return kind == AgeKeyKind.Hybrid ? new HybridIdentity(secret) : new X25519Identity(secret);
    }

    /// <summary>Reads an identity.</summary>
    /// <param name="text"><c>AGE-SECRET-KEY-1…</c> or <c>AGE-SECRET-KEY-PQ-1…</c>, without white space.</param>
    /// <exception cref="AgeException"><c>AGE-007</c>: the text is neither; it is not repeated in the message.</exception>
    public static AgeIdentity Parse(ReadOnlySpan<char> text)
    {
        var secret = Bech32.TryDecode(text, out var prefix);
        return (prefix, secret?.Length, char.IsUpper(text.Length > 0 ? text[0] : ' ')) switch
        {
            (X25519Identity.Prefix, SecretLength, true) => new X25519Identity(secret!),
            (HybridIdentity.Prefix, SecretLength, true) => new HybridIdentity(secret!),
            _ => throw AgeErrors.IdentityText(text.Length),
        };
    }

    /// <summary>The secret in its written form: the <c>AGE-SECRET-KEY-…</c> line, or the passphrase. UTF-8; zero it after use.</summary>
    public abstract byte[] ExportSecret();

    /// <summary>Zeroes the secret.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Says only what it is, so that no log ever holds a secret.</summary>
    public sealed override string ToString() => "age identity (secret)";

    /// <summary>Opens a stanza, or says that it is not for this identity.</summary>
    /// <returns>The file key, 16 bytes; <see langword="null"/> when the stanza is of another type or for another key.</returns>
    /// <exception cref="AgeException">The stanza is of this type and malformed.</exception>
    internal abstract byte[]? Unwrap(Stanza stanza);

    private protected const int SecretLength = 32;

    private protected abstract void Dispose(bool disposing);
}
