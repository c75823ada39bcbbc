using Ecluse.Erasure;
using Ecluse.Storage.Journal;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Warnings;

/// <content>How long a closed warning is kept, and its erasure.</content>
public sealed partial class WarningLedger
{
    /// <summary>When the words, and when the rest of a warning is erased; null while it is open: an open warning is kept (rule 11).</summary>
    public async Task<WarningKept?> KeptAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<WarningRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } row
            ? Kept(row, await LastWordsAsync(state, id, cancellation)) : null;
    }

    /// <summary>Holds a closed warning past its next date: said before that date, with a reason, and for at most 90 days at a time.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-007</c>, <c>WARN-019</c>, <c>WARN-020</c>.</exception>
    public Task HoldAsync(string id, DateTimeOffset until, string reason, string by, CancellationToken cancellation)
    {
        var why = Handling.CheckedReason(reason);
        return WriteAsync(
            async (state, now) =>
            {
                var row = await RowAsync(state, id, cancellation);
                var words = await LastWordsAsync(state, id, cancellation);
                var next = Kept(row, words) is not { } kept ? null : words is null ? kept.Until : (DateTimeOffset?)kept.WordsUntil;
                if (next is null || !KeepingTimes.MayHold(next.Value, until, now))
                {
                    throw WarningErrors.NotHeld();
                }

                row.HeldUntil = until;
                await append(
                    state,
                    About(id, "warning.held", by, ("until", KeepingTimes.Write(until))) with { Texts = new Dictionary<string, string> { ["reason"] = why } },
                    cancellation);
            },
            cancellation);
    }

    /// <summary>Erases the words of closed warnings, and then the warnings, whose date has come; each in one transaction with its act.</summary>
    /// <param name="by">Agent that does it.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>Ids of the warnings of which something was erased.</returns>
    public async Task<IReadOnlyList<string>> EraseDueAsync(string by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var erased = new List<string>();
        foreach (var (id, kept) in await ClosedAsync(cancellation))
        {
            if (kept.Until <= now)
            {
                await WriteAsync((state, _) => EraseAsync(state, id, by, cancellation), cancellation);
                erased.Add(id);
            }
            else if (kept.WordsUntil <= now)
            {
                var had = false;
                await WriteAsync(async (state, _) => had = await EraseWordsAsync(state, id, by, cancellation), cancellation);
                erased.AddRange(had ? [id] : []);
            }
        }

        return erased;
    }

    // What the reporter adds to a closed warning is for somebody to read: it has the same time as if it had been there at the closing.
    private static WarningKept? Kept(WarningRow row, DateTimeOffset? lastWords)
    {
        if (row.ClosedAt is not { } closed)
        {
            return null;
        }

        DateTimeOffset End(string what, DateTimeOffset from) => KeepingTimes.Current.Of(what).EndOf(from);
        DateTimeOffset Held(DateTimeOffset end) => row.HeldUntil > end ? row.HeldUntil.Value : end;
        var words = End(row.Breach is null ? KeepingTimes.WarningWords : KeepingTimes.Warning, lastWords > closed ? lastWords.Value : closed);
        var whole = End(KeepingTimes.Warning, closed);
        return new(Held(words), Held(whole > words || lastWords is null ? whole : words), row.HeldUntil);
    }

    private async Task<IReadOnlyList<(string Id, WarningKept Kept)>> ClosedAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var closed = await state.Set<WarningRow>().AsNoTracking().Where(row => row.IsSettled && row.ClosedAt != null).OrderBy(row => row.ClosedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        var found = new List<(string, WarningKept)>();
        foreach (var row in closed)
        {
            found.Add((row.Id, Kept(row, await LastWordsAsync(state, row.Id, cancellation))!));
        }

        return found;
    }

    private static async Task<DateTimeOffset?> LastWordsAsync(EcluseState state, string id, CancellationToken cancellation)
    {
        var words = await state.Set<WarningWordsRow>().Where(row => row.Warning == id).Select(row => row.At).ToListAsync(cancellation);
        var released = await state.Set<WarningReleaseRow>().Where(row => row.Warning == id).Select(row => row.At).ToListAsync(cancellation);
        return words.Concat(released).Select(at => (DateTimeOffset?)at).Max();
    }

    private async Task<bool> EraseWordsAsync(EcluseState state, string id, string by, CancellationToken cancellation)
    {
        if (await LastWordsAsync(state, id, cancellation) is null)
        {
            return false;
        }

        await DeleteWordsAsync(state, id, cancellation);
        await append(state, About(id, "warning.words-erased", by), cancellation);
        return true;
    }

    private async Task EraseAsync(EcluseState state, string id, string by, CancellationToken cancellation)
    {
        await DeleteWordsAsync(state, id, cancellation);
        await state.Set<WarningConcernRow>().Where(row => row.Warning == id).ExecuteDeleteAsync(cancellation);
        await state.Set<WarningNoticeRow>().Where(row => row.Warning == id).ExecuteDeleteAsync(cancellation);
        await state.Set<WarningRow>().Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
        await TypedTexts.EraseAsync(state, "warning", id, cancellation);
        await append(state, About(id, "warning.erased", by), cancellation);
    }

    private static async Task DeleteWordsAsync(EcluseState state, string id, CancellationToken cancellation)
    {
        await state.Set<WarningCopyRow>().Where(row => row.Warning == id).ExecuteDeleteAsync(cancellation);
        await state.Set<WarningWordsRow>().Where(row => row.Warning == id).ExecuteDeleteAsync(cancellation);
        await state.Set<WarningReleaseRow>().Where(row => row.Warning == id).ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>How long a closed warning is kept.</summary>
/// <param name="WordsUntil">When its sealed words and releases are erased.</param>
/// <param name="Until">When the rest of it is.</param>
/// <param name="HeldUntil">Until when a hold keeps it; null for none.</param>
public sealed record WarningKept(DateTimeOffset WordsUntil, DateTimeOffset Until, DateTimeOffset? HeldUntil);
