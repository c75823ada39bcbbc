using Ecluse.Documents;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>Everything that a dry run is bound to before it begins.</summary>
/// <param name="Contract">Contract in force.</param>
/// <param name="Instruction">Signed or drafted instruction.</param>
/// <param name="Environment"><c>production</c> or <c>test</c>.</param>
/// <param name="Scope">What the instruction lists.</param>
/// <param name="FreeText">Free-text fields that it lists, with reasons.</param>
/// <param name="ExpectedPatients">Patients that it expects.</param>
/// <param name="TolerancePercent">How far counts may leave what was expected or planned.</param>
/// <param name="Source">Connection and profile of the source.</param>
/// <param name="Target">Connection and profile of the target.</param>
/// <param name="Description">What the target can hold.</param>
/// <param name="Holds">Fields that can be read back from the target, by record type.</param>
/// <param name="Treatments">What the laboratory chose for classes of misfits.</param>
/// <param name="Recipients">To whom the parcels are sealed.</param>
/// <param name="Gates">Public keys of the gates.</param>
/// <param name="OneMachine">Whether keys and parcels will stand on one machine.</param>
/// <param name="EraseBy">When everything is erased.</param>
/// <param name="Fate"><c>delete</c> or <c>return</c>.</param>
/// <param name="Trial">Whether the target is a test system.</param>
/// <param name="Checkpoint">The journal's latest checkpoint.</param>
/// <param name="Compiled">Scope and profiles for gates that stand apart, or null.</param>
public sealed record PlanningOrder(
    DocumentReference Contract,
    DocumentReference Instruction,
    string Environment,
    Scope Scope,
    IReadOnlyList<ListedFreeText> FreeText,
    long ExpectedPatients,
    int TolerancePercent,
    PlannedSide Source,
    PlannedSide Target,
    TargetDescription Description,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Holds,
    IReadOnlyDictionary<Misfit, FitTreatment> Treatments,
    IReadOnlyList<PlannedRecipient> Recipients,
    GateKeys Gates,
    bool OneMachine,
    DateTimeOffset EraseBy,
    string Fate,
    bool Trial,
    string Checkpoint,
    CompiledParts? Compiled = null)
{
    /// <summary>Whether the target has a place for the field.</summary>
    internal bool Describes(RecordType type, RecordField field) =>
        Description.Fields.Any(held => held.Type == type.Name && held.Field == field.Name);

    /// <summary>Whether a misfit leaves its patient out.</summary>
    internal bool Leaves(Misfit misfit) =>
        Treatments.GetValueOrDefault(misfit, Fitting.DefaultOf(misfit)) == FitTreatment.LeavePatientOut;
}

/// <summary>One side of a plan.</summary>
/// <param name="Connection">Name in <c>connections.yaml</c>.</param>
/// <param name="Profile">Profile name and hash.</param>
public sealed record PlannedSide(string Connection, DocumentReference Profile);
