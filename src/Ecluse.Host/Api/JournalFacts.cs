using Ecluse.Host.Composition;
using Ecluse.Storage.Journal;

namespace Ecluse.Host.Api;

/// <summary>Entries of the journal from a place on, those that wait for their outcome, and the published checkpoint.</summary>
internal sealed record JournalFacts(string Key, long? Published, string? Root, IReadOnlyList<long> Open, IReadOnlyList<JournalEntryFacts> Entries)
{
    /// <summary>Reads them.</summary>
    public static async Task<JournalFacts> ReadAsync(ActJournal journal, long from, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var entries = new List<JournalEntryFacts>();
        await foreach (var entry in journal.EntriesAsync(from, cancellation))
        {
            entries.Add(new JournalEntryFacts(entry.Index, entry.Time, entry.Act.Name, entry.Act.By, entry.Act.Subjects, entry.Act.Hashes, entry.Act.Intent));
        }

        var published = await journal.LatestAsync(cancellation);
        return new(
            await journal.VerifierKeyAsync(cancellation), published?.Size, published?.Root,
            [.. (await journal.OpenIntentsAsync(cancellation)).Select(intent => intent.Index)], entries);
    }
}

/// <summary>An entry: ids and hashes.</summary>
internal sealed record JournalEntryFacts(
    long Index, DateTimeOffset Time, string Act, string By, IReadOnlyDictionary<string, string> Subjects, IReadOnlyDictionary<string, string> Hashes, long? Intent);
