using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>Opens age v1 files.</summary>
public static class AgeDecryptor
{
    /// <summary>Reads and checks the header, then gives the plaintext as a stream.</summary>
    /// <param name="source">The sealed file, from its first byte; read forwards, never sought.</param>
    /// <param name="identities">Tried in order.</param>
    /// <param name="encoding">Bytes or armor.</param>
    /// <param name="leaveOpen">Leave <paramref name="source"/> open when the stream is disposed.</param>
    /// <returns>
    /// A stream that throws <see cref="AgeException"/> (<c>AGE-004</c>, <c>AGE-005</c>) instead of ending when the file is
    /// not whole. What was read before that is authentic but is a beginning only: act on it after the end was reached.
    /// </returns>
    /// <exception cref="AgeException"><c>AGE-001</c> to <c>AGE-003</c>, <c>AGE-005</c>, <c>AGE-010</c>.</exception>
    public static Stream Open(
        Stream source,
        IReadOnlyList<AgeIdentity> identities,
        AgeEncoding encoding = AgeEncoding.Detect,
        bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(identities);

        var bytes = Decode(new ByteSource(source), encoding, leaveOpen);
        var header = new HeaderReader(bytes).Read();
        var fileKey = Unwrap(header, identities);
        try
        {
            header.Verify(fileKey);
            var nonce = new byte[FileKey.NonceLength];
            return bytes.ReadBlock(nonce) == nonce.Length
                ? new AgeReader(bytes, FileKey.Payload(fileKey, nonce), leaveOpen)
                : throw AgeErrors.Header("the payload's nonce is cut", "le nonce du contenu est coupé");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fileKey);
        }
    }

    private static ByteSource Decode(ByteSource raw, AgeEncoding encoding, bool leaveOpen)
    {
        var armored = encoding == AgeEncoding.Armored
            || (encoding == AgeEncoding.Detect && raw.Peek() is '-' or ' ' or '\t' or '\r' or '\n');
        return armored ? new ByteSource(new ArmorReader(raw, leaveOpen)) : raw;
    }

    private static byte[] Unwrap(Header header, IReadOnlyList<AgeIdentity> identities)
    {
        foreach (var identity in identities)
        {
            foreach (var stanza in header.Stanzas)
            {
                if (identity.Unwrap(stanza) is { } fileKey)
                {
                    return fileKey;
                }
            }
        }

        throw AgeErrors.NoMatch(identities.Count, header.Stanzas.Count);
    }
}
