using Ecluse.Acts;
using Ecluse.Breaches;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Passages;
using Ecluse.Storage.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Breaches;

/// <summary>Reads what lay where from every log of the state, oldest first, and from the objects that were begun and never completed.</summary>
internal static class HoldingsOfState
{
    public static async Task<IReadOnlyList<Holding>> ReadAsync(EcluseState state, CancellationToken cancellation)
    {
        var book = new HoldingBook();
        foreach (var log in await state.Set<JournalLogRow>().AsNoTracking().OrderBy(log => log.Number).Select(log => log.Number).ToListAsync(cancellation))
        {
            await foreach (var bytes in LogRows.BytesAsync(state, log, 0, cancellation))
            {
                book.Read(ActEntry.Read(bytes));
            }
        }

        var begun = await state.Set<SpaceObjectRow>().AsNoTracking()
            .Join(state.Set<SpaceRow>(), one => one.Space, space => space.Id, (one, space) => new { one.Space, space.Contract, one.By, one.BegunAt })
            .ToListAsync(cancellation);
        begun.ForEach(one => book.Began(one.Space, one.Contract, one.By, one.BegunAt));
        var contracts = await state.Set<PassageRow>().AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Contract, cancellation);
        return book.Holdings(contracts.GetValueOrDefault);
    }
}
