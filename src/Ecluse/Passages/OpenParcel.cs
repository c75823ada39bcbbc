using System.Security.Cryptography;
using Ecluse.Depot;
using Ecluse.Errors;

namespace Ecluse.Passages;

/// <summary>
/// A parcel at work: its bytes go to the depot, sealed, and into the commitment by which a resumed run knows them again; or into
/// the commitment alone, when the parcel was sealed before. Used again for the next parcel.
/// </summary>
internal sealed class OpenParcel(
    IPassageLedger ledger, ParcelDepot depot, string agent, PassageWork work, byte[] commitmentKey) : IAsyncDisposable
{
    private readonly IncrementalHash commitment = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, commitmentKey);
    private ParcelWriter? writer;
    private long intent;

    /// <summary>Takes plain bytes.</summary>
    /// <param name="bytes">Whole lines.</param>
    /// <param name="compare">Whether the parcel was sealed before and is only compared.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, bool compare, CancellationToken cancellation)
    {
        commitment.AppendData(bytes.Span);
        if (compare)
        {
            return;
        }

        if (writer is null)
        {
            intent = await ledger.IntendAsync(work.Passage.Id, work.Act("parcel.sealing", agent), cancellation);
            writer = depot.Create(work.Passage.Id, work.Recipients);
        }

        writer.Write(bytes.Span);
    }

    /// <summary>Ends a parcel that was sealed before.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-023</c>: the source gave other bytes then.</exception>
    public Parcel Compare((Parcel Parcel, string Commitment) before) => Commitment() == before.Commitment
        ? before.Parcel
        : throw PassageErrors.SourceChanged(before.Parcel.Number);

    /// <summary>Ends a parcel and keeps it in the ledger.</summary>
    public async Task<Parcel> SealAsync(int number, ParcelKind kind, RunningTotals totals, CancellationToken cancellation)
    {
        var found = Commitment();
        writer!.Complete();
        var file = writer.Parcel;
        await writer.DisposeAsync();
        writer = null;
        var parcel = new Parcel(
            number, file.Id, kind, file.Sha256Hex, file.SealedBytes, file.PlainBytes, totals.Patients, totals.Records());
        await KeepAsync(parcel, found, cancellation);
        return parcel;
    }

    public async ValueTask DisposeAsync()
    {
        commitment.Dispose();
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }
    }

    private string Commitment() => Convert.ToHexStringLower(commitment.GetHashAndReset());

    private async Task KeepAsync(Parcel parcel, string found, CancellationToken cancellation)
    {
        try
        {
            await ledger.AddParcelAsync(
                work.Passage.Id, parcel, found,
                work.Act("parcel.sealed", agent, ("parcel", parcel.Sha256)) with { Intent = intent }, cancellation);
        }
        catch (EcluseException)
        {
            // The passage is being ended: a parcel that the ledger does not know must not stay behind.
            depot.Delete(work.Passage.Id, parcel.Id);
            throw;
        }
    }
}
