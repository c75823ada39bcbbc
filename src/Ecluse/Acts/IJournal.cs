namespace Ecluse.Acts;

/// <summary>The journal of acts: appended to, published as a signed checkpoint, proved entry by entry.</summary>
public interface IJournal
{
    /// <summary>Journals an act that changes nothing else in the state, in a transaction of its own.</summary>
    /// <returns>Index of the entry.</returns>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-010</c>: no journal yet; <c>JOURNAL-002</c>, <c>JOURNAL-014</c>, <c>JOURNAL-015</c>,
    /// <c>JOURNAL-017</c>: not an act as the journal takes it.
    /// </exception>
    Task<long> AppendAsync(Act act, CancellationToken cancellation);

    /// <summary>Publishes every entry so far: tiles, then a signed checkpoint over them.</summary>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-020</c> to <c>JOURNAL-025</c>: signing could fork the log, so nothing is signed.
    /// </exception>
    Task<PublishedCheckpoint> PublishAsync(CancellationToken cancellation);

    /// <summary>The last checkpoint that was published, or null.</summary>
    Task<PublishedCheckpoint?> LatestAsync(CancellationToken cancellation);

    /// <summary>One entry.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-011</c>: the log has none at this index.</exception>
    Task<byte[]> EntryAsync(long index, CancellationToken cancellation);

    /// <summary>Entries in order, from an index on.</summary>
    IAsyncEnumerable<ActEntry> EntriesAsync(long from, CancellationToken cancellation);

    /// <summary>The proof that an entry stands under the last published checkpoint (a <c>.tlog-proof</c> file).</summary>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-011</c>: no such entry; <c>JOURNAL-012</c>: not published yet.
    /// </exception>
    Task<byte[]> ProveAsync(long index, CancellationToken cancellation);

    /// <summary>Intents that no outcome has answered: what a start after a crash takes up again (rule 10).</summary>
    Task<IReadOnlyList<ActEntry>> OpenIntentsAsync(CancellationToken cancellation);

    /// <summary>The log's verifier key, to check proofs and checkpoints with.</summary>
    Task<string> VerifierKeyAsync(CancellationToken cancellation);
}

/// <summary>A signed checkpoint of the journal.</summary>
/// <param name="Note">Exact bytes of the signed note, for documents to contain.</param>
/// <param name="Size">Entries under it.</param>
/// <param name="Root">Root of the tree, lower-case hex.</param>
public sealed record PublishedCheckpoint(byte[] Note, long Size, string Root);
