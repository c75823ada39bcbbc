using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Reconciliation;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>
/// Seals again what the depot lost: the source gate reads once more, finds the very bytes of each missing or damaged parcel by their
/// commitment, seals them under another id and signs a manifest that lists it instead. Nothing else of the manifest changes, and the
/// target gate is shut the while (rule 5). Specification: <c>docs/spec/manifest.md</c>.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the source.</param>
public sealed class Resealing(LockParts parts, IGates gates)
{
    /// <summary>Seals them again; whoever calls holds the passage.</summary>
    /// <param name="work">A passage whose source gate is closed and that is not reconciled.</param>
    /// <param name="progress">Told after each parcel read.</param>
    /// <param name="cancellation">Stops between patients; nothing is changed then.</param>
    /// <returns>Numbers of the parcels sealed again; none where every one is whole.</returns>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-023</c>: the source gives other bytes now; <c>GATE-…</c>; <c>DEPOT-…</c>.</exception>
    public async Task<IReadOnlyList<int>> RunAsync(
        PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var manifest = await Loading.OpenManifestAsync(parts.Ledger, work, cancellation);
        var lost = (await parts.Ledger.ParcelsAsync(work.Passage.Id, cancellation))
            .Where(one => !IsWhole(parts.Depot, work, one.Parcel)).ToDictionary(one => one.Parcel.Number);
        if (lost.Count == 0)
        {
            return [];
        }

        var intent = await parts.Ledger.IntendAsync(work.Passage.Id, work.Act("passage.resealing", parts.SourceAgent), cancellation);
        var again = new List<Parcel>();
        try
        {
            await SealAsync(work, lost, again, progress, cancellation);
            await RenewAsync(work, manifest, again, intent);
        }
        catch
        {
            again.ForEach(parcel => parts.Depot.Delete(work.Passage.Id, parcel.Id));
            throw;
        }

        foreach (var (parcel, _) in lost.Values)
        {
            parts.Depot.Delete(work.Passage.Id, parcel.Id);
        }

        return [.. again.Select(parcel => parcel.Number)];
    }

    /// <summary>Whether the depot holds the very bytes that were sealed.</summary>
    internal static bool IsWhole(ParcelDepot depot, PassageWork work, Parcel parcel)
    {
        try
        {
            depot.Check(work.Passage.Id, parcel.Id, parcel.Sha256, parcel.SealedBytes);
            return true;
        }
        catch (DepotException refused) when (refused.Code is "DEPOT-001" or "DEPOT-002" or "DEPOT-003")
        {
            return false;
        }
    }

    private async Task SealAsync(
        PassageWork work, Dictionary<int, (Parcel Parcel, string Commitment)> lost, List<Parcel> again,
        IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        await using var source = await gates.OpenSourceAsync(work.Plan, cancellation);
        using var digests = lost.Values.Any(one => one.Parcel.Kind == ParcelKind.Digests) ? new DigestLines(parts.Scratch.NewFile()) : null;
        long patients = 0;
        await foreach (var read in new Rereading(parts, gates).ReadAsync(work, source, digests, cancellation))
        {
            patients += read.Patients.Count;
            if (lost.TryGetValue(read.Number, out var one))
            {
                again.Add(await SealAsync(work, one, [read.Plain]));
            }

            progress?.Report(new(PassageStage.Sealing, patients, work.Plan.Expected.Patients, read.Number, 0));
            if (again.Count == lost.Count)
            {
                return;
            }
        }

        if (digests is not null)
        {
            again.Add(await SealAsync(work, lost.Values.Single(one => one.Parcel.Kind == ParcelKind.Digests), digests.Chunks()));
        }
    }

    private async Task<Parcel> SealAsync(
        PassageWork work, (Parcel Parcel, string Commitment) before, IEnumerable<ReadOnlyMemory<byte>> chunks)
    {
        using var commitment = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, parts.Keys.CommitmentKey(work.Plan.Id));
        await using var writer = parts.Depot.Create(work.Passage.Id, work.Recipients);
        foreach (var chunk in chunks)
        {
            commitment.AppendData(chunk.Span);
            writer.Write(chunk.Span);
        }

        if (Convert.ToHexStringLower(commitment.GetHashAndReset()) != before.Commitment)
        {
            throw PassageErrors.SourceChanged(before.Parcel.Number);
        }

        writer.Complete();
        return before.Parcel with { Id = writer.Parcel.Id, Sha256 = writer.Parcel.Sha256Hex, SealedBytes = writer.Parcel.SealedBytes };
    }

    // Parcels and manifest in one transaction: between the two, no manifest would list what lies in the depot.
    private async Task RenewAsync(PassageWork work, Manifest manifest, List<Parcel> again, long intent)
    {
        // Always later, though the clock stood still or was set back: by it the target gate knows which of the two is the newer.
        var next = manifest.ClosedAt.AddSeconds(1);
        var now = parts.Clock.GetUtcNow();
        var renewed = manifest with
        {
            ClosedAt = now > next ? now : next,
            Parcels = [.. manifest.Parcels.Select(parcel => again.Find(one => one.Number == parcel.Number) ?? parcel)],
        };
        var bytes = CanonicalDocument.Write(renewed);
        await parts.Ledger.RenewAsync(
            work.Passage.Id,
            again,
            new PassageDocument(DocumentKind.Manifest, bytes, parts.SourceGate.Sign(SignatureNamespaces.Manifest, bytes).Armor()),
            work.Act("passage.resealed", parts.SourceAgent, ("manifest", Sha256Hex.Of(bytes)), ("before", Sha256Hex.Of(CanonicalDocument.Write(manifest)))) with { Intent = intent },
            CancellationToken.None);
    }
}
