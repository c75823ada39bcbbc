using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Age;

/// <summary>Opens files sealed to a passphrase.</summary>
public sealed class ScryptIdentity : AgeIdentity
{
    /// <summary>Most work a file may ask for, as a power of two: 2^20 costs 1 GiB; more is refused unread.</summary>
    public const int DefaultWorkFactorMax = 20;

    private readonly byte[] passphrase;
    private readonly int workFactorMax;

    /// <summary>Opens with a passphrase.</summary>
    /// <param name="passphrase">As it was given at sealing.</param>
    /// <param name="workFactorMax">Cap on what a file may ask for; memory is 2^(n+10) bytes.</param>
    public ScryptIdentity(string passphrase, int workFactorMax = DefaultWorkFactorMax)
    {
        ArgumentException.ThrowIfNullOrEmpty(passphrase);
        this.passphrase = Encoding.UTF8.GetBytes(passphrase);
        this.workFactorMax = Math.Clamp(workFactorMax, 1, DefaultWorkFactorMax);
    }

    /// <inheritdoc/>
    public override AgeRecipient Recipient => new ScryptRecipient(Encoding.UTF8.GetString(passphrase));

    /// <inheritdoc/>
    public override byte[] ExportSecret() => [.. passphrase];

    internal override byte[]? Unwrap(Stanza stanza)
    {
        if (stanza.Type != ScryptRecipient.StanzaType)
        {
            return null;
        }

        var salt = stanza.FirstArgument(arguments: 2, length: ScryptRecipient.SaltLength);
        var workFactor = WorkFactor(stanza.Arguments[1]);
        var key = ScryptRecipient.WrapKey(passphrase, salt, workFactor);
        return FileKey.Open(key, ChunkCipher.ZeroNonce, stanza.Body);
    }

    private protected override void Dispose(bool disposing) => CryptographicOperations.ZeroMemory(passphrase);

    private int WorkFactor(string text)
    {
        var digits = text.Length > 0 && text[0] != '0' && text.All(char.IsAsciiDigit);
        if (!digits)
        {
            throw AgeErrors.Header("the work factor is not a number", "le facteur de travail n’est pas un nombre");
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var factor)
            && factor <= workFactorMax
                ? factor
                : throw AgeErrors.WorkFactor(workFactorMax);
    }
}
