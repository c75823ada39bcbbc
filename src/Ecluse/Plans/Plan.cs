using Ecluse.Documents;
using Ecluse.Instructions;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>
/// What a dry run found would pass and would not, and everything that a passage under it is bound to. The signatory signs
/// its exact bytes; the gates obey nothing else. Specification: <c>docs/spec/plan.md</c>.
/// </summary>
/// <param name="Id">Random id, <c>l-</c> and 12 hex digits.</param>
/// <param name="CreatedAt">When the dry run ended.</param>
/// <param name="Contract">The contract it stands under.</param>
/// <param name="Instruction">The instruction it carries out.</param>
/// <param name="Environment"><c>production</c> or <c>test</c>.</param>
/// <param name="Source">The source as the dry run saw it.</param>
/// <param name="Target">The target as it described itself.</param>
/// <param name="Types">Per record type, what passes and what stays.</param>
/// <param name="Columns">Every column of the source tables.</param>
/// <param name="FreeText">Free-text fields that pass, each with its reason (rule 7).</param>
/// <param name="Misfits">What the target cannot hold, counted, with the treatment that the signature accepts.</param>
/// <param name="Conflicts">Records that the target holds already under the same key, by type; null when not asked.</param>
/// <param name="Compared">Fields compared by value after the load, by record type.</param>
/// <param name="Expected">What will be in the target if nothing goes wrong.</param>
/// <param name="TolerancePercent">How far counts may leave the planned ones, in percent.</param>
/// <param name="Limits">More than this and the source gate stops itself.</param>
/// <param name="Recipients">Exactly these, and no other (rule 4).</param>
/// <param name="Gates">Public keys of the two gates, OpenSSH form.</param>
/// <param name="OneMachine">Whether keys and parcels will stand on one machine.</param>
/// <param name="EraseBy">When everything is erased, whatever the state (rule 8).</param>
/// <param name="Fate"><c>delete</c> or <c>return</c>.</param>
/// <param name="Trial">Whether the target is a test system that is emptied too.</param>
/// <param name="Checkpoint">The journal's latest checkpoint, verbatim (rule 10).</param>
/// <param name="Compiled">Scope and profiles, for gates that stand apart and hold nothing else; null where both are here.</param>
public sealed record Plan(
    string Id,
    DateTimeOffset CreatedAt,
    DocumentReference Contract,
    DocumentReference Instruction,
    string Environment,
    PlannedSource Source,
    PlannedTarget Target,
    IReadOnlyList<TypeSurvey> Types,
    IReadOnlyList<ColumnSurvey> Columns,
    IReadOnlyList<ListedFreeText> FreeText,
    IReadOnlyList<PlannedMisfit> Misfits,
    IReadOnlyDictionary<string, long>? Conflicts,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Compared,
    PassageCounts Expected,
    int TolerancePercent,
    PassageLimits Limits,
    IReadOnlyList<PlannedRecipient> Recipients,
    GateKeys Gates,
    bool OneMachine,
    DateTimeOffset EraseBy,
    string Fate,
    bool Trial,
    string Checkpoint,
    CompiledParts? Compiled = null) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "plan/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;

    /// <summary>What the signature accepts for each class of misfit.</summary>
    public IReadOnlyDictionary<Misfit, FitTreatment> Treatments() => Misfits
        .Where(misfit => misfit.Kind is not (MisfitKind.Unreadable or MisfitKind.NotJoined))
        .ToDictionary(misfit => new Misfit(misfit.Type, misfit.Field, misfit.Kind), misfit => misfit.Treatment);

    /// <summary>How far a count may be from the planned one: the instruction's tolerance, in percent, rounded up.</summary>
    public long ToleranceOf(long planned) => (planned * TolerancePercent + 99) / 100;
}

/// <summary>A document named by its number and the hash of its exact bytes.</summary>
/// <param name="Id">Number.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record DocumentReference(string Id, string Sha256);

/// <summary>The source of a plan.</summary>
/// <param name="Connection">Name in <c>connections.yaml</c>.</param>
/// <param name="Profile">Profile name and hash.</param>
/// <param name="Engine">Engine.</param>
/// <param name="SchemaSha256">Hash of the tables as they were.</param>
/// <param name="CodeListsSha256">Hash of the code tables as they were, or null.</param>
/// <param name="Consistency">How one state of the source is read.</param>
public sealed record PlannedSource(
    string Connection, DocumentReference Profile, string Engine, string SchemaSha256, string? CodeListsSha256,
    ReadConsistency Consistency);

/// <summary>The target of a plan.</summary>
/// <param name="Connection">Name in <c>connections.yaml</c>.</param>
/// <param name="Profile">Profile name and hash.</param>
/// <param name="Description">What it can hold, as it described itself.</param>
/// <param name="Table">The one table of ours that stands in the target until acceptance or stop.</param>
public sealed record PlannedTarget(
    string Connection, DocumentReference Profile, TargetDescription Description, string Table);

/// <summary>A free-text field that passes by name.</summary>
/// <param name="Type">Record type.</param>
/// <param name="Field">Field.</param>
/// <param name="Reason">Why, as the instruction says it.</param>
public sealed record ListedFreeText(string Type, string Field, string Reason);

/// <summary>Values of one kind that the target cannot hold.</summary>
/// <param name="Type">Record type.</param>
/// <param name="Field">Field.</param>
/// <param name="Kind">What does not fit.</param>
/// <param name="Records">Records concerned.</param>
/// <param name="Patients">Patients concerned; 0 for shared records.</param>
/// <param name="Treatment">What is done with them.</param>
/// <param name="Lacks">
/// Codes among them that the target's profile names and its catalogue does not have, by column and code; null when none.
/// </param>
/// <param name="NotNamed">
/// With <paramref name="Lacks"/>: records whose code stands in no profile's list for the target. It is never told. Otherwise null.
/// </param>
public sealed record PlannedMisfit(
    string Type, string Field, MisfitKind Kind, long Records, long Patients, FitTreatment Treatment,
    IReadOnlyList<PlannedLack>? Lacks = null, long? NotNamed = null);

/// <summary>A code that the target's catalogue does not have, and whom it keeps back.</summary>
/// <param name="Code">The record's code, as the target's profile says it.</param>
/// <param name="Written">The same as the target writes it: what its catalogue would have to hold.</param>
/// <param name="Column">Table and column of the catalogue.</param>
/// <param name="Records">Records concerned.</param>
/// <param name="Patients">Patients concerned; 0 for shared records.</param>
public sealed record PlannedLack(string Code, string Written, string Column, long Records, long Patients);

/// <summary>Counts of a passage.</summary>
/// <param name="Patients">Patients.</param>
/// <param name="Records">Records by type name.</param>
/// <param name="PlainBytes">Bytes of FHIR NDJSON.</param>
public sealed record PassageCounts(long Patients, IReadOnlyDictionary<string, long> Records, long PlainBytes);

/// <summary>Limits at which the source gate stops itself, tolerance included.</summary>
/// <param name="Patients">Most patients.</param>
/// <param name="Records">Most records of all types.</param>
/// <param name="PlainBytes">Most bytes of FHIR NDJSON.</param>
/// <param name="PatientsMin">Fewest patients: a source that gives fewer has changed, or failed.</param>
public sealed record PassageLimits(long Patients, long Records, long PlainBytes, long PatientsMin);

/// <summary>Someone to whom the parcels are sealed.</summary>
/// <param name="Recipient">age public key.</param>
/// <param name="Holder">Who holds the identity: <c>target-gate</c> or <c>controller</c>.</param>
/// <param name="Where">Where, in words.</param>
public sealed record PlannedRecipient(string Recipient, string Holder, string Where);

/// <summary>Public keys of the gates, OpenSSH form without comment.</summary>
public sealed record GateKeys(string Source, string Target);
