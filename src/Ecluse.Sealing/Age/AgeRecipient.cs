namespace Ecluse.Age;

/// <summary>Somebody a file can be sealed to. Holds nothing secret, except <see cref="ScryptRecipient"/>.</summary>
public abstract class AgeRecipient
{
    private protected AgeRecipient()
    {
    }

    /// <summary>Recipients of different groups never share a file (specification of age, “mixing recipients”).</summary>
    internal abstract string Group { get; }

    /// <summary>Reads a recipient as its holder published it.</summary>
    /// <param name="text"><c>age1…</c> (X25519) or <c>age1pq1…</c> (hybrid, 1,959 characters), without white space.</param>
    /// <exception cref="AgeException"><c>AGE-006</c>: the text is neither.</exception>
    public static AgeRecipient Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = Bech32.TryDecode(text, out var prefix);
        return (prefix, key?.Length) switch
        {
            (X25519Recipient.Prefix, X25519Recipient.KeyLength) => new X25519Recipient(key!),
            (HybridRecipient.Prefix, HybridKem.PublicKeyLength) when HybridKem.IsPublicKey(key!) =>
                new HybridRecipient(key!),
            _ => throw AgeErrors.RecipientText(text.Length),
        };
    }

    /// <summary>Wraps a file key for this recipient.</summary>
    /// <param name="fileKey">16 bytes, of one file only.</param>
    internal abstract Stanza Wrap(ReadOnlySpan<byte> fileKey);
}
