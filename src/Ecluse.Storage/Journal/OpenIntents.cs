using Ecluse.Acts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>
/// Intents without outcome, kept as rows of their own so that nobody reads the whole log to find them. An intent is
/// closed by the outcome that names it, and by a later intent to do the same thing, which takes it up again.
/// </summary>
internal static class OpenIntents
{
    /// <summary>The open intents of a log, oldest first; those of the unit of work too.</summary>
    public static async Task<IReadOnlyList<ActEntry>> OfAsync(
        EcluseState state, int log, CancellationToken cancellation)
    {
        await state.Set<OpenIntentRow>().Where(row => row.Log == log).LoadAsync(cancellation);
        var open = new List<ActEntry>();
        foreach (var row in state.Set<OpenIntentRow>().Local.Where(row => row.Log == log).OrderBy(row => row.Index))
        {
            var entry = await state.FindAsync<JournalEntryRow>([row.Log, row.Index], cancellation)
                ?? throw JournalErrors.NoEntry(row.Index);
            open.Add(ActEntry.Read(entry.Bytes));
        }

        return open;
    }

    /// <summary>Opens and closes what a new entry opens and closes.</summary>
    public static void Note(EcluseState state, int log, ActEntry entry, IReadOnlyList<ActEntry> open)
    {
        var closed = ActName.Find(entry.Act.Name)?.Kind switch
        {
            ActKind.Intent => open.Where(intent => intent.Act.Name == entry.Act.Name && ActRules.SameThing(intent.Act, entry.Act)),
            ActKind.Outcome => open.Where(intent => intent.Index == entry.Act.Intent),
            _ => [],
        };
        foreach (var intent in closed.ToList())
        {
            state.Remove(state.Set<OpenIntentRow>().Local.Single(row => row.Log == log && row.Index == intent.Index));
        }

        if (ActName.Find(entry.Act.Name)?.Kind == ActKind.Intent)
        {
            state.Add(new OpenIntentRow { Log = log, Index = entry.Index });
        }
    }
}
