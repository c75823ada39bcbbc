using Ecluse.Depot;
using Ecluse.Reconciliation;

namespace Ecluse.Passages;

/// <summary>The parcels of one extraction, in order: those sealed before are compared, the others sealed.</summary>
internal sealed class ParcelRun(
    IPassageLedger ledger, ParcelDepot depot, string agent, PassageWork work, byte[] commitmentKey,
    IReadOnlyList<(Parcel Parcel, string Commitment)> before, int parcelBytes) : IAsyncDisposable
{
    private readonly List<Parcel> parcels = [];
    private readonly OpenParcel open = new(ledger, depot, agent, work, commitmentKey);
    private RunningTotals current = new();

    /// <summary>Everything taken so far.</summary>
    public RunningTotals Totals { get; } = new();

    /// <summary>Parcels that are whole.</summary>
    public int Count => parcels.Count;

    private bool IsSealedBefore => parcels.Count < before.Count;

    /// <summary>Takes a patient, into a new parcel when the present one would grow too large.</summary>
    public async Task AddAsync(EncodedPatient patient, CancellationToken cancellation)
    {
        if (current.PlainBytes > 0 && current.PlainBytes + patient.Lines.Length > parcelBytes)
        {
            await EndAsync(ParcelKind.Records, cancellation);
        }

        current.Add(patient);
        Totals.Add(patient);
        await open.WriteAsync(patient.Lines, IsSealedBefore, cancellation);
    }

    /// <summary>Ends the last parcel of records and adds the one of the digests.</summary>
    /// <returns>All parcels.</returns>
    public async Task<IReadOnlyList<Parcel>> FinishAsync(DigestLines digests, CancellationToken cancellation)
    {
        if (current.PlainBytes > 0)
        {
            await EndAsync(ParcelKind.Records, cancellation);
        }

        if (before.Skip(parcels.Count).Any(left => left.Parcel.Kind == ParcelKind.Records))
        {
            throw PassageErrors.SourceChanged(parcels.Count + 1);
        }

        foreach (var chunk in digests.Chunks())
        {
            await open.WriteAsync(chunk, IsSealedBefore, cancellation);
        }

        await EndAsync(ParcelKind.Digests, cancellation);
        return parcels;
    }

    public ValueTask DisposeAsync() => open.DisposeAsync();

    private async Task EndAsync(ParcelKind kind, CancellationToken cancellation)
    {
        parcels.Add(IsSealedBefore
            ? open.Compare(before[parcels.Count])
            : await open.SealAsync(parcels.Count + 1, kind, current, cancellation));
        current = new RunningTotals();
    }
}
