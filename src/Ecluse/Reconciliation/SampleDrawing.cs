using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Passages;

namespace Ecluse.Reconciliation;

/// <summary>Draws the sample of a reconciled passage and shows it: source first, then target, one gate at a time.</summary>
/// <param name="parts">What it works with.</param>
public sealed class SampleDrawing(LockParts parts)
{
    /// <summary>Draws, shows, and writes the acceptance for the signatory to sign.</summary>
    /// <param name="work">A reconciled passage.</param>
    /// <param name="gates">Opens the gates.</param>
    /// <param name="line">The signatory's own random line.</param>
    /// <param name="answered">The source's side, where the target gate stands by itself; else null.</param>
    /// <param name="checkpoint">The journal's latest checkpoint.</param>
    /// <param name="by">Id of the person who is shown it; journaled before a row is read.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <exception cref="Errors.EcluseException">
    /// <c>PASSAGE-002</c>: not reconciled; <c>PASSAGE-034</c>, <c>PASSAGE-035</c>: the source's side is missing, or of others.
    /// </exception>
    public async Task<DrawnSample> RunAsync(
        PassageWork work, IGates gates, string line, AnswerLines? answered, string checkpoint, string by,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(gates);
        await CheckAsync(work, cancellation);
        var report = (await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Reconciliation, cancellation))!;
        var manifest = await Loading.OpenManifestAsync(parts.Ledger, work, cancellation);
        var patients = await DrawAsync(work, manifest, report.Bytes, line, cancellation);
        var places = Math.Min(SampleDraw.PatientsMin, patients.Count);

        await parts.Ledger.NoteAsync(work.Passage.Id, work.Act("sample.shown", by), cancellation);
        var before = await BeforeAsync(work, gates, patients, answered, cancellation);
        IReadOnlyList<RawPatient> after;
        await using (var target = await gates.OpenTargetAsync(work.Plan, cancellation))
        {
            after = await target.ShowAsync(patients, cancellation);
        }

        var acceptance = new Acceptance(
            work.Passage.Id, Sha256Hex.Of(report.Bytes), line, places, patients.Count - places, Commit(work, patients),
            checkpoint);
        return new DrawnSample(patients, before, after, acceptance, CanonicalDocument.Write(acceptance));
    }

    /// <summary>The places of the patients that the line draws: what a target gate that stands by itself asks the source gate for.</summary>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-002</c>: not reconciled.</exception>
    public async Task<IReadOnlyList<PatientPlace>> PlacesAsync(PassageWork work, string line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        await CheckAsync(work, cancellation);
        var report = (await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Reconciliation, cancellation))!;
        var manifest = await Loading.OpenManifestAsync(parts.Ledger, work, cancellation);
        var patients = await DrawAsync(work, manifest, report.Bytes, line, cancellation);
        using var identity = parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, parts.Clock);
        var places = new Dictionary<string, PatientPlace>(StringComparer.Ordinal);
        foreach (var parcel in manifest.Parcels.Where(parcel => parcel.Kind == ParcelKind.Records))
        {
            var keys = Loading.Records(parts.Loading.OpenParcel(work, parcel, identity.Identities[0]))
                .Select(record => record.Patient).OfType<string>().Distinct();
            foreach (var (key, at) in keys.Select((key, at) => (key, at)).Where(one => patients.Contains(one.key)))
            {
                places[key] = new PatientPlace(parcel.Number, at + 1);
            }
        }

        return [.. patients.Select(patient => places[patient])];
    }

    private async Task CheckAsync(PassageWork work, CancellationToken cancellation)
    {
        if (work.Passage.State != PassageState.Reconciled)
        {
            throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Accepted);
        }

        await Erasure.Postponing.RefuseIfHeldAsync(parts.Ledger, work.Passage.Id, parts.Clock.GetUtcNow(), cancellation);
    }

    // A target gate that stands by itself has no way into the source: the source gate's answer shows its side there.
    private static async Task<IReadOnlyList<RawPatient>> BeforeAsync(
        PassageWork work, IGates gates, IReadOnlyList<string> patients, AnswerLines? answered, CancellationToken cancellation)
    {
        if (!work.Plan.OneMachine)
        {
            var shown = (answered ?? throw PassageErrors.AnswerMissing()).Patients;
            return shown.Select(one => one.Patient).SequenceEqual(patients) ? shown : throw PassageErrors.OtherQuestion();
        }

        await using var source = await gates.OpenSourceAsync(work.Plan, cancellation);
        return await source.ShowAsync(work.Scope, patients, cancellation);
    }

    private async Task<IReadOnlyList<string>> DrawAsync(
        PassageWork work, Manifest manifest, byte[] report, string line, CancellationToken cancellation)
    {
        using var identity = parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, parts.Clock);
        var loads = await parts.Ledger.LoadsAsync(work.Passage.Id, cancellation);
        var rejected = Comparison.RejectedOf(work, manifest, loads, identity.Identities[0], parts.Loading);
        var places = SampleDraw.Places(
            CanonicalDocument.Read<ReconciliationReport>(report).ManifestSha256, line,
            manifest.Counts.Patients - rejected.Keys.Count);
        return SampleDraw.Patients(places, Records(work, manifest, identity.Identities[0]), rejected.Keys);
    }

    private IEnumerable<SourceRecord> Records(PassageWork work, Manifest manifest, AgeIdentity identity) =>
        manifest.Parcels.Where(parcel => parcel.Kind == ParcelKind.Records)
            .SelectMany(parcel => Loading.Records(parts.Loading.OpenParcel(work, parcel, identity)));

    private string Commit(PassageWork work, IReadOnlyList<string> patients) => Convert.ToHexStringLower(
        HMACSHA256.HashData(parts.Keys.CommitmentKey(work.Plan.Id), Encoding.UTF8.GetBytes(string.Join('\n', patients))));
}

/// <summary>A drawn sample, in memory, for the signatory's eyes.</summary>
/// <param name="Patients">Source keys, in the order drawn.</param>
/// <param name="Before">Raw rows at the source, read here or answered by its gate.</param>
/// <param name="After">Raw rows at the target.</param>
/// <param name="Acceptance">The acceptance to sign.</param>
/// <param name="Bytes">Its exact bytes.</param>
public sealed record DrawnSample(
    IReadOnlyList<string> Patients, IReadOnlyList<RawPatient> Before, IReadOnlyList<RawPatient> After,
    Acceptance Acceptance, byte[] Bytes);
