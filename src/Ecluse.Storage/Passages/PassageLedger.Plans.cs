using Ecluse.Acts;
using Ecluse.Documents;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Passages;

/// <content>Plans, before a passage uses them.</content>
public sealed partial class PassageLedger
{
    /// <inheritdoc/>
    public Task AddPlanAsync(StoredPlan plan, Act act, CancellationToken cancellation) => WriteAsync(
        (state, _) =>
        {
            state.Add(new PlanRow { Sha256 = plan.Sha256, Id = plan.Id, Bytes = plan.Bytes, EraseBy = plan.EraseBy });
            if (CanonicalDocument.Is<Plan>(plan.Bytes))
            {
                WatchLedger.Add(state, Planned(plan));
            }

            return Task.CompletedTask;
        },
        null,
        act,
        null,
        cancellation);

    private WatchEvent Planned(StoredPlan stored)
    {
        var plan = CanonicalDocument.Read<Plan>(stored.Bytes);
        return new(clock.GetUtcNow(), EventKinds.Planned)
        {
            Controller = plan.Contract.Id, Object = "plan:" + stored.Id, Count = plan.Expected.Patients, Rows = plan.Expected.Records.Values.Sum(),
            Bytes = plan.Expected.PlainBytes,
        };
    }

    /// <inheritdoc/>
    public async Task<StoredPlan?> FindPlanAsync(string sha256, CancellationToken cancellation)
    {
        await using var state = open();
        var row = await state.Set<PlanRow>().AsNoTracking().SingleOrDefaultAsync(plan => plan.Sha256 == sha256, cancellation);
        return row is null ? null : Plan(row);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredPlan>> UnusedPlansAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<PlanRow>().AsNoTracking().Where(plan => plan.Passage == null).ToListAsync(cancellation);
        return [.. rows.Select(Plan)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PlanIdsAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<PlanRow>().AsNoTracking().Select(plan => plan.Id).ToListAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task ForgetPlanAsync(string sha256, Act act, CancellationToken cancellation) => WriteAsync(
        async (state, stop) =>
            await state.Set<PlanRow>().Where(plan => plan.Sha256 == sha256 && plan.Passage == null).ExecuteDeleteAsync(stop),
        null,
        act,
        null,
        cancellation);
}
