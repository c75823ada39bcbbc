using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.ContractPages;

/// <summary>The page of a contract's check: each mention that the law asks for, present, not concrete or absent.</summary>
public static class ContractPage
{
    /// <summary>Writes the page: one HTML document that needs nothing beside it.</summary>
    /// <param name="view">The verdict and what surrounds it.</param>
    /// <param name="language">The page's one language.</param>
    /// <param name="otherLanguageFile">File name of the other language's page, written beside this one; null for no link.</param>
    public static string Render(ContractView view, Language language, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var pen = new Pen(language, view.Zone);
        return new Sheet(
            pen.Say($"Contract {view.Number}", $"Contrat {view.Number}"), Body(view, pen), $"sha256 {view.RecordSha256}.", otherLanguageFile).Write(pen);
    }

    /// <summary>What stands in the page, whatever frame it is put in.</summary>
    internal static Html Body(ContractView view, Pen pen)
    {
        var verdict = view.Verdict;
        var sentence = Html.Of(
            $"{pen.Say("Checked as of ", "Contrôlé au ")}{pen.Instant(verdict.At)} ({pen.Say(view.Zone.Name)}).");
        return Html.Of(
            $"""
            {Parts.Head(pen.Say($"Contract {view.Number}", $"Contrat {view.Number}"), view.Laboratory, sentence)}
            {State(verdict, pen)}{Reasons(verdict, pen)}{Points(view, pen)}
            """);
    }

    private static Html State(ContractVerdict verdict, Pen pen)
    {
        var present = verdict.Findings.Count(finding => finding.State == FindingState.Present);
        var count = pen.Say(
            $"{present} of {pen.Count(verdict.Findings.Count, "point", "points", "point", "points")} there with something concrete.",
            $"Points présents, avec du concret : {present} sur {verdict.Findings.Count}.");
        var note = verdict.InForce
            ? Parts.Note("ok", "check", pen.Say("In force: an instruction may be given under it.", "En vigueur : une instruction peut être donnée sous ce contrat."), Html.Text(count))
            : Parts.Note("bad", "stop", pen.Say("Not in force: no passage opens under it.", "Pas en vigueur : aucun passage ne peut s’ouvrir sous ce contrat."), Html.Text(count));
        return Html.Of($"<section class=\"notes\">{note}</section>");
    }

    private static Html Reasons(ContractVerdict verdict, Pen pen)
    {
        var title = pen.Say("Why it is not in force", "Pourquoi il n’est pas en vigueur");
        var table = new Table(title, "Code", pen.Say("Reason", "Raison"));
        foreach (var reason in verdict.Reasons)
        {
            table.Add(Parts.Code(reason.Code), Html.Text(pen.Say(reason.Reason)));
        }

        return verdict.InForce ? Html.None : Parts.Section(title, Html.None, table.Write());
    }

    private static Html Points(ContractView view, Pen pen)
    {
        var last = view.Said is null ? pen.Say("What is missing", "Ce qui manque") : pen.Say("What it says, or what is missing", "Ce qu’il dit, ou ce qui manque");
        var title = pen.Say("Point by point", "Point par point");
        var table = new Table(title, pen.Say("Point", "Point"), pen.Say("Asked for by", "Demandé par"), pen.Say("State", "État"), last);
        foreach (var finding in view.Verdict.Findings)
        {
            var state = finding.State switch
            {
                FindingState.Present => Parts.Tag("check", pen.Say("present", "présent"), "ok"),
                FindingState.NotConcrete => Parts.Tag("warn", pen.Say("not concrete", "pas concret"), "warn"),
                _ => Parts.Tag("stop", pen.Say("absent", "absent"), "bad"),
            };
            table.Add(
                Html.Text(pen.Say(finding.Title)), Html.Of($"<span class=\"nw\">{finding.SourceIn(pen.Language)}</span>"), state,
                Html.Text(finding.State == FindingState.Present ? view.Said?.GetValueOrDefault(finding.Point) ?? "" : pen.Say(finding.Why)));
        }

        return Parts.Section(title, Html.Text(pen.Say("In the order of the law", "Dans l’ordre de la loi")), table.Write());
    }
}
