using Ecluse.Acts;
using Ecluse.Breaches;
using Ecluse.Erasure;
using Ecluse.Storage.Journal;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Breaches;

/// <content>How long a closed breach is kept, and its erasure.</content>
public sealed partial class BreachLedger
{
    /// <summary>When a breach is erased; null while it is open.</summary>
    public async Task<DateTimeOffset?> KeptUntilAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        var dossier = await ReadAsync(state, id, cancellation);
        return KeptUntil(dossier, (await state.Set<BreachRow>().AsNoTracking().SingleAsync(row => row.Id == id, cancellation)).HeldUntil);
    }

    /// <summary>Holds a closed breach past its date: said before that date, with a reason, for at most 90 days at a time.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-001</c>, <c>BREACH-010</c>, <c>BREACH-023</c>.</exception>
    public async Task HoldAsync(string id, DateTimeOffset until, string reason, string by, CancellationToken cancellation)
    {
        var why = BreachRules.ReasonOf(reason);
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var dossier = await ReadAsync(state, id, cancellation);
        var row = await state.Set<BreachRow>().SingleAsync(one => one.Id == id, cancellation);
        if (KeptUntil(dossier, row.HeldUntil) is not { } due || !KeepingTimes.MayHold(due, until, clock.GetUtcNow()))
        {
            throw BreachErrors.NotHeld();
        }

        row.HeldUntil = until;
        await append(state, BreachActs.Held(id, until, why, by), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Erases the closed breaches whose date has come, with the texts beside their journal entries; each in one transaction with its act.</summary>
    /// <param name="by">Agent that does it.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> EraseDueAsync(string by, CancellationToken cancellation)
    {
        var (now, erased) = (clock.GetUtcNow(), new List<string>());
        foreach (var dossier in (await ListAsync(cancellation)).Where(one => one.IsClosed))
        {
            var id = dossier.Breach.Id;
            if (await KeptUntilAsync(id, cancellation) <= now)
            {
                await EraseAsync(id, by, cancellation);
                erased.Add(id);
            }
        }

        return erased;
    }

    private static DateTimeOffset? KeptUntil(BreachDossier dossier, DateTimeOffset? held) =>
        dossier.IsClosed && KeepingTimes.Current.Of(KeepingTimes.Breach).EndOf(dossier.Latest(0, BreachFields.Closed)!.EnteredAt) is var end
            ? held > end ? held : end
            : null;

    private async Task EraseAsync(string id, string by, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await state.Set<BreachEntryRow>().Where(row => row.Breach == id).ExecuteDeleteAsync(cancellation);
        await state.Set<BreachPartRow>().Where(row => row.Breach == id).ExecuteDeleteAsync(cancellation);
        await state.Set<BreachRow>().Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
        await TypedTexts.EraseAsync(state, "breach", id, cancellation);
        await append(state, new Act("breach.erased", by, new Dictionary<string, string> { ["breach"] = id }, new Dictionary<string, string>()), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
