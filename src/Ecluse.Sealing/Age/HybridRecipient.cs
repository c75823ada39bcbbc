namespace Ecluse.Age;

/// <summary>A recipient <c>age1pq1…</c>.</summary>
internal sealed class HybridRecipient(byte[] publicKey) : AgeRecipient
{
    public const string Prefix = "age1pq";
    public const string StanzaType = "mlkem768x25519";

    internal static ReadOnlySpan<byte> Info => "age-encryption.org/mlkem768x25519"u8;

    internal override string Group => StanzaType;

    internal byte[] PublicKey => publicKey;

    public override string ToString() => new(Bech32.Encode(Prefix, publicKey));

    internal override Stanza Wrap(ReadOnlySpan<byte> fileKey)
    {
        var (encapsulation, shared) = HybridKem.Encapsulate(publicKey)
            ?? throw AgeErrors.RecipientText(ToString().Length);
        var (key, nonce) = HpkeKey.Derive(shared, Info);
        return new Stanza(
            StanzaType, [StrictBase64.EncodeUnpadded(encapsulation)], FileKey.Seal(key, nonce, fileKey));
    }
}
