using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Fhir;
using Ecluse.Records;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>
/// The target gate at work: opens only behind a closed source gate, checks the manifest against the signed plan, and loads
/// parcel after parcel, each in one transaction of the target with its checkpoint.
/// </summary>
/// <param name="ledger">Where loads are kept.</param>
/// <param name="depot">Where the sealed parcels are.</param>
/// <param name="agent">Id under which the gate acts.</param>
/// <param name="clock">What time it is.</param>
public sealed class Loading(IPassageLedger ledger, ParcelDepot depot, string agent, TimeProvider clock)
{
    /// <summary>Name of the act from which on our table may stand in the target.</summary>
    public const string TargetOpened = "target-gate.opened";

    /// <summary>Loads what is not loaded yet and moves the passage to <see cref="PassageState.Loaded"/>.</summary>
    /// <param name="work">The passage and what it is bound to.</param>
    /// <param name="epoch">Epoch of this worker.</param>
    /// <param name="target">The open target gate.</param>
    /// <param name="identity">Opens the parcels.</param>
    /// <param name="progress">Told after each parcel.</param>
    /// <param name="cancellation">Stops between parcels.</param>
    /// <exception cref="EcluseException">
    /// <c>PASSAGE-027</c>; <c>MANIFEST-…</c>; <c>DEPOT-…</c>, <c>AGE-…</c>: a parcel is not the one that was sealed.
    /// </exception>
    public async Task RunAsync(
        PassageWork work, long epoch, ITargetGate target, AgeIdentity identity, IProgress<PassageProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(target);
        var started = clock.GetTimestamp();
        var manifest = await OpenManifestAsync(ledger, work, cancellation);
        var inLedger = (await ledger.LoadsAsync(work.Passage.Id, cancellation)).ToDictionary(load => load.Number);
        CheckParcels(work, manifest, inLedger, identity, cancellation);

        // From here on our table may stand in the target: whoever ends the passage knows by this act.
        await ledger.NoteAsync(work.Passage.Id, work.Act(TargetOpened, agent), cancellation);
        await target.ClaimAsync(work.Passage.Id, epoch, cancellation);
        var inTarget = await target.LoadedParcelsAsync(work.Passage.Id, cancellation);

        long patients = 0;
        await using var ahead = new ParcelsAhead(
            manifest.Parcels.Where(parcel => parcel.Kind == ParcelKind.Records && !inLedger.ContainsKey(parcel.Number)),
            (parcel, room) => OpenParcel(work, parcel, identity, room));
        foreach (var parcel in manifest.Parcels.Where(parcel => parcel.Kind == ParcelKind.Records))
        {
            if (!inLedger.ContainsKey(parcel.Number))
            {
                var opened = await ahead.TakeAsync();
                var intent = await ledger.IntendAsync(
                    work.Passage.Id, work.Act("parcel.loading", agent, ("parcel", parcel.Sha256)), cancellation);
                var load = inTarget.TryGetValue(parcel.Number, out var done)
                    ? done
                    : await LoadAsync(work, epoch, parcel, opened, target, cancellation);
                await KeepAsync(work, parcel, load, intent, cancellation);
            }

            patients += parcel.Patients;
            progress?.Report(new(
                PassageStage.Loading, patients, manifest.Counts.Patients, parcel.Number, manifest.Counts.PlainBytes));
        }

        await ledger.MoveAsync(
            work.Passage.Id,
            PassageState.Loaded,
            work.Act("target-gate.closed", agent),
            clock.GetElapsedTime(started),
            null,
            cancellation);
    }

    /// <summary>Tries rejected patients of a loaded passage once more.</summary>
    /// <param name="work">The passage, loaded and not reconciled.</param>
    /// <param name="epoch">Epoch of this worker.</param>
    /// <param name="target">The open target gate.</param>
    /// <param name="identity">Opens the parcels.</param>
    /// <param name="chosen">Parcel numbers, each with places in the parcel, from 1.</param>
    /// <param name="cancellation">Stops between parcels.</param>
    /// <returns>Patients who are in the target now.</returns>
    public async Task<long> RetryAsync(
        PassageWork work, long epoch, ITargetGate target, AgeIdentity identity, ILookup<int, int> chosen,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(target);
        var manifest = await OpenManifestAsync(ledger, work, cancellation);
        await target.ClaimAsync(work.Passage.Id, epoch, cancellation);
        long loaded = 0;
        foreach (var parcel in manifest.Parcels.Where(parcel => chosen.Contains(parcel.Number)))
        {
            var plain = OpenParcel(work, parcel, identity);
            var intent = await ledger.IntendAsync(
                work.Passage.Id, work.Act("parcel.loading", agent, ("parcel", parcel.Sha256)), cancellation);
            var places = chosen[parcel.Number].ToList();
            var load = await target.RetryAsync(
                new ParcelToLoad(work.Passage.Id, epoch, parcel.Number, () => Records(plain)), places, cancellation);
            await KeepAsync(work, parcel, load, intent, cancellation);
            loaded += places.Count - load.Rejects.Count(reject => places.Contains(reject.Ordinal));
        }

        return loaded;
    }

    /// <summary>The manifest, once its signature and every rule on it hold.</summary>
    public static async Task<Manifest> OpenManifestAsync(
        IPassageLedger ledger, PassageWork work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(work);
        var document = await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation);
        if (document?.Signature is null)
        {
            throw PassageErrors.SourceGateOpen();
        }

        return Manifest.Open(document.Bytes, document.Signature, work);
    }

    /// <summary>A parcel's plain bytes, in memory; its sealed bytes were compared with the manifest before anything was parsed.</summary>
    public ReadOnlyMemory<byte> OpenParcel(PassageWork work, Parcel parcel, AgeIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(parcel);
        return OpenParcel(work, parcel, identity, new byte[parcel.PlainBytes]);
    }

    private ReadOnlyMemory<byte> OpenParcel(PassageWork work, Parcel parcel, AgeIdentity identity, byte[] room)
    {
        using var plain = OpenStream(work, parcel, identity);
        var bytes = room.AsMemory(0, (int)parcel.PlainBytes);
        var read = plain.ReadAtLeast(bytes.Span, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length && plain.ReadByte() < 0 ? bytes : throw ManifestErrors.ParcelLonger(parcel.Number);
    }

    /// <summary>A parcel's plain bytes, little by little; its sealed bytes were compared with the manifest before anything was parsed.</summary>
    internal Stream OpenStream(PassageWork work, Parcel parcel, AgeIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(parcel);
        return depot.Open(work.Passage.Id, parcel.Id, parcel.Sha256, parcel.SealedBytes, [identity]);
    }

    /// <summary>Records of opened parcel bytes, in order, as often as asked; each yielded record is reused.</summary>
    public static IEnumerable<SourceRecord> Records(ReadOnlyMemory<byte> plain)
    {
        var reader = new FhirReader();
        var record = new LabRecord(RecordType.Patient);
        string? patient = null;
        for (var rest = plain; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var length = end < 0 ? rest.Length : end;
            reader.Read(rest.Span[..length], record);
            rest = rest[Math.Min(length + 1, rest.Length)..];
            if (reader.IsDecoy)
            {
                continue;
            }

            patient = record.Type == RecordType.Patient ? record.Id : patient;
            yield return new(record, record.Type.IsShared ? null : patient);
        }
    }

    // Every parcel that is still to come is compared, and the identity tried, before the target is touched.
    private void CheckParcels(
        PassageWork work, Manifest manifest, Dictionary<int, LoadedParcel> loaded, AgeIdentity identity, CancellationToken cancellation)
    {
        var coming = manifest.Parcels.Where(parcel => !loaded.ContainsKey(parcel.Number)).ToList();
        foreach (var parcel in coming)
        {
            cancellation.ThrowIfCancellationRequested();
            depot.Check(work.Passage.Id, parcel.Id, parcel.Sha256, parcel.SealedBytes);
        }

        if (coming is [var first, ..])
        {
            using var tried = depot.Open(work.Passage.Id, first.Id, first.Sha256, first.SealedBytes, [identity]);
        }
    }

    private static async Task<ParcelLoad> LoadAsync(
        PassageWork work, long epoch, Parcel parcel, ReadOnlyMemory<byte> plain, ITargetGate target,
        CancellationToken cancellation)
    {
        return await target.LoadAsync(
            new ParcelToLoad(work.Passage.Id, epoch, parcel.Number, () => Records(plain)), cancellation);
    }

    private async Task KeepAsync(
        PassageWork work, Parcel parcel, ParcelLoad load, long intent, CancellationToken cancellation) =>
        await ledger.AddLoadAsync(
            work.Passage.Id,
            new LoadedParcel(
                parcel.Number, load.Rows, load.Records, clock.GetUtcNow(),
                [
                    .. load.Rejects.Select(reject => new RejectedPatient(
                        reject.Ordinal, reject.Code, reject.Type, reject.Table, reject.Column)),
                ]),
            work.Act("parcel.loaded", agent, ("parcel", parcel.Sha256)) with { Intent = intent },
            cancellation);
}
