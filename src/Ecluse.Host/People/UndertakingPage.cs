using System.Text;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.People;

/// <summary>The undertaking's text as it ships, its hash, and a form to sign it: a typed name and the passkey on the spot.</summary>
internal static class UndertakingPage
{
    public static IResult Answer(HttpContext context, Account me, AccountRow row)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("My undertaking", "Mon engagement");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "Nobody of the processor acts in a passage before this is signed and a training stands on the account (GDPR 28(3)(b)).",
                "Personne du sous-traitant n’agit dans un passage avant d’avoir signé ceci et suivi une formation inscrite sur son compte (RGPD 28(3)(b)).")))}
            {Parts.KeyValues([
                (pen.Say("Name", "Nom"), Html.Text(me.Name)), (pen.Say("Signed", "Signé"), BoundPart.Undertaking(row, pen)),
                (pen.Say("Trained on", "Formation du"), BoundPart.Training(row, pen))])}
            <section class="panel pad prose">{Prose(Encoding.UTF8.GetString(Undertaking.Bytes(pen.Language)))}
            <p class="small muted">SHA-256 {Parts.Hash(Undertaking.Sha256(pen.Language))}</p></section>
            {(row.Undertaking == Undertaking.Version ? Html.None : Form(pen))}
            """));
    }

    private static Html Form(Pen pen) => Html.Of(
        $"""
        <form class="panel pad form" id="undertaking" data-begin="/undertaking/begin" data-end="/undertaking/end" data-then="/undertaking">
        <input type="hidden" name="text" value="{pen.Say("en", "fr")}">
        <p class="field"><label for="u-name">{pen.Say("Your name, as it stands above", "Votre nom, tel qu’il figure ci-dessus")}</label><input id="u-name" name="name" required maxlength="200" autocomplete="name" spellcheck="false"></p>
        <p class="small muted">{pen.Say("Signing asks for your passkey and stands in the journal with the hash of this text.", "Signer demande votre clé d’accès et s’inscrit au journal avec l’empreinte de ce texte.")}</p>
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("I undertake this", "Je m’y engage")}</button></p>
        <p class="said" role="alert" hidden></p>
        </form>
        """);

    // The few forms that our own files use: a title, paragraphs, a list.
    private static Html Prose(string text) => Html.Join(text.Trim().Split("\n\n").Select(block => block switch
    {
        ['#', ' ', ..] => Html.Of($"<h2>{block[2..]}</h2>"),
        ['-', ' ', ..] => Html.Of($"""<ul class="dots">{block.Split('\n').Select(line => Html.Of($"<li>{line[2..]}</li>"))}</ul>"""),
        _ => Html.Of($"<p>{block}</p>"),
    }));
}
