using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Records;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>Turns a passage's documents into the view of its page: additions and words, nothing else.</summary>
internal static class PassageTelling
{
    public static PassageView Of(PassageDocuments d)
    {
        var wasStopped = d.Passage.State == PassageState.Stopped || d.Certificate?.LastState == nameof(PassageState.Stopped);
        // A stop takes out again what was loaded: the target holds none of it, whatever was loaded once.
        d = wasStopped ? d with { Loads = [] } : d;
        var rejects = d.Loads.SelectMany(load => load.Rejects).Where(reject => reject.Decision != "loaded").ToList();
        var sealedPatients = d.Parcels.Sum(parcel => parcel.Patients);
        var loadedNumbers = d.Loads.Select(load => load.Number).ToHashSet();
        var put = d.Parcels.Where(parcel => loadedNumbers.Contains(parcel.Number)).Sum(parcel => parcel.Patients);
        var survey = d.Plan.Types.Single(type => type.Type == RecordType.Patient.Name);
        return new PassageView
        {
            Passage = d.Passage.Id,
            Laboratory = d.Laboratory,
            SourceSystem = d.SourceSystem,
            TargetSystem = d.TargetSystem,
            State = d.Passage.State,
            WasStopped = wasStopped,
            WasAccepted = d.Passage.State == PassageState.Accepted || d.Certificate?.LastState == nameof(PassageState.Accepted),
            RowsThatStay = wasStopped ? d.Certificate?.RowsLeft?.Count : null,
            At = d.At,
            Zone = d.Zone,
            Contract = d.Passage.Contract,
            PlanSha256 = d.Passage.PlanSha256,
            ApprovedBy = d.ApprovedBy,
            Gate = d.Gate,
            Patients = new PatientCounts(
                survey.Total, d.Plan.Expected.Patients, sealedPatients, put - rejects.Count, rejects.Count),
            Stayed = Stayed(d, survey),
            ColumnsNotRead = d.Plan.Columns.Count(column => column.Use != ColumnUse.Listed),
            Parcels = Counts(d, sealedPatients),
            Types =
            [
                .. RecordType.All.Where(type => d.Plan.Expected.Records.ContainsKey(type.Name))
                    .Select(type => Type(d, type.Name, d.Plan.Expected.Records[type.Name])),
            ],
            Rejects = [.. rejects.GroupBy(reject => (reject.Code, reject.Decision)).OrderBy(group => group.Key.Code, StringComparer.Ordinal).Select(group =>
                new RefusedCount(group.Key.Code, RejectWords.Of(group.Key.Code), group.Count(), RejectWords.Decision(group.Key.Decision)))],
            Steps = StepWords.Of(d),
            Stages = [.. d.Steps.Where(step => step.Took is not null && StepWords.Stage(step.Name) is not null)
                .Select(step => new StageDuration(StepWords.Stage(step.Name)!.Value, step.Took!.Value))],
            Reconciliation = d.Reconciliation is { } report ? ReconciliationView.Of(report, d.ByEye) : null,
            EraseBy = d.Passage.EraseBy,
            Erasure = d.Certificate is { } certificate ? ErasureView.Of(certificate, fate => Holder(d.Plan, fate.Recipient, fate.Holder)) : null,
            Certificate = d.Certificate?.Number,
            Checkpoint = CheckpointView.Read(d.Checkpoint),
            Trouble = d.Trouble,
            IsOneMachine = d.Plan.OneMachine,
            Invented = d.Invented,
        };
    }

    internal static Text Holder(Plan plan, string recipient, string holder) =>
        plan.Recipients.FirstOrDefault(planned => planned.Recipient == recipient) is { } known
            ? HolderWords.Of(known.Holder, known.Where)
            : HolderWords.Of(holder);

    private static List<StayedBehind> Stayed(PassageDocuments d, TypeSurvey survey)
    {
        var stayed = survey.Left.Select(left => new StayedBehind(Reason(left.Reason, d.LastVisitOnOrAfter), left.Count)).ToList();
        // What the dry run read and the plan does not expect: left out by a treatment, or unreadable.
        var leftOut = survey.Passing - d.Plan.Expected.Patients;
        if (leftOut > 0)
        {
            stayed.Add(new StayedBehind(Reason(LeftReason.PatientLeftOutByTreatment, null), leftOut));
        }

        return stayed;
    }

    private static Text Reason(LeftReason reason, DateOnly? bound) => (reason, bound) switch
    {
        (LeftReason.PatientBeforeBound, { } day) => new Text(
            $"last seen before {Dates.Day(day, Language.English)}", $"vus avant le {Dates.Day(day, Language.French)}"),
        (LeftReason.PatientLeftOutByTreatment, _) => new Text(
            "the target cannot hold them, counted and signed before", "la cible ne peut les tenir, compté et signé avant"),
        _ => new Text(PlanWords.Reason(reason, Language.English), PlanWords.Reason(reason, Language.French)),
    };

    // The parcel of digests is opened by the reconciliation and loaded nowhere: it is counted apart.
    private static ParcelCounts Counts(PassageDocuments d, long sealedPatients)
    {
        var filled = d.Parcels.Count(parcel => parcel.Kind == ParcelKind.Records);
        // Before the manifest is signed nobody knows how many there will be: as many as the patients so far suggest.
        var total = d.Manifest is { } manifest ? manifest.Parcels.Count(parcel => parcel.Kind == ParcelKind.Records)
            : sealedPatients == 0 ? filled
            : (int)Math.Clamp(Math.Ceiling((double)filled * d.Plan.Expected.Patients / sealedPatients), filled, 1_000_000);
        return new ParcelCounts(
            total, filled, d.Loads.Count, d.Parcels.Sum(parcel => parcel.SealedBytes), d.Parcels.Count - filled);
    }

    private static TypeProgress Type(PassageDocuments d, string type, long planned)
    {
        var read = d.Reconciliation?.Types.FirstOrDefault(compared => compared.Type == type);
        return new TypeProgress(
            new Text(PlanWords.Type(type, Language.English), PlanWords.Type(type, Language.French)),
            planned,
            d.Parcels.Count == 0 ? null : d.Parcels.Sum(parcel => parcel.Records.GetValueOrDefault(type)),
            d.Loads.Count == 0 ? null : d.Loads.Sum(load => load.Records.GetValueOrDefault(type)),
            read?.Found,
            read?.Rejected ?? 0);
    }
}
