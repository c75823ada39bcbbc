using System.Text.Json;
using System.Text.Json.Serialization;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>
/// How the documents are written and read that pass through a gate, made when the program is built: compiled to machine code
/// (<c>ecluse-gate</c>) it has no reflection to find their members with.
/// </summary>
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(TargetDescription))]
[JsonSerializable(typeof(TargetOrder))]
[JsonSerializable(typeof(TargetOffer))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(RowsLeft))]
[JsonSerializable(typeof(ReconciliationReport))]
[JsonSerializable(typeof(Postponement))]
[JsonSerializable(typeof(Certificate))]
[JsonSerializable(typeof(CertificateFile))]
[JsonSerializable(typeof(Destruction))]
[JsonSerializable(typeof(DestructionStatement))]
[JsonSerializable(typeof(DestroyedAhead))]
[JsonSerializable(typeof(LogWitness))]
internal sealed partial class GateForms : JsonSerializerContext
{
    /// <summary>Of these documents.</summary>
    public static JsonSerializerOptions Documents { get; } = CanonicalDocument.Form(
        new GateForms(),
        [
            Words<ReadConsistency>(), Words<LeftReason>(), Words<ColumnUse>(), Words<TimeUnit>(), Words<LoadPromise>(),
            Words<ParcelKind>(), Words<PassageState>(), Words<UndatedRule>(), Words<MisfitKind>(), Words<FitTreatment>(), Words<DataClass>(),
        ]);

    private static JsonStringEnumConverter<T> Words<T>()
        where T : struct, Enum => new(JsonNamingPolicy.KebabCaseLower);
}
