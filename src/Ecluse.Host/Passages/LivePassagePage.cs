using Ecluse.Accounts;
using Ecluse.Drawing;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.PassagePages;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>A passage's page: the five answers beside the lock; then record types, rejects, steps. What is marked live follows the passage.</summary>
internal static class LivePassagePage
{
    public static IResult Answer(HttpContext context, PassageNow now)
    {
        var view = now.View;
        var pen = new Pen(ConsolePage.LanguageOf(context), view.Zone);
        var title = pen.Say($"Passage {view.Passage}", $"Passage {view.Passage}");
        return ConsolePage.Answer(
            context, pen, $"{view.Laboratory}, {title}", Html.Of(
                $"""
                {Head(context, now, title, pen)}
                <div class="now"><section id="lock" data-live aria-label="{pen.Say("The lock", "L’écluse")}"><div class="sec-h"><p class="nw">{PassagePage.StateTag(view, pen)}</p><p>{Signed(view, pen)}</p></div>{LockPart.Write(view, pen, hasFacts: false)}</section>
                {Answers.Write(now, pen)}</div>
                <div class="cols"><div id="types" data-live>{PassagePage.Notes(view, pen)}{PassageTables.Types(view, pen)}{PassageTables.Rejects(view, pen)}</div><div>{Papers(now, SignedIn.Of(context).Account, pen)}<div id="steps" data-live>{PassagePage.Steps(view, pen)}</div></div></div>
                """),
            feed: $"/passages/{view.Passage}/live");
    }

    private static Html Head(HttpContext context, PassageNow now, string title, Pen pen) => Html.Of(
        $"""<div class="head"><p class="crumbs"><a href="/">{pen.Say("Passages", "Passages")}</a> / {title}</p><div><h1>{now.View.Laboratory}</h1><p class="lede" id="told" role="status" data-live="text">{PassagePage.Sentence(now.View, pen)}</p></div>{PassageActs.Write(now, SignedIn.Of(context).Account, pen)}</div><div class="step" aria-hidden="true"></div>""");

    private static Html Papers(PassageNow now, Account account, Pen pen)
    {
        var view = now.View;
        var at = $"/passages/{view.Passage}";
        (string Path, string Name)[] papers =
        [
            ($"{at}/plan", pen.Say("The signed plan", "Le plan signé")), ($"{at}/differences", pen.Say("Differences and refused", "Écarts et refusés")),
            .. view.State == Ecluse.Passages.PassageState.Erased ? [($"{at}/certificate", pen.Say("The certificate", "Le certificat"))] : ((string, string)[])[],
            .. account.May(Right.HandInSignatures) && PostponementPage.IsPossible(now) ? [($"{at}/postponement", pen.Say("A later erasure…", "Un effacement plus tardif…"))] : ((string, string)[])[],
            ($"{at}/dossier", pen.Say("The auditor’s zip", "Le zip de l’auditeur")),
        ];
        return Html.Of(
            $"""<nav class="papers" aria-label="{pen.Say("Papers", "Documents")}"><h2>{pen.Say("Papers", "Documents")}</h2><ul>{papers.Select(paper => Html.Of($"<li><a href=\"{paper.Path}\">{paper.Name}</a></li>"))}</ul><p class="small"><a href="/hosting">{pen.Say("Hosting", "Hébergement")}</a>{pen.Say(": ", " : ")}{pen.Say(now.Hosting?.Words ?? new("nothing is stated", "rien n’est déclaré"))}</p></nav>""");
    }

    private static string Signed(PassageView view, Pen pen)
    {
        var by = view.ApprovedBy is null ? "" : pen.Say($", signed by {view.ApprovedBy}", $", signé par {view.ApprovedBy}");
        return pen.Say($"Contract {view.Contract}, plan {view.PlanSha256[..8]}{by}", $"Contrat {view.Contract}, plan {view.PlanSha256[..8]}{by}");
    }
}
