using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>An identity <c>AGE-SECRET-KEY-PQ-1…</c>: a seed of 32 bytes.</summary>
internal sealed class HybridIdentity : AgeIdentity
{
    public const string Prefix = "age-secret-key-pq-";

    private readonly byte[] seed;
    private readonly HybridRecipient recipient;

    /// <summary>Takes the seed over: it is zeroed with this object.</summary>
    public HybridIdentity(byte[] seed)
    {
        this.seed = seed;
        recipient = new HybridRecipient(HybridKem.PublicKey(seed));
    }

    public override AgeRecipient Recipient => recipient;

    public override byte[] ExportSecret() => SecretText.Write(Prefix, seed);

    internal override byte[]? Unwrap(Stanza stanza)
    {
        if (stanza.Type != HybridRecipient.StanzaType)
        {
            return null;
        }

        var encapsulation = stanza.FirstArgument(arguments: 1, length: HybridKem.EncapsulationLength);
        var shared = HybridKem.Decapsulate(seed, recipient.PublicKey, encapsulation)
            ?? throw X25519Identity.LowOrder();
        var (key, nonce) = HpkeKey.Derive(shared, HybridRecipient.Info);
        return FileKey.Open(key, nonce, stanza.Body);
    }

    private protected override void Dispose(bool disposing) => CryptographicOperations.ZeroMemory(seed);
}
