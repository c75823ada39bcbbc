using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Erasure;
using Ecluse.Storage.Breaches;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Notices;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Alerts;

/// <content>How long a closed alert is kept, and its erasure.</content>
public sealed partial class AlertShelf
{
    /// <summary>When the words, and when the rest of an alert is erased; null while it is open (rule 11), and while the breach that it became is there.</summary>
    public async Task<AlertKept?> KeptAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<AlertRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } row
            ? await KeptAsync(state, row, cancellation) : null;
    }

    /// <summary>Holds a closed alert past its next date: said before that date, with a reason, for at most 90 days at a time.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-004</c>, <c>ALERT-014</c>.</exception>
    public Task HoldAsync(string id, DateTimeOffset until, string reason, AlertPerson by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        var why = AlertRules.CheckedWords(reason);
        return WriteAsync(
            async (state, now) =>
            {
                var row = await state.Set<AlertRow>().SingleOrDefaultAsync(one => one.Id == id, cancellation) ?? throw AlertErrors.NotFound();
                var next = await KeptAsync(state, row, cancellation) is not { } kept ? null
                    : await HasWordsAsync(state, id, cancellation) ? kept.WordsUntil : (DateTimeOffset?)kept.Until;
                if (next is null || !KeepingTimes.MayHold(next.Value, until, now))
                {
                    throw AlertErrors.NotHeld();
                }

                row.HeldUntil = until.ToUniversalTime();
                var act = await AboutAsync(id, "alert.held", by.Person, row.Controller, cancellation, ("until", KeepingTimes.Write(until)));
                return await append(state, act with { Texts = new Dictionary<string, string> { ["reason"] = why } }, cancellation);
            },
            cancellation);
    }

    /// <summary>
    /// Erases the words of closed alerts, and then the alerts with their notifications, whose date has come; each in one transaction with its act. Also
    /// the notifications of nothing that is there any more.
    /// </summary>
    /// <param name="by">Agent that does it.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>Ids of the alerts of which something was erased.</returns>
    public async Task<IReadOnlyList<string>> EraseDueAsync(string by, CancellationToken cancellation)
    {
        var (now, erased) = (clock.GetUtcNow(), new List<string>());
        foreach (var row in await MaybeDueAsync(now, cancellation))
        {
            if (await WriteAsync((state, _) => EraseAsync(state, row.Id, by, now, cancellation), cancellation))
            {
                erased.Add(row.Id);
            }
        }

        await NoticeShelf.ForgetAsync(open, now.AddMonths(-Time(KeepingTimes.Notice).Months), cancellation);
        return erased;
    }

    private static KeepingTime Time(string what) => KeepingTimes.Current.Of(what);

    private static async Task<AlertKept?> KeptAsync(EcluseState state, AlertRow row, CancellationToken cancellation)
    {
        if (row.ClosedAt is not { } closed || (row.Breach is { } breach && await state.Set<BreachRow>().AnyAsync(one => one.Id == breach, cancellation)))
        {
            return null;
        }

        DateTimeOffset Held(string what) => Time(what).EndOf(closed) is var end && row.HeldUntil > end ? row.HeldUntil.Value : end;
        return new(Held(KeepingTimes.AlertWords), Held(KeepingTimes.Alert), row.HeldUntil);
    }

    private static Task<bool> HasWordsAsync(EcluseState state, string id, CancellationToken cancellation) =>
        state.Set<AlertActRow>().AnyAsync(act => act.Alert == id && act.Words != null, cancellation);

    private async Task<IReadOnlyList<AlertRow>> MaybeDueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (words, whole) = (Time(KeepingTimes.AlertWords).ClosedByNow(now), Time(KeepingTimes.Alert).ClosedByNow(now));
        await using var state = open();
        return await state.Set<AlertRow>().AsNoTracking()
            .Where(row => (row.ClosedAt <= words && state.Set<AlertActRow>().Any(act => act.Alert == row.Id && act.Words != null)) || row.ClosedAt <= whole)
            .OrderBy(row => row.ClosedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    // Looked at once more in the transaction: a hold may have come in between.
    private async Task<bool> EraseAsync(EcluseState state, string id, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await state.Set<AlertRow>().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } row || await KeptAsync(state, row, cancellation) is not { } kept)
        {
            return false;
        }

        if (kept.Until > now && (kept.WordsUntil > now || !await HasWordsAsync(state, id, cancellation)))
        {
            return false;
        }

        await TypedTexts.EraseAsync(state, "alert", id, cancellation);
        if (kept.Until > now)
        {
            await state.Set<AlertActRow>().Where(act => act.Alert == id).ExecuteUpdateAsync(act => act.SetProperty(one => one.Words, (string?)null), cancellation);
            await append(state, await AboutAsync(id, "alert.words-erased", by, row.Controller, cancellation), cancellation);
            return true;
        }

        await state.Set<AlertActRow>().Where(act => act.Alert == id).ExecuteDeleteAsync(cancellation);
        await state.Set<AlertStepRow>().Where(step => step.Alert == id).ExecuteDeleteAsync(cancellation);
        await state.Set<NoticeRow>().Where(notice => notice.About == id).ExecuteDeleteAsync(cancellation);
        state.Remove(row);

        // A text that no alert goes by any more is kept for nobody.
        await state.Set<EscalationPolicyRow>()
            .Where(kept => kept.Sha256 == row.Policy && !state.Set<AlertRow>().Any(other => other.Policy == kept.Sha256 && other.Id != id)).ExecuteDeleteAsync(cancellation);
        await append(state, await AboutAsync(id, "alert.erased", by, row.Controller, cancellation), cancellation);
        return true;
    }
}

/// <summary>How long a closed alert is kept.</summary>
/// <param name="WordsUntil">When what people typed about it is erased.</param>
/// <param name="Until">When the rest of it is.</param>
/// <param name="HeldUntil">Until when a hold keeps it; null for none.</param>
public sealed record AlertKept(DateTimeOffset WordsUntil, DateTimeOffset Until, DateTimeOffset? HeldUntil);
