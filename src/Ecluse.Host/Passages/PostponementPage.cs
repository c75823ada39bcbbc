using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Erasure;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>
/// A later erase-by (rule 8): drawn up here, signed by somebody whom the contract names, handed in before the old date. Drawing it up
/// moves nothing.
/// </summary>
internal static class PostponementPage
{
    public static IResult Answer(HttpContext context, PassageNow now)
    {
        var view = now.View;
        var pen = new Pen(ConsolePage.LanguageOf(context), view.Zone);
        var title = pen.Say("A later erasure", "Un effacement plus tardif");
        var body = IsPossible(now) ? Forms(now, SignedIn.Of(context).Account, pen) : Pages.Empty(
            pen.Say("The date cannot be moved any more", "La date ne peut plus être déplacée"),
            pen.Say("Only a passage that is not erased, and before its date.", "Seulement d’un passage qui n’est pas effacé, et avant sa date."));
        var sentence = Html.Of(
            $"""{pen.Say("Everything is erased on", "Tout est effacé le")} {pen.Instant(view.EraseBy)}. {pen.Say("Only a new date that a signatory signs before then moves it.", "Seule une nouvelle date, signée d’un signataire avant ce moment, la déplace.")}""");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head($"/passages/{view.Passage}", pen.Say($"Passage {view.Passage}", $"Passage {view.Passage}"), title, sentence)}
            {body}
            """));
    }

    /// <summary>Whether the passage's date can still be moved.</summary>
    public static bool IsPossible(PassageNow now) => now.View.State != PassageState.Erased && now.View.At < now.View.EraseBy;

    private static Html Forms(PassageNow now, Account account, Pen pen) => Html.Of(
        $"""
        <div class="halves"><form class="panel pad form" method="post" action="/passages/{now.View.Passage}/postponement/draft"><h2>{pen.Say("1. Draw it up", "1. L’établir")}</h2>
        <p class="field"><label for="p-until">{pen.Say("New date (UTC)", "Nouvelle date (UTC)")}</label><input id="p-until" name="until" type="datetime-local" required min="{Minute(now.View.EraseBy)}"></p>
        <p class="field"><label for="p-reason">{pen.Say("Why; names no patient", "Pourquoi ; ne nomme aucun patient")}</label><textarea id="p-reason" name="reason" rows="3" required maxlength="{PostponementEndpoints.ReasonLengthMax}"></textarea></p>
        <p class="check"><label><input type="checkbox" name="hold" value="yes"> {pen.Say($"A legal hold: {Postponement.HoldMax.Days} days at most at a time; nothing is opened meanwhile", $"Un gel légal : {Postponement.HoldMax.Days} jours au plus à la fois ; rien n’est ouvert d’ici là")}</label></p>
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Take postponement.json to sign", "Prendre postponement.json à signer")}</button>{SignHere(now, account, pen)}</p>
        {Parts.Command($"ecluse sign postponement.json --key {pen.Say("KEY", "CLÉ")}")}
        <p class="small muted">{pen.Say("Or with OpenSSH alone:", "Ou avec OpenSSH seul :")}</p>
        {Parts.Command($"ssh-keygen -Y sign -n postponement@ecluse -f {pen.Say("KEY", "CLÉ")} postponement.json")}</form>
        <form class="panel pad form" method="post" action="/passages/{now.View.Passage}/postponement" enctype="multipart/form-data"><h2>{pen.Say("2. Hand both in", "2. Remettre les deux")}</h2>
        {Pages.FileField("postponement", "postponement.json", pen)}
        {Pages.FileField("signature", "postponement.json.sig", pen)}
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Hand the postponement in", "Remettre le report")}</button></p></form></div>
        """);

    private static Html SignHere(PassageNow now, Account account, Pen pen) => account.May(Right.SignDocuments)
        ? Html.Of($"""<button class="btn" type="submit" formaction="/passages/{now.View.Passage}/postponement/sign">{pen.Say("Sign it here", "Le signer ici")}</button>""")
        : Html.None;

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
