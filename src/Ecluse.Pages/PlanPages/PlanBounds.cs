using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Plans;
using Ecluse.Records;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>What passes of each record type, and what each bound leaves behind.</summary>
internal static class PlanBounds
{
    public static Html Write(PlanView view, Pen pen)
    {
        var table = new Table(
            pen.Say("What passes and what stays, by record type", "Ce qui passe et ce qui reste, par type"),
            pen.Say("Record", "Enregistrement"), Column.Number(pen.Say("At the source", "À la source")),
            Column.Number(pen.Say("Passes", "Passe")), pen.Say("Stays, and why", "Reste, et pourquoi"));
        foreach (var type in view.Plan.Types.Where(type => type.Total > 0 || type.Listed))
        {
            var expected = view.Plan.Expected.Records.GetValueOrDefault(type.Type);
            table.Add(
                Html.Text(PlanWords.Type(type.Type, pen.Language)), Html.Text(pen.Number(type.Total)),
                Html.Text(pen.Number(type.Listed ? expected : 0L)), Why(type, expected, view, pen));
        }

        return Parts.Section(
            pen.Say("Bounds, and what stays", "Bornes, et ce qui reste"),
            Html.Text(pen.Say("The filter stands at the source, before anything is written", "Le filtre est posé à la source, avant toute écriture")),
            table.Write());
    }

    private static Html Why(TypeSurvey type, long expected, PlanView view, Pen pen)
    {
        var reasons = type.Left.Where(left => left.Count > 0).Select(left => (left.Count, Reason(left.Reason, type.Type, view, pen))).ToList();
        if (type.Listed && type.Passing > expected)
        {
            reasons.Add((type.Passing - expected, PlanWords.Reason(LeftReason.PatientLeftOutByTreatment, pen.Language)));
        }

        return reasons.Count == 0
            ? Html.Of($"<span class=\"none\">{pen.Say("nothing stays", "rien ne reste")}</span>")
            : Html.Join(reasons.Select((reason, at) => Html.Of(
                $"{(at > 0 ? Html.Of($"<br>") : Html.None)}<b>{pen.Number(reason.Count)}</b> {reason.Item2}")));
    }

    private static string Reason(LeftReason reason, string type, PlanView view, Pen pen) => (reason, view.LastVisitOnOrAfter) switch
    {
        (LeftReason.PatientBeforeBound, { } day) when type == RecordType.Patient.Name => pen.Say(
            $"last seen before {Dates.Day(day, Language.English)}", $"vus avant le {Dates.Day(day, Language.French)}"),
        (LeftReason.PatientBeforeBound, { } day) => pen.Say(
            $"of patients last seen before {Dates.Day(day, Language.English)}", $"de patients vus avant le {Dates.Day(day, Language.French)}"),
        _ => pen.Say(PlanWords.Reason(reason, Language.English), PlanWords.Reason(reason, Language.French)),
    };
}
