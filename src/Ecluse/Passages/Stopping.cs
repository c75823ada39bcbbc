using Ecluse.Age;

namespace Ecluse.Passages;

/// <summary>
/// Stops a passage at any instant: the rows that it wrote are taken out of the target again, parcel after parcel from the
/// last, in a sweep that can be killed and resumed; then the passage is stopped, and erasure follows.
/// </summary>
/// <param name="ledger">Where passages are.</param>
/// <param name="loading">Opens parcels.</param>
/// <param name="agent">Id under which the gate acts.</param>
/// <param name="clock">What time it is.</param>
public sealed class Stopping(IPassageLedger ledger, Loading loading, string agent, TimeProvider clock)
{
    /// <summary>Sweeps and stops.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="by">Who stops it.</param>
    /// <param name="epoch">Epoch of this worker.</param>
    /// <param name="target">The open target gate; null when nothing was ever loaded.</param>
    /// <param name="identity">Opens the parcels; null when nothing was ever loaded.</param>
    /// <param name="progress">Told after each parcel.</param>
    /// <param name="cancellation">Stops between parcels.</param>
    /// <returns>Rows that stay, named by table and key.</returns>
    public async Task<IReadOnlyList<RowLeft>> RunAsync(
        PassageWork work, string by, long epoch, ITargetGate? target, AgeIdentity? identity,
        IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var started = clock.GetTimestamp();
        var stopping = await ledger.IntendAsync(work.Passage.Id, work.Act("passage.stopping", by), cancellation);
        var left = new List<RowLeft>();
        if (target is not null && identity is not null)
        {
            left = await SweepAsync(work, epoch, target, identity, progress, cancellation);
        }

        await ledger.MoveAsync(
            work.Passage.Id, PassageState.Stopped, work.Act("passage.stopped", by) with { Intent = stopping }, clock.GetElapsedTime(started), null,
            cancellation);
        return left;
    }

    private async Task<List<RowLeft>> SweepAsync(
        PassageWork work, long epoch, ITargetGate target, AgeIdentity identity, IProgress<PassageProgress>? progress,
        CancellationToken cancellation)
    {
        var left = new List<RowLeft>();
        await target.ClaimAsync(work.Passage.Id, epoch, cancellation);
        var inTarget = await target.LoadedParcelsAsync(work.Passage.Id, cancellation);
        var parcels = (await ledger.ParcelsAsync(work.Passage.Id, cancellation)).Select(pair => pair.Parcel).ToList();
        foreach (var parcel in parcels.Where(parcel => inTarget.ContainsKey(parcel.Number)).Reverse())
        {
            var intent = await ledger.NoteAsync(
                null, work.Act("parcel.sweeping", agent, ("parcel", parcel.Sha256)), cancellation);
            var plain = loading.OpenParcel(work, parcel, identity);
            left.AddRange(await target.SweepAsync(
                new ParcelToLoad(work.Passage.Id, epoch, parcel.Number, () => Loading.Records(plain)), cancellation));
            await ledger.NoteAsync(
                null, work.Act("parcel.swept", agent, ("parcel", parcel.Sha256)) with { Intent = intent }, cancellation);
            progress?.Report(new(PassageStage.Sweeping, 0, 0, parcel.Number, parcel.PlainBytes));
        }

        await target.ForgetAsync(work.Passage.Id, cancellation);
        return left;
    }
}
