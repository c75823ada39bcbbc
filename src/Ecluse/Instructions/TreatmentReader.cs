using Ecluse.Documents;
using Ecluse.Records;

namespace Ecluse.Instructions;

/// <summary>Reads what is done with values that the target cannot hold, class by class (design, section 5, fit check).</summary>
internal sealed class TreatmentReader(ProblemList problems)
{
    private static readonly string[] InDocument = ["title", "media-type", "content"];

    private static readonly Dictionary<string, MisfitKind> Kinds = new()
    {
        ["too-long"] = MisfitKind.TooLong,
        ["unknown-code"] = MisfitKind.UnknownCode,
        ["missing"] = MisfitKind.Missing,
        ["too-precise"] = MisfitKind.TooPrecise,
        ["partial-date"] = MisfitKind.PartialDate,
        ["outside-repertoire"] = MisfitKind.OutsideRepertoire,
        ["not-held"] = MisfitKind.NotHeld,
    };

    private static readonly Dictionary<string, FitTreatment> Treatments = new()
    {
        ["leave-patient-out"] = FitTreatment.LeavePatientOut,
        ["leave-value-out"] = FitTreatment.LeaveValueOut,
        ["attach-as-document"] = FitTreatment.AttachAsDocument,
    };

    internal IReadOnlyDictionary<Misfit, FitTreatment> Read(DocumentSequence? list, Scope scope)
    {
        var chosen = new Dictionary<Misfit, FitTreatment>();
        foreach (var node in list?.Mappings ?? [])
        {
            var misfit = new Misfit(node.Text("type")!, node.Text("field")!, Kinds[node.Text("misfit")!]);
            var treatment = Treatments[node.Text("treatment")!];
            if (IsPossible(node, misfit, treatment, scope) && !chosen.TryAdd(misfit, treatment))
            {
                problems.Add("INSTRUCTION-013", node, new("this class is decided twice", "cette classe est décidée deux fois"));
            }
        }

        return chosen;
    }

    private bool IsPossible(DocumentMapping node, Misfit misfit, FitTreatment treatment, Scope scope)
    {
        if (!scope.Lists(misfit.Type, misfit.Field))
        {
            problems.Add("INSTRUCTION-013", node, new(
                $"{misfit.Type}.{misfit.Field} is not listed: nothing of it passes, so nothing of it can fail to fit",
                $"{misfit.Type}.{misfit.Field} n’est pas listé : rien n’en passe, rien ne peut donc ne pas entrer"));
            return false;
        }

        if (treatment == FitTreatment.LeavePatientOut)
        {
            return true;
        }

        RecordType.TryFind(misfit.Type, out var type);
        var problem = Problem(type!, type!.Field(misfit.Field), misfit.Kind, treatment, scope);
        if (problem is not null)
        {
            problems.Add("INSTRUCTION-014", node, problem.Value);
        }

        return problem is null;
    }

    private static Errors.Text? Problem(
        RecordType type, RecordField field, MisfitKind kind, FitTreatment treatment, Scope scope) =>
        field.Kind is FieldKind.Key or FieldKind.Reference ? new(
            "a key or a reference cannot be left out: without it the record belongs to nobody",
            "une clé ou un renvoi ne peut être laissé : sans lui l’enregistrement n’est à personne")
        : kind == MisfitKind.Missing ? new(
            "a value that is missing cannot be left out or attached: leave-patient-out is the only choice",
            "une valeur absente ne peut être ni laissée ni jointe : leave-patient-out est le seul choix")
        : treatment != FitTreatment.AttachAsDocument ? null
        : type.IsShared || type == RecordType.Document ? new(
            "only a value of a patient’s record can be attached as a document of his",
            "seule une valeur d’un enregistrement de patient peut être jointe à son dossier")
        : InDocument.All(name => scope.Lists(RecordType.Document.Name, name)) ? null
        : new(
            "attach-as-document needs the record type document with title, media-type and content in the list",
            "attach-as-document demande le type document avec title, media-type et content dans la liste");
}
