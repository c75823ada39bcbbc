using Ecluse.Accounts;
using Ecluse.Drawing;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>
/// How the signatory looks at the sample and signs, and the form that takes the signed acceptance in. The sample shows patients: it is
/// drawn at the laboratory's side by the command or, where both gates are in this process, in the signatory's own browser.
/// </summary>
internal static class AcceptancePage
{
    public static IResult Answer(HttpContext context, PassageNow now)
    {
        var view = now.View;
        var pen = new Pen(ConsolePage.LanguageOf(context), view.Zone);
        var title = pen.Say("Acceptance", "Recette");
        var who = now.Signatories.Count == 0 ? pen.Say("A signatory", "Un signataire") : string.Join(pen.Say(" or ", " ou "), now.Signatories);
        var body = view.State == PassageState.Reconciled && !now.Work.Plan.Trial ? Form(now, SignedIn.Of(context).Account, pen) : Pages.Empty(
            pen.Say("No acceptance is awaited now", "Aucune recette n’est attendue maintenant"),
            pen.Say("It comes after a reconciliation without differences; a trial has none.", "Elle vient après un rapprochement sans écart ; un essai n’en a pas."));
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head($"/passages/{view.Passage}", pen.Say($"Passage {view.Passage}", $"Passage {view.Passage}"), title, Html.Text(pen.Say(
                $"{who} looks at a sample of patients, raw columns beside raw columns, and signs the list seen.",
                $"{who} regarde un échantillon de patients, colonnes brutes en regard, et signe la liste vue.")))}
            {body}
            """));
    }

    private static Html Form(PassageNow now, Account account, Pen pen) => Html.Of(
        $"""
        <div class="halves"><div class="panel pad form"><h2>{pen.Say("1. Look and sign", "1. Regarder et signer")}</h2>
        {Here(now, account, pen)}
        <p class="muted">{pen.Say("The sample shows patients: it is drawn on the machine where both systems are reached, on the signatory’s terminal and nowhere else. The line is the signatory’s own; with it neither side chooses alone.", "L’échantillon montre des patients : il se tire sur la machine qui joint les deux systèmes, sur le terminal du signataire et nulle part ailleurs. La ligne est celle du signataire ; avec elle, aucun côté ne choisit seul.")}</p>
        {Parts.Command($"ecluse passage sample {now.View.Passage} --line \"{pen.Say("A LINE OF YOUR OWN", "UNE LIGNE À VOUS")}\" -o acceptance.json")}
        {Parts.Command($"ecluse sign acceptance.json --key {pen.Say("KEY", "CLÉ")}")}
        <p class="small muted">{pen.Say("Or with OpenSSH alone:", "Ou avec OpenSSH seul :")}</p>
        {Parts.Command($"ssh-keygen -Y sign -n acceptance@ecluse -f {pen.Say("KEY", "CLÉ")} acceptance.json")}
        <p class="small muted">{pen.Say("Or here in the browser, with a signing passkey:", "Ou ici dans le navigateur, avec une clé d’accès de signature :")} <a href="/signing">{pen.Say("Signing", "Signature")}</a></p></div>
        <form class="panel pad form" method="post" action="/passages/{now.View.Passage}/acceptance" enctype="multipart/form-data">
        <h2>{pen.Say("2. Hand both in", "2. Remettre les deux")}</h2>
        {Pages.FileField("acceptance", "acceptance.json", pen)}
        {Pages.FileField("signature", "acceptance.json.sig", pen)}
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Hand the acceptance in", "Remettre la recette")}</button></p></form></div>
        """);

    // Both gates in this process: the signatory may look here, and nobody else.
    private static Html Here(PassageNow now, Account account, Pen pen) => !now.Work.Plan.OneMachine || !account.May(Right.SeeSample)
        ? Html.None
        : Html.Of(
            $"""
            <p class="btn-row"><a class="btn btn-1" href="/passages/{now.View.Passage}/sample">{Icons.Of("eye")}{pen.Say("Look at the sample here", "Regarder l’échantillon ici")}</a></p>
            <p>{pen.Say("The stronger way, and the one for a first passage, is on the laboratory’s own machine:", "La voie la plus forte, et celle d’un premier passage, est sur la machine du laboratoire :")}</p>
            """);
}
