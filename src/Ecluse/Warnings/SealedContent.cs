using Ecluse.Age;

namespace Ecluse.Warnings;

/// <summary>Words and files, sealed: one age file for the handlers of each kind of key, one for the thread. The plaintext is in memory only.</summary>
/// <param name="ForHandlers">One age file for each kind of recipient; none where no handler may open it.</param>
/// <param name="ForThread">What the receipt opens; null where there is none.</param>
public sealed record SealedContent(IReadOnlyList<byte[]> ForHandlers, byte[]? ForThread)
{
    /// <summary>Seals.</summary>
    /// <param name="content">What somebody wrote.</param>
    /// <param name="handlers">Recipients of the handlers who may open it.</param>
    /// <param name="thread">Recipient of the thread; null where nobody has a receipt.</param>
    /// <exception cref="Errors.EcluseException"><c>WARN-002</c>, <c>WARN-012</c>.</exception>
    public static SealedContent Seal(WarningContent content, IEnumerable<string> handlers, string? thread)
    {
        var tar = WarningTar.Write(content);
        try
        {
            // Recipients of two kinds never share a file: it would be as strong as the weaker.
            var kinds = handlers.GroupBy(recipient => recipient.StartsWith("age1pq1", StringComparison.Ordinal));
            return new(
                [.. kinds.Select(kind => Seal(tar, [.. kind.Order(StringComparer.Ordinal).Select(AgeRecipient.Parse)]))],
                thread is null ? null : Seal(tar, [AgeRecipient.Parse(thread)]));
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(tar);
        }
    }

    /// <summary>Opens a copy.</summary>
    /// <param name="copy">An age file.</param>
    /// <param name="identity">Tried in order.</param>
    /// <exception cref="AgeException">None of them opens it, or it is not whole.</exception>
    public static WarningContent Open(byte[] copy, params IReadOnlyList<AgeIdentity> identity)
    {
        using var plain = new MemoryStream();
        using (var opened = AgeDecryptor.Open(new MemoryStream(copy), identity))
        {
            opened.CopyTo(plain);
        }

        plain.Position = 0;
        return WarningTar.Read(plain);
    }

    private static byte[] Seal(byte[] tar, IReadOnlyList<AgeRecipient> recipients)
    {
        var output = new MemoryStream();
        using (var sealing = AgeEncryptor.Start(output, recipients, leaveOpen: true))
        {
            sealing.Write(tar);
            sealing.Complete();
        }

        return output.ToArray();
    }
}
