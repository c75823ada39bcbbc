using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>Seals bytes into an age v1 file.</summary>
public static class AgeEncryptor
{
    /// <summary>Writes the header and gives the stream to write the plaintext to.</summary>
    /// <param name="destination">Where the sealed bytes go, in order; never read, never sought.</param>
    /// <param name="recipients">At least one; all hybrid, or all X25519, or one passphrase.</param>
    /// <param name="armor">Write text instead of bytes.</param>
    /// <param name="leaveOpen">Leave <paramref name="destination"/> open when the stream is disposed.</param>
    /// <returns>A stream whose file is good only after <see cref="SealingStream.Complete"/>.</returns>
    /// <exception cref="AgeException"><c>AGE-008</c>, <c>AGE-009</c>: no recipient, or recipients that cannot be combined.</exception>
    public static SealingStream Start(
        Stream destination, IReadOnlyList<AgeRecipient> recipients, bool armor = false, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(recipients);
        RefuseMixture(recipients);

        var fileKey = FileKey.New();
        var nonce = RandomNumberGenerator.GetBytes(FileKey.NonceLength);
        try
        {
            var header = Header.Write([.. recipients.Select(recipient => recipient.Wrap(fileKey))], fileKey);
            var output = armor ? new ArmorWriter(destination, leaveOpen) : destination;
            output.Write(header);
            output.Write(nonce);
            return new AgeWriter(output, FileKey.Payload(fileKey, nonce), leaveOpen);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fileKey);
        }
    }

    /// <summary>
    /// A file is as strong as its weakest recipient, so a hybrid one beside an X25519 one would promise what it does not hold.
    /// </summary>
    private static void RefuseMixture(IReadOnlyList<AgeRecipient> recipients)
    {
        if (recipients.Count == 0)
        {
            throw AgeErrors.NoRecipient();
        }

        var group = recipients[0].Group;
        var alone = group != ScryptRecipient.StanzaType || recipients.Count == 1;
        if (!alone || recipients.Any(recipient => recipient.Group != group))
        {
            throw AgeErrors.MixedRecipients();
        }
    }
}
