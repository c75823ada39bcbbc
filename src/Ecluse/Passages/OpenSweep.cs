namespace Ecluse.Passages;

/// <summary>
/// The target while a passage's rows are taken out of it again; closed while the source is read for a parcel that cannot be
/// opened any more, so that one gate is open at a time (rule 5).
/// </summary>
internal sealed class OpenSweep(IGates gates, PassageWork work, long epoch) : IAsyncDisposable
{
    private ITargetGate? target;

    /// <summary>Opens the target, fences older loaders, and says which parcels it holds.</summary>
    public async Task<HashSet<int>> ClaimAsync(CancellationToken cancellation)
    {
        target = await gates.OpenTargetAsync(work.Plan, cancellation);
        await target.ClaimAsync(work.Passage.Id, epoch, cancellation);
        return [.. (await target.LoadedParcelsAsync(work.Passage.Id, cancellation)).Keys];
    }

    /// <summary>Takes a parcel's rows out.</summary>
    /// <param name="parcel">The parcel.</param>
    /// <param name="records">Opens it; <see cref="LostParcelException"/> when that cannot be done any more.</param>
    /// <param name="rereading">Where a lost parcel is looked for.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <returns>Rows that stay; null when nobody can tell any more which rows the parcel wrote.</returns>
    public async Task<IReadOnlyList<RowLeft>?> RunAsync(
        Parcel parcel, Func<IEnumerable<SourceRecord>> records, Rereading rereading, CancellationToken cancellation)
    {
        try
        {
            return await SweepAsync(parcel, records, cancellation);
        }
        catch (LostParcelException)
        {
            await DisposeAsync();
            var plain = await rereading.FindAsync(work, parcel.Number, cancellation);
            target = await gates.OpenTargetAsync(work.Plan, cancellation);
            return plain is { } bytes ? await SweepAsync(parcel, () => Loading.Records(bytes), cancellation) : null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (target is not null)
        {
            await target.DisposeAsync();
            target = null;
        }
    }

    private Task<IReadOnlyList<RowLeft>> SweepAsync(
        Parcel parcel, Func<IEnumerable<SourceRecord>> records, CancellationToken cancellation) =>
        target!.SweepAsync(new ParcelToLoad(work.Passage.Id, epoch, parcel.Number, records), cancellation);
}

/// <summary>A parcel cannot be opened any more; what it held is looked for elsewhere.</summary>
internal sealed class LostParcelException : Exception;
