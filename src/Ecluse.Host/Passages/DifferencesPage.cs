using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>What the target refused, with a decision to make on each kind; and the three legs of the reconciliation, what differs first.</summary>
internal static class DifferencesPage
{
    public static IResult Answer(HttpContext context, PassageNow now)
    {
        var view = now.View;
        var pen = new Pen(ConsolePage.LanguageOf(context), view.Zone);
        var title = pen.Say("Differences", "Écarts");
        var refused = view.Rejects.Sum(reject => reject.Patients);
        var sentence = view.Reconciliation is { } legs
            ? legs is { ByValueHolds: true, FiguresHold: true }
                ? pen.Say("Source and target agree, patient by patient and figure by figure.", "Source et cible concordent, patient par patient et chiffre par chiffre.")
                : pen.Say("Source and target differ: what differs stands first.", "Source et cible diffèrent : ce qui diffère est montré d’abord.")
            : pen.Say("Nothing was compared yet.", "Rien n’a encore été comparé.");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head($"/passages/{view.Passage}", pen.Say($"Passage {view.Passage}", $"Passage {view.Passage}"), title, Html.Text(sentence))}
            {PassageTables.Rejects(view, pen)}{Decide(now, SignedIn.Of(context).Account, pen)}{ReconciliationPart.Write(view, pen)}
            {(refused == 0 && view.Reconciliation is null ? Pages.Empty(pen.Say("Nothing to tell yet", "Rien à dire encore"), pen.Say("Differences are found when source and target are compared.", "Les écarts se voient quand la source et la cible sont comparées.")) : Html.None)}
            """));
    }

    private static Html Decide(PassageNow now, Account account, Pen pen)
    {
        var open = now.View.Rejects.Where(reject => reject.Decision is null).ToList();
        if (open.Count == 0 || now.View.State != PassageState.Loaded || now.IsAtWork || !account.May(Right.RunPassages))
        {
            return Html.None;
        }

        var at = $"/passages/{now.View.Passage}/rejects";
        var forms = open.Select(reject => Html.Of(
            $"""
            <div class="panel pad form"><h3><code>{reject.Code}</code> <span class="muted">{pen.Patients(reject.Patients)}</span></h3>
            <form class="form" method="post" action="{at}/skip"><input type="hidden" name="which" value="{reject.Code}"><p class="field"><label for="r-{reject.Code}">{pen.Say("Why they stay out; name no patient", "Pourquoi ils restent dehors ; ne nommer aucun patient")}</label><input id="r-{reject.Code}" name="reason" required maxlength="500" autocomplete="off"></p><p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("They stay out", "Ils restent dehors")}</button></p></form>
            <form method="post" action="{at}/retry"><input type="hidden" name="which" value="{reject.Code}"><p class="btn-row"><button class="btn" type="submit">{pen.Say("Try them once more", "Les essayer encore")}</button></p></form></div>
            """));
        return Parts.Section(
            pen.Say("Decide", "Décider"), Html.Text(pen.Say("By code; who they are stays sealed for the laboratory", "Par code ; qui ils sont reste scellé pour le laboratoire")),
            Html.Of($"""<div class="halves">{forms}</div>"""));
    }
}
