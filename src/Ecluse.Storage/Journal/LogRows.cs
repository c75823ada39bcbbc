using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>The queries that the journal needs.</summary>
internal static class LogRows
{
    /// <summary>The log that is written to.</summary>
    public static async Task<JournalLogRow> CurrentAsync(EcluseState state, CancellationToken cancellation) =>
        await FindCurrentAsync(state, cancellation) ?? throw JournalErrors.NoJournal();

    public static async Task<JournalLogRow?> FindCurrentAsync(EcluseState state, CancellationToken cancellation) =>
        state.ChangeTracker.Entries<JournalLogRow>().Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Entity).MaxBy(log => log.Number)
        ?? await state.Set<JournalLogRow>().AsNoTracking().OrderByDescending(log => log.Number)
            .FirstOrDefaultAsync(cancellation);

    public static IQueryable<JournalEntryRow> Entries(EcluseState state, int log) =>
        state.Set<JournalEntryRow>().AsNoTracking().Where(entry => entry.Log == log);

    /// <summary>Bytes of every entry in order; a gap is an error.</summary>
    public static async IAsyncEnumerable<byte[]> BytesAsync(
        EcluseState state, int log, long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var expected = from;
        var rows = Entries(state, log).Where(entry => entry.Index >= from).OrderBy(entry => entry.Index);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (row.Index != expected++)
            {
                throw JournalErrors.Gap(expected - 1);
            }

            yield return row.Bytes;
        }
    }
}
