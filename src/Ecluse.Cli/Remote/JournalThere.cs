using System.Globalization;
using System.Runtime.CompilerServices;
using Ecluse.Acts;
using Ecluse.Journal;
using Ecluse.Storage.Journal;

namespace Ecluse.Cli.Remote;

/// <summary>
/// A server's journal, read raw and verified here: entries, checkpoint, and what its machine remembers signing. Its tiles are not looked
/// at: a proof made of a broken one does not verify.
/// </summary>
internal static class JournalThere
{
    /// <summary>What a separate reader starts from.</summary>
    /// <param name="server">The server.</param>
    /// <param name="key">The log's verifier key as this machine knows it; null to take the server's word for it.</param>
    /// <param name="older">Checkpoints that the log must continue.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<(NoteKey Log, JournalEvidence Evidence)> ReadAsync(
        ServerClient server, string? key, IReadOnlyList<byte[]> older, CancellationToken cancellation)
    {
        var first = await PartAsync(server, 0, cancellation);
        return (NoteKey.Parse(key ?? first.Key), new JournalEvidence(
            EntriesAsync(server, first, cancellation), first.Checkpoint, Older: first.Remembered is { } remembered ? [.. older, remembered] : older));
    }

    private static async IAsyncEnumerable<byte[]> EntriesAsync(
        ServerClient server, JournalPart part, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var read = 0L; part.Entries.Count > 0; part = await PartAsync(server, read, cancellation))
        {
            foreach (var entry in part.Entries)
            {
                yield return entry;
            }

            read += part.Entries.Count;
        }
    }

    private static Task<JournalPart> PartAsync(ServerClient server, long from, CancellationToken cancellation) =>
        server.GetAsync<JournalPart>(string.Create(CultureInfo.InvariantCulture, $"/journal/raw?from={from}"), cancellation);
}
