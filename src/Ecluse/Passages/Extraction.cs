using System.Globalization;
using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Records;
using Ecluse.Scratch;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>
/// The source gate at work: reads patient after patient, seals parcels of whole patients to the plan's recipients, stops
/// itself at the plan's limits, and closes with a signed manifest.
/// </summary>
/// <remarks>
/// A reading always begins at the start. Parcels that were sealed before an interruption are read again and compared with
/// their commitment (HMAC of the plain bytes under a key that never enters the state) instead of sealed again: nothing is
/// doubled, nothing lost, and a source that changed meanwhile is found out.
/// </remarks>
/// <param name="ledger">Where parcels are kept, each with its journal entries.</param>
/// <param name="depot">Where sealed bytes go.</param>
/// <param name="gateKey">Signs the manifest.</param>
/// <param name="agent">Id under which the gate acts.</param>
/// <param name="scratch">Where the digests lie, sealed, until they become the last parcel.</param>
/// <param name="clock">What time it is.</param>
public sealed class Extraction(
    IPassageLedger ledger, ParcelDepot depot, SshSigner gateKey, string agent, ScratchFolder scratch, TimeProvider clock)
{
    /// <summary>Name of the runtime's property with which tests have parcels cut smaller; no command sets it.</summary>
    internal const string ParcelBytesProperty = "Ecluse.ParcelBytes";

    private const int ParcelBytesDefault = 4 * 1024 * 1024;

    /// <summary>Plain bytes after which a parcel is cut, at the end of a patient.</summary>
    /// <remarks>A passage resumed with another size finds other parcels, and is refused (<c>PASSAGE-023</c>).</remarks>
    public int ParcelBytes { get; init; } =
        int.TryParse(AppContext.GetData(ParcelBytesProperty) as string, CultureInfo.InvariantCulture, out var set)
            ? set
            : ParcelBytesDefault;

    /// <summary>Runs the extraction to its end and moves the passage to <see cref="PassageState.Sealed"/>.</summary>
    /// <param name="work">The passage and what it is bound to.</param>
    /// <param name="source">The open source gate; the caller closes it when this returns.</param>
    /// <param name="commitmentKey">32 bytes, kept beside the passage's identity and destroyed with it.</param>
    /// <param name="progress">Told after each patient batch.</param>
    /// <param name="cancellation">Stops between patients; the parcel at work is abandoned.</param>
    /// <exception cref="EcluseException">
    /// <c>PASSAGE-020</c> to <c>-026</c>; <c>GATE-…</c> of the source; <c>DEPOT-…</c> of the disk.
    /// </exception>
    public async Task<Manifest> RunAsync(
        PassageWork work, ISourceGate source, byte[] commitmentKey, IProgress<PassageProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(source);
        var started = clock.GetTimestamp();
        await CheckSourceAsync(work, source, cancellation);

        var digestKey = DigestKey(commitmentKey);
        var compared = new RecordProjection(work.Plan.Compared);
        var reading = new PatientReading(
            source, work.Scope, work.Target, work.Plan.Treatments(), compared, digestKey);
        var sealing = new ParcelRun(
            ledger, depot, agent, work, commitmentKey, await ledger.ParcelsAsync(work.Passage.Id, cancellation), ParcelBytes);
        await using (sealing)
        {
            using var digests = new DigestLines(scratch.NewFile());
            digests.AddHead(work.Plan.Compared, digestKey);
            var leftOut = new List<string>();
            await foreach (var patient in reading.ReadAsync(cancellation))
            {
                if (patient.IsLeftOut)
                {
                    leftOut.Add(patient.Key!);
                    continue;
                }

                work.Limit(sealing.Totals, patient);
                await sealing.AddAsync(patient, cancellation);
                digests.Add(patient);
                progress?.Report(new(
                    PassageStage.Sealing, sealing.Totals.Patients, work.Plan.Expected.Patients, sealing.Count,
                    sealing.Totals.PlainBytes));
            }

            leftOut.AddRange(reading.Unreadable);
            if (sealing.Totals.Patients < work.Plan.Limits.PatientsMin)
            {
                throw PassageErrors.FewerThanPlanned(sealing.Totals.Patients, work.Plan.Limits.PatientsMin);
            }

            var figures = await source.FiguresAsync(work.FigureScope.Without(leftOut), cancellation);
            digests.AddLeftOut(leftOut);
            digests.Add(figures);
            var parcels = await sealing.FinishAsync(digests, cancellation);
            return await CloseAsync(work, parcels, sealing.Totals, leftOut.Count, started, cancellation);
        }
    }

    /// <summary>Key of the digests: derived, so that a resumed run seals the same digests.</summary>
    internal static byte[] DigestKey(byte[] commitmentKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, commitmentKey, 32, info: "ecluse digests v1"u8.ToArray());

    private async Task<Manifest> CloseAsync(
        PassageWork work, IReadOnlyList<Parcel> parcels, RunningTotals totals, int leftOut, long started,
        CancellationToken cancellation)
    {
        var manifest = new Manifest(
            work.Passage.Id,
            work.PlanSha256,
            gateKey.PublicKey.ToLine(),
            clock.GetUtcNow(),
            [.. work.Plan.Recipients.Select(recipient => recipient.Recipient)],
            parcels,
            totals.ToCounts(),
            leftOut);
        var bytes = CanonicalDocument.Write(manifest);
        var signature = gateKey.Sign(SignatureNamespaces.Manifest, bytes).Armor();
        await ledger.MoveAsync(
            work.Passage.Id,
            PassageState.Sealed,
            work.Act("source-gate.closed", agent, ("manifest", Sha256Hex.Of(bytes))),
            clock.GetElapsedTime(started),
            new PassageDocument(DocumentKind.Manifest, bytes, signature),
            cancellation);
        return manifest;
    }

    private static async Task CheckSourceAsync(PassageWork work, ISourceGate source, CancellationToken cancellation)
    {
        var survey = await source.SurveyAsync(work.Scope with { Inspect = false }, null, cancellation);
        if (survey.SchemaSha256 != work.Plan.Source.SchemaSha256)
        {
            throw PassageErrors.ChangedSincePlan("source schema");
        }

        if (survey.CodeListsSha256 != work.Plan.Source.CodeListsSha256)
        {
            throw PassageErrors.ChangedSincePlan("source code lists");
        }

        foreach (var now in survey.Types)
        {
            var planned = work.Plan.Types.Single(type => type.Type == now.Type).Passing;
            if (Math.Abs(now.Passing - planned) > work.Plan.ToleranceOf(planned))
            {
                throw PassageErrors.OutOfTolerance(now.Type, planned, now.Passing);
            }
        }
    }
}
