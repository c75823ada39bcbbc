using Ecluse.Accounts;
using Ecluse.ContractPages;
using Ecluse.Contracts.Prose;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Contracts;

/// <summary>The forms that take a contract in, and what a check of one found.</summary>
internal static class NewContractPage
{
    public static IResult Form(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        return Answer(context, pen, Html.Of(
            $"""
            <div class="halves"><form class="panel pad form" method="post" action="/contracts/check" enctype="multipart/form-data">
            <h2>{pen.Say("Read one", "En lire un")}</h2>
            <p class="muted">{pen.Say("A record (.yaml), or a contract as it was written (.docx, .pdf, .md, .txt): each point of article 28, there, not concrete, or absent. Nothing is kept, nothing opens.", "Une fiche (.yaml), ou un contrat tel qu’il est écrit (.docx, .pdf, .md, .txt) : chaque point de l’article 28, présent, pas concret ou absent. Rien n’est gardé, rien ne s’ouvre.")}</p>
            {Pages.FileField("document", pen.Say("Record or contract", "Fiche ou contrat"), pen)}
            <p class="btn-row"><button class="btn" type="submit">{pen.Say("Check it", "Le contrôler")}</button></p></form>
            {Keep(SignedIn.Of(context).Account, pen)}</div>
            """));
    }

    /// <summary>A record's check.</summary>
    public static IResult Record(HttpContext context, ContractView view)
    {
        var pen = ConsolePage.PenOf(context);
        return ConsolePage.Answer(context, pen, pen.Say($"Contract {view.Number}", $"Contrat {view.Number}"), Html.Of(
            $"""{ContractPage.Body(view, pen)}<p class="btn-row"><a class="btn" href="/contracts/new">{pen.Say("Back", "Retour")}</a></p>"""));
    }

    /// <summary>What was found in a contract as it was written.</summary>
    public static IResult Prose(HttpContext context, ProseReport report)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Point by point", "Point par point");
        var table = new Table(title, pen.Say("Point", "Point"), pen.Say("Asked for by", "Demandé par"), pen.Say("State", "État"), pen.Say("The sentence found", "La phrase trouvée"));
        foreach (var finding in report.Findings)
        {
            table.Add(
                Html.Text(pen.Say(finding.Point.Title)), Html.Of($"""<span class="nw">{pen.Say(finding.Point.Source, finding.Point.Source.Replace("GDPR", "RGPD", StringComparison.Ordinal))}</span>"""),
                Tag(finding.Verdict, pen), Html.Text(finding.Quote is { } quote ? pen.Say($"“{quote}”", $"« {quote} »") : ""));
        }

        var counts = pen.Say(
            $"{report.Count(ProseVerdict.Present)} present, {report.Count(ProseVerdict.Restated)} restated, {report.Count(ProseVerdict.Obsolete)} obsolete, {report.Count(ProseVerdict.Absent)} absent.",
            $"{report.Count(ProseVerdict.Present)} présents, {report.Count(ProseVerdict.Restated)} recopiés, {report.Count(ProseVerdict.Obsolete)} périmés, {report.Count(ProseVerdict.Absent)} absents.");
        var repealed = report.RepealedLaw.Select(sentence => Parts.Note(
            "bad", "stop", pen.Say("It cites repealed law", "Il cite du droit abrogé"), Html.Text(pen.Say($"“{sentence}”", $"« {sentence} »"))));
        return Answer(context, pen, Html.Of(
            $"""
            <section class="notes">{Parts.Note("", "eye", counts, Html.Text(pen.Say("A reading aid: it opens nothing; only a signed record does.", "Aide à la lecture : elle n’ouvre rien ; seule une fiche signée le fait.")))}{repealed}</section>
            {Parts.Section(title, Html.None, table.Write())}
            <p class="btn-row"><a class="btn" href="/contracts/new">{pen.Say("Back", "Retour")}</a></p>
            """));
    }

    private static IResult Answer(HttpContext context, Pen pen, Html body)
    {
        var title = pen.Say("Hand in a contract", "Remettre un contrat");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head("/contracts", pen.Say("Contracts", "Contrats"), title, Html.Text(pen.Say(
                "The record says, field by field, what the contract says; both parties sign its very bytes.",
                "La fiche dit, champ par champ, ce que dit le contrat ; les deux parties signent ses octets mêmes.")))}
            {body}
            """));
    }

    private static Html Keep(Account account, Pen pen) => !account.May(Right.AddContracts) ? Html.None : Html.Of(
        $"""
        <form class="panel pad form" method="post" action="/contracts/new" enctype="multipart/form-data"><h2>{pen.Say("Keep a signed one", "En garder un, signé")}</h2>
        {Pages.FileField("record", pen.Say("Record (contract.yaml)", "Fiche (contract.yaml)"), pen)}
        {Pages.FileField("controller", pen.Say("The laboratory’s signature (.sig)", "La signature du laboratoire (.sig)"), pen)}
        {Pages.FileField("processor", pen.Say("The processor’s signature (.sig)", "La signature du sous-traitant (.sig)"), pen)}
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Keep it", "Le garder")}</button></p></form>
        """);

    private static Html Tag(ProseVerdict verdict, Pen pen) => verdict switch
    {
        ProseVerdict.Present => Parts.Tag("check", pen.Say(verdict.Name()), "ok"),
        ProseVerdict.Absent => Parts.Tag("stop", pen.Say(verdict.Name()), "bad"),
        _ => Parts.Tag("warn", pen.Say(verdict.Name()), "warn"),
    };
}
