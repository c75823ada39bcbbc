using Ecluse.Drawing;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Plans;
using Ecluse.Records;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>The page to sign a plan from: what will leave, what will not, and what the signature accepts.</summary>
public static class PlanPage
{
    /// <summary>Writes the page: one HTML document that needs nothing beside it.</summary>
    /// <param name="view">The plan and what surrounds it.</param>
    /// <param name="language">The page's one language.</param>
    /// <param name="otherLanguageFile">File name of the other language's page, written beside this one; null for no link.</param>
    public static string Render(PlanView view, Language language, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var pen = new Pen(language, view.Zone);
        return new Sheet(
            $"Plan {view.Plan.Id}", Body(view, pen), $"sha256 {view.PlanSha256}.", otherLanguageFile).Write(pen);
    }

    /// <summary>What stands in the page, whatever frame it is put in.</summary>
    internal static Html Body(PlanView view, Pen pen)
    {
        var plan = view.Plan;
        var sentence = Html.Of(
            $"{pen.Say("Dry run of ", "Plan établi à blanc le ")}{pen.Instant(plan.CreatedAt)} ({pen.Say(view.Zone.Name)}){pen.Say(": counts only, nothing copied. This is what will leave, and what will not.", " : des comptes, rien de copié. Voici ce qui sortira, et ce qui ne sortira pas.")}");
        return Html.Of(
            $"""
            {Parts.Head($"Plan {plan.Id}", view.Laboratory, sentence)}
            {Warnings(plan, pen)}{Volume(view, pen)}{PlanBounds.Write(view, pen)}{ColumnMap.Write(plan, pen)}{Inspection.Write(plan, pen)}{PlanFit.Write(plan, pen)}{PlanTerms.Write(view, pen)}{PlanSignature.Write(view, pen)}
            """);
    }

    internal static long AtSource(Plan plan) => Patients(plan).Total;

    internal static TypeSurvey Patients(Plan plan) => plan.Types.Single(type => type.Type == RecordType.Patient.Name);

    private static Html Warnings(Plan plan, Pen pen)
    {
        var notes = new List<Html>();
        if (plan.Trial)
        {
            notes.Add(Parts.Note("warn", "warn", pen.Say("This is a trial.", "Ceci est un essai."), Html.Text(pen.Say(
                "The target is a test system; what the trial wrote is taken out of it again when it is stopped, or in the hour before the erase-by.",
                "La cible est un système d’essai ; ce que l’essai y écrit en est retiré à son arrêt, ou dans l’heure qui précède l’échéance."))));
        }

        if (plan.Columns.Where(column => column.Class is null).Select(column => $"{column.Table}.{column.Column}").ToList() is { Count: > 0 } unclassed)
        {
            notes.Add(Parts.Note("warn", "warn",
                pen.Say($"{pen.Count(unclassed.Count, "column has", "columns have", "colonne n’a", "colonnes n’ont")} no class.", $"{pen.Count(unclassed.Count, "column has", "columns have", "colonne n’a", "colonnes n’ont")} pas de classe."),
                Html.Text(pen.Say("They cannot be listed; no value of theirs leaves the engine.", "Elles ne peuvent pas être listées ; aucune de leurs valeurs ne sort de la base."))));
        }

        return notes.Count == 0 ? Html.None : Html.Of($"<section class=\"notes\">{notes}</section>");
    }

    private static Html Volume(PlanView view, Pen pen)
    {
        var (total, passing) = (AtSource(view.Plan), view.Plan.Expected.Patients);
        var left = total - passing;
        var title = pen.Say("Volume", "Volume");
        return Html.Of(
            $"""<section aria-label="{title}"><div class="big3"><div><p class="fact-l">{pen.Say("At the source", "À la source")}</p><p class="fact-n">{pen.Number(total)}</p><p class="fact-d">{pen.Say("patients", "patients")}</p></div><div><p class="fact-l">{Swatch.Passed}{pen.Say("Pass", "Passent")}</p><p class="fact-n">{pen.Number(passing)}</p><p class="fact-d">{pen.Percent(passing, total)}</p></div><div><p class="fact-l">{Swatch.Left}{pen.Say("Stay", "Restent")}</p><p class="fact-n">{pen.Number(left)}</p><p class="fact-d">{pen.Percent(left, total)}</p></div></div>{Bars.Stacked(passing, 0, 0, left)}</section>""");
    }
}
