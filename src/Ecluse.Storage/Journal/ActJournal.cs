using System.Runtime.CompilerServices;
using Ecluse.Acts;
using Ecluse.Journal;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>The journal on the state's database and the data folder.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="places">Where tiles, key and the memory of signing stand.</param>
/// <param name="clock">What time it is.</param>
public sealed class ActJournal(Func<EcluseState> open, JournalPlaces places, TimeProvider clock) : IJournal
{
    private readonly ActAppender appender = new(clock);

    /// <inheritdoc cref="ActAppender.AppendAsync"/>
    public Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation) =>
        appender.AppendAsync(state, act, cancellation);

    /// <inheritdoc/>
    public async Task<long> AppendAsync(Act act, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var index = await AppendAsync(state, act, cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return index;
    }

    /// <inheritdoc/>
    public async Task<PublishedCheckpoint> PublishAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        return await new CheckpointSigner(places, log).PublishAsync(state, cancellation);
    }

    /// <inheritdoc/>
    public async Task<PublishedCheckpoint?> LatestAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        return new CheckpointSigner(places, log).Latest();
    }

    /// <inheritdoc/>
    public async Task<byte[]> EntryAsync(long index, CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        var row = await LogRows.Entries(state, log.Number).SingleOrDefaultAsync(entry => entry.Index == index, cancellation);
        return row?.Bytes ?? throw JournalErrors.NoEntry(index);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ActEntry> EntriesAsync(
        long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        await foreach (var bytes in LogRows.BytesAsync(state, log.Number, from, cancellation))
        {
            yield return ActEntry.Read(bytes);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> ProveAsync(long index, CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        var entry = await EntryAsync(index, cancellation);
        var published = new CheckpointSigner(places, log).Latest();
        if (published is null || published.Size <= index)
        {
            throw JournalErrors.NotPublished(index);
        }

        var tree = new TiledTree(published.Size, tile => File.ReadAllBytes(places.Tile(log.Origin, tile)));
        var hashes = MerkleTree.Inclusion(index, published.Size, tree.Subtree);
        var proof = new TlogProof(index, hashes, published.Note).ToBytes();
        _ = ProofCheck.Verify(entry, proof, log.VerifierKey);
        return proof;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActEntry>> OpenIntentsAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        return await OpenIntents.OfAsync(state, log.Number, cancellation);
    }

    /// <inheritdoc/>
    public async Task<string> VerifierKeyAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return (await LogRows.CurrentAsync(state, cancellation)).VerifierKey;
    }

    /// <summary>
    /// What an independent reader starts from: the rows as they are, the checkpoint, the tile files; and, as one more
    /// checkpoint to continue, what this machine remembers signing.
    /// </summary>
    /// <param name="older">Checkpoints of this log that stand in documents people signed.</param>
    /// <param name="cancellation">Stops the reading of the rows too.</param>
    public async Task<(NoteKey Log, JournalEvidence Evidence)> EvidenceAsync(
        IReadOnlyList<byte[]> older, CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        var remembered = new LastSigned(places, log.Origin).TryRead();
        return (NoteKey.Parse(log.VerifierKey), new JournalEvidence(
            RowsAsync(log.Number, cancellation),
            AtomicFile.Read(places.Checkpoint(log.Origin)),
            tile => AtomicFile.Read(places.Tile(log.Origin, tile)),
            remembered is null ? older : [.. older, remembered]));
    }

    /// <summary>A part of the same for a reader who is far away: raw entries from a place on, and what they are held against.</summary>
    /// <param name="from">Index of the first entry.</param>
    /// <param name="entriesMax">How many entries at most; fewer are the last ones.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<JournalPart> PartAsync(long from, int entriesMax, CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        var checkpoint = AtomicFile.Read(places.Checkpoint(log.Origin));
        var entries = await LogRows.Entries(state, log.Number).Where(entry => entry.Index >= from).OrderBy(entry => entry.Index)
            .Take(entriesMax).Select(entry => entry.Bytes).ToListAsync(cancellation);
        return new(log.VerifierKey, checkpoint, new LastSigned(places, log.Origin).TryRead(), entries);
    }

    /// <summary>The typed texts beside an entry, by name; an erased one is null.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> TextsAsync(long index, CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        return await state.Set<JournalTextRow>().AsNoTracking()
            .Where(text => text.Log == log.Number && text.Index == index)
            .ToDictionaryAsync(text => text.Name, text => text.Text, cancellation);
    }

    /// <summary>Erases the typed texts beside an entry, with their salts; the entry and the log stand.</summary>
    /// <param name="index">Index of the entry.</param>
    /// <param name="by">Who erases; journaled as <c>text.erased</c>.</param>
    /// <param name="cancellation">Stops before anything is erased.</param>
    public async Task EraseTextsAsync(long index, string by, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var log = await LogRows.CurrentAsync(state, cancellation);
        await state.Set<JournalTextRow>().Where(text => text.Log == log.Number && text.Index == index)
            .ExecuteUpdateAsync(
                text => text.SetProperty(row => row.Text, (string?)null).SetProperty(row => row.Salt, (string?)null),
                cancellation);
        var entry = new Dictionary<string, string>
        {
            ["entry"] = index.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        await AppendAsync(state, new Act("text.erased", by, entry, new Dictionary<string, string>()), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async IAsyncEnumerable<byte[]> RowsAsync(int log, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var state = open();
        var rows = LogRows.Entries(state, log).OrderBy(entry => entry.Index).Select(entry => entry.Bytes);
        await foreach (var bytes in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            yield return bytes;
        }
    }
}

/// <summary>A part of a log, raw.</summary>
/// <param name="Key">The log's verifier key.</param>
/// <param name="Checkpoint">Its signed note; null before the first.</param>
/// <param name="Remembered">The note that the log's machine remembers signing; null where it remembers none.</param>
/// <param name="Entries">Entries in order, as they were appended.</param>
public sealed record JournalPart(string Key, byte[]? Checkpoint, byte[]? Remembered, IReadOnlyList<byte[]> Entries);
