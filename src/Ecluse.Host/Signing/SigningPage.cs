using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Signatures;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Signing;

/// <summary>The page of the console about one's signing keys, and the two pages of the signing site.</summary>
internal static class SigningPage
{
    public static IResult Answer(HttpContext context, IReadOnlyList<SigningPasskeyRow> keys)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Signing", "Signature");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "For a first passage, sign on the laboratory’s own machine: download the document, then ecluse sign or ssh-keygen. A signing passkey signs the same bytes here in the browser; it is another key than the one for signing in.",
                "Pour un premier passage, signer sur la machine du laboratoire : télécharger le document, puis ecluse sign ou ssh-keygen. Une clé d’accès de signature signe les mêmes octets ici dans le navigateur ; ce n’est pas la clé de connexion.")))}
            {Keys(keys, pen)}
            {Section(pen.Say("Make a signing key", "Faire une clé de signature"), Html.Of(
                $"""<form class="form" method="post" action="/signing/key"><p>{pen.Say("Its public line goes into the contract, confirmed through a second channel like every signatory’s key.", "Sa ligne publique entre dans le contrat, confirmée par une seconde voie comme toute clé de signataire.")}</p><p class="btn-row"><button class="btn" type="submit">{pen.Say("Make a signing key", "Faire une clé de signature")}</button></p></form>"""))}
            {Section(pen.Say("Sign a document", "Signer un document"), Html.Of(
                $"""<form class="form" method="post" action="/signing/document" enctype="multipart/form-data"><p class="field"><label for="s-file">{pen.Say("Contract, instruction, plan, acceptance or postponement", "Contrat, instruction, plan, recette ou report")}</label><input id="s-file" type="file" name="document" required></p><p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Read it and sign", "Le lire et signer")}</button></p></form>"""))}
            """));
    }

    /// <summary>The signing site's page to make a key.</summary>
    public static IResult Key(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        return Page(context, pen, pen.Say("Make a signing key", "Faire une clé de signature"), Html.Of(
            $"""
            <form class="panel pad form wide" id="make"><p>{pen.Say("The browser asks for a fingerprint, a face or a PIN. The key stays in your device; its public line is shown next.", "Le navigateur demande une empreinte, un visage ou un code. La clé reste dans votre appareil ; sa ligne publique est montrée ensuite.")}</p>
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Make the key", "Faire la clé")}</button></p><p class="said" role="alert" tabindex="-1" hidden></p></form>
            <section class="panel pad form wide" id="made" hidden><h2 tabindex="-1">{pen.Say("Made", "Faite")}</h2>
            <p>{pen.Say("Give this line to whoever drafts the contract, and the fingerprint through a second channel (by telephone, face to face):", "Remettre cette ligne à qui rédige le contrat, et l’empreinte par une seconde voie (téléphone, de vive voix) :")}</p>
            <p><code class="mono" id="line"></code></p><p>{pen.Say("Fingerprint", "Empreinte")} <code class="mono" id="fingerprint"></code></p>
            <p><a class="back" href="{BackTo(context, "/signing")}">{pen.Say("Back to the console", "Retour à la console")}</a></p></section>
            """));
    }

    /// <summary>The signing site's page to sign a document.</summary>
    public static IResult Document(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        return Page(context, pen, pen.Say("Sign a document", "Signer un document"), Html.Of(
            $"""
            <form class="panel pad form wide" id="sign"><p>{pen.Say("This is what the document says, line by line. Compare the hash with the copy you were given.", "Voici ce que dit le document, ligne par ligne. Comparer l’empreinte avec la copie reçue.")}</p>
            <dl class="facts"><dt>{pen.Say("File", "Fichier")}</dt><dd id="file"></dd><dt>{pen.Say("Kind", "Sorte")}</dt><dd id="type"></dd><dt>SHA-256</dt><dd><code class="mono" id="sha256"></code></dd></dl>
            <pre class="doc" id="lines" tabindex="0" aria-label="{pen.Say("The document", "Le document")}"></pre>
            <p class="btn-row"><button class="btn btn-1" type="submit" disabled>{pen.Say("Sign with my signing key", "Signer avec ma clé de signature")}</button></p><p class="said" role="alert" tabindex="-1" hidden></p></form>
            <section class="panel pad form wide" id="made" hidden><h2 tabindex="-1">{pen.Say("Signed", "Signé")}</h2><p id="outcome"></p>
            <p>{pen.Say("Signed with", "Signé avec")} <code class="mono" id="fingerprint"></code></p>
            <p class="btn-row"><a class="btn" id="take">{pen.Say("Keep the signature as a file", "Garder la signature en fichier")}</a></p>
            <p><a class="back" href="{BackTo(context, "/signing")}">{pen.Say("Back to the console", "Retour à la console")}</a></p></section>
            """));
    }

    /// <summary>Where the signing site leads back to.</summary>
    public static string BackTo(HttpContext context, string page) =>
        $"{SigningSite.ConsoleOf(context)}/signing/back?to={Uri.EscapeDataString(page)}";

    /// <summary>Goes on to a page of the console: only to one of this very site.</summary>
    public static IResult Back(HttpContext context, string? to)
    {
        var pen = ConsolePage.PenOf(context);
        var page = ConsolePage.OwnPage(to);
        context.Response.Headers["Refresh"] = $"0;url={page}";
        return ConsolePage.Answer(context, pen, pen.Say("Signing", "Signature"), Html.Of(
            $"""<p><a href="{page}">{pen.Say("Go on", "Continuer")}</a></p>"""));
    }

    private static Html Keys(IReadOnlyList<SigningPasskeyRow> keys, Pen pen)
    {
        if (keys.Count == 0)
        {
            return Html.None;
        }

        var table = new Table(
            pen.Say("Signing keys", "Clés de signature"), pen.Say("Made", "Faite"), pen.Say("Fingerprint", "Empreinte"),
            pen.Say("Line for the contract", "Ligne pour le contrat"));
        foreach (var row in keys)
        {
            var key = SshPublicKey.Parse(row.PublicKey);
            table.Add(pen.ShortInstant(row.EnrolledAt), Mono(key.Fingerprint), Mono(key.ToLine()));
        }

        return Section(pen.Say("My signing keys", "Mes clés de signature"), table.Write());
    }

    private static Html Mono(string text) => Html.Of($"""<code class="mono">{text}</code>""");

    private static Html Section(string title, Html body) => Parts.Section(title, Html.None, body);

    private static IResult Page(HttpContext context, Pen pen, string title, Html body) => ConsolePage.Answer(context, pen, title, Html.Of(
        $"""{Parts.Head(context.Request.Host.Host, title, Html.None)}{body}<script src="/assets/signing.js" defer></script>"""));
}
