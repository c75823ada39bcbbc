using System.Globalization;
using System.Text;
using Ecluse.Signatures;

namespace Ecluse.Journal;

/// <summary>Proof that an entry stands in a log, in one file (<c>.tlog-proof</c>) that needs nothing else.</summary>
/// <param name="Index">Where the entry stands, from 0.</param>
/// <param name="Hashes">Siblings from the leaf upwards, 32 bytes each.</param>
/// <param name="Checkpoint">The signed checkpoint, verbatim.</param>
/// <param name="Extra">Bytes that nothing authenticates, or null.</param>
/// <remarks>Source: c2sp.org/tlog-proof.</remarks>
public sealed record TlogProof(long Index, IReadOnlyList<byte[]> Hashes, byte[] Checkpoint, byte[]? Extra = null)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const int HashesMax = 63;

    /// <summary>Reads a proof; nothing of it is checked yet.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-001</c>.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> bytes)
    {
        var blank = bytes.IndexOf("\n\n"u8);
        if (blank < 0 || blank + 2 == bytes.Length)
        {
            throw Malformed();
        }

        var lines = new Queue<string>(Encoding.UTF8.GetString(bytes[..blank]).Split('\n'));
        if (lines.Dequeue() != Header)
        {
            throw Malformed();
        }

        var extra = Prefixed(lines, "extra ") is { } base64 ? StrictBase64.Decode(base64, Malformed) : null;
        var known = TreeNumber.TryRead(Prefixed(lines, "index ") ?? "", out var index);
        return known && lines.Count <= HashesMax
            ? new TlogProof(index, [.. lines.Select(Hash)], bytes[(blank + 2)..].ToArray(), extra)
            : throw Malformed();
    }

    /// <summary>The proof as a file.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is not null)
        {
            text.Append("extra ").Append(Convert.ToBase64String(Extra)).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Hashes)
        {
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(text.Append('\n').ToString()), .. Checkpoint];
    }

    private static string? Prefixed(Queue<string> lines, string prefix) =>
        lines.TryPeek(out var line) && line.StartsWith(prefix, StringComparison.Ordinal)
            ? lines.Dequeue()[prefix.Length..]
            : null;

    private static byte[] Hash(string line)
    {
        var hash = StrictBase64.Decode(line, Malformed);
        return hash.Length == MerkleTree.HashBytes ? hash : throw Malformed();
    }

    private static Errors.EcluseException Malformed() => FormatErrors.Malformed("log proof", "preuve de journal");
}
