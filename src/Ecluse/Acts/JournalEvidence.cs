using Ecluse.Journal;

namespace Ecluse.Acts;

/// <summary>What a reader of the journal is given.</summary>
/// <param name="Entries">Raw entries in order: rows of the state, or the log's entry bundles.</param>
/// <param name="Checkpoint">Signed note of the log, or null where none was published.</param>
/// <param name="Tile">Reads a tile file; null where it is missing. Without it tiles are not looked at.</param>
/// <param name="Older">
/// Checkpoints of the same log that stand in documents people signed: the log must still begin with each of them.
/// </param>
public sealed record JournalEvidence(
    IAsyncEnumerable<byte[]> Entries,
    byte[]? Checkpoint,
    Func<Tile, byte[]?>? Tile = null,
    IReadOnlyList<byte[]>? Older = null)
{
    /// <summary>The evidence of a published log alone: a folder with <c>checkpoint</c> and <c>tile/</c>.</summary>
    /// <param name="folder">The log's folder.</param>
    /// <param name="log">The log's verifier key.</param>
    /// <param name="older">As <see cref="Older"/>.</param>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-019</c>: no checkpoint there; <c>JOURNAL-001</c>, <c>JOURNAL-003</c>, <c>JOURNAL-004</c>.
    /// </exception>
    public static JournalEvidence OfFolder(string folder, NoteKey log, IReadOnlyList<byte[]>? older = null)
    {
        var note = Read(Path.Combine(folder, "checkpoint")) ?? throw ActErrors.NoCheckpoint();
        var size = Ecluse.Journal.Checkpoint.Open(note, log).Size;
        byte[]? ReadTile(Tile tile) => Read(Path.Combine(folder, tile.Path));
        return new JournalEvidence(Bundles(size, ReadTile).ToAsyncEnumerable(), note, ReadTile, older);
    }

    /// <summary>Entries of all bundles; a missing bundle ends the log there.</summary>
    private static IEnumerable<byte[]> Bundles(long size, Func<Tile, byte[]?> read) =>
        Ecluse.Journal.Tile.Of(size).Where(tile => tile.Level == Ecluse.Journal.Tile.Entries)
            .Select(tile => (tile.Width, Bytes: read(tile)))
            .TakeWhile(bundle => bundle.Bytes is not null)
            .SelectMany(bundle => EntryBundle.Decode(bundle.Bytes, bundle.Width));

    private static byte[]? Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;
}
