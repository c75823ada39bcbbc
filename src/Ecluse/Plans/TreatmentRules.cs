using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>Whether the target can take what the chosen treatments put into it.</summary>
internal static class TreatmentRules
{
    /// <summary>Checks each treatment against the target's description, before anything is counted.</summary>
    /// <exception cref="Errors.EcluseException"><c>PLAN-009</c>, <c>PLAN-010</c>.</exception>
    public static void Check(PlanningOrder order)
    {
        foreach (var (misfit, treatment) in order.Treatments)
        {
            RecordType.TryFind(misfit.Type, out var type);
            if (!type!.IsShared && IsRemarked(treatment) && (Fitting.NoteField(type) is not { } note || !order.Describes(type, note)))
            {
                throw PlanErrors.NowhereToSay(misfit);
            }

            if (treatment == FitTreatment.AttachAsDocument
                && !order.Describes(RecordType.Document, RecordType.Document.Field("content")))
            {
                throw PlanErrors.NoDocuments(misfit);
            }
        }
    }

    /// <summary>Whether Écluse's own remarks may stand in the field: then it is compared by value too.</summary>
    public static bool WritesInto(PlanningOrder order, RecordType type, RecordField field) =>
        Fitting.NoteField(type) == field
        && order.Treatments.Any(pair => pair.Key.Type == type.Name && IsRemarked(pair.Value));

    private static bool IsRemarked(FitTreatment treatment) =>
        treatment is FitTreatment.LeaveValueOut or FitTreatment.AttachAsDocument;
}
