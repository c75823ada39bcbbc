using Ecluse.Acts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>The typed texts beside entries about one thing: erased together with it. The entries and the log stand.</summary>
internal static class TypedTexts
{
    /// <summary>Erases them, with their salts, in the caller's transaction.</summary>
    /// <param name="state">The state, with a transaction open that may write.</param>
    /// <param name="subject">Under which name entries name the thing: <c>warning</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    public static async Task EraseAsync(EcluseState state, string subject, string id, CancellationToken cancellation)
    {
        var entries = await (
            from text in state.Set<JournalTextRow>()
            where text.Text != null
            join entry in state.Set<JournalEntryRow>() on new { text.Log, text.Index } equals new { entry.Log, entry.Index }
            select new { entry.Log, entry.Index, entry.Bytes }).AsNoTracking().ToListAsync(cancellation);
        foreach (var one in entries.Where(one => ActEntry.Read(one.Bytes).Act.Subjects.GetValueOrDefault(subject) == id).DistinctBy(one => (one.Log, one.Index)))
        {
            await state.Set<JournalTextRow>().Where(text => text.Log == one.Log && text.Index == one.Index).ExecuteUpdateAsync(
                text => text.SetProperty(row => row.Text, (string?)null).SetProperty(row => row.Salt, (string?)null), cancellation);
        }
    }
}
