using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Providers;

/// <summary>The pages around a sign-in at an identity provider.</summary>
internal static class ProviderPages
{
    /// <summary>The link that leaves for the provider.</summary>
    public static IResult GoOn(HttpContext context, Provider provider, string? ceremony)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Through your organisation", "Par votre organisme");
        var to = "/sign-in/with/" + provider.Name + (ceremony is null ? "" : "?ceremony=" + ceremony);
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                $"You sign in at {provider.Organisation} ({provider.Address.Authority}) and come back here.",
                $"Vous vous connectez chez {provider.Organisation} ({provider.Address.Authority}) et revenez ici.")))}
            <p class="btn-row"><a class="btn btn-1" href="{to}" rel="noreferrer">{pen.Say("Go on there", "Continuer là-bas")}</a></p>
            """));
    }

    /// <summary>Signed in: this page, which is ours, asks for the next one, and so the browser sends the session along.</summary>
    public static IResult SignedIn(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        context.Response.Headers["Refresh"] = "0; url=/";
        return ConsolePage.Answer(context, pen, pen.Say("Signed in", "Connecté"), Html.Of(
            $"""
            {Parts.Head("Écluse", pen.Say("Signed in", "Connecté"), Html.None)}
            <p class="btn-row"><a class="btn btn-1" href="/">{pen.Say("Go on", "Continuer")}</a></p>
            """));
    }

    /// <summary>Asks for the second factor here, where the provider told of one.</summary>
    public static IResult AskCode(HttpContext context, string ceremony, EcluseException? refused = null)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Your second factor", "Votre second facteur");
        return ConsolePage.Answer(
            context, pen, title, Html.Of(
                $"""
                {Parts.Head("Écluse", title, Html.Text(pen.Say(
                    "Your organisation told of one factor. Two of different kinds are always needed.",
                    "Votre organisme a fait état d’un facteur. Il en faut toujours deux, de sortes différentes.")))}
                <form class="panel pad form" method="post" action="/sign-in/with/code">
                {(refused is null ? Html.None : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>"""))}
                <input type="hidden" name="ceremony" value="{ceremony}">
                <p class="field"><label for="s-code">{pen.Say("Six figures of your device, or a recovery code", "Six chiffres de votre appareil, ou un code de secours")}</label><input id="s-code" name="code" required maxlength="30" autocomplete="one-time-code" spellcheck="false"></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Sign in", "Se connecter")}</button></p>
                </form>
                """),
            refused is null ? StatusCodes.Status200OK : refused.Kind == ErrorKind.Locked ? StatusCodes.Status429TooManyRequests : StatusCodes.Status403Forbidden);
    }

    /// <summary>Asks whether the account is to be linked to whoever has just signed in there.</summary>
    public static IResult Confirm(HttpContext context, Provider provider, string ceremony)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Link your account?", "Lier votre compte ?");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                $"Whoever has just signed in at {provider.Organisation} will open this account from now on.",
                $"Qui vient de se connecter chez {provider.Organisation} ouvrira désormais ce compte.")))}
            <form class="panel pad form" method="post" action="/ways/with/confirm">
            <input type="hidden" name="ceremony" value="{ceremony}">
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("That was me: link", "C’était moi : lier")}</button> <a class="btn" href="/ways">{pen.Say("Do not", "Ne pas lier")}</a></p>
            </form>
            """));
    }

    /// <summary>The part of the sign-in page; nothing where there is no provider. Which there are is not shown: they name customers.</summary>
    public static Html OnSignIn(IReadOnlyList<Provider> providers, Pen pen) => providers.Count == 0 ? Html.None : Html.Of(
        $"""
        <form class="panel pad form" id="provider" method="get" action="/sign-in/with">
        <h2>{pen.Say("Or through your organisation", "Ou par votre organisme")}</h2>
        <p class="field"><label for="o-name">{pen.Say("Word that your organisation gave you", "Mot que votre organisme vous a donné")}</label><input id="o-name" name="name" required maxlength="40" spellcheck="false"></p>
        <p class="btn-row"><button class="btn" type="submit">{pen.Say("Go on", "Continuer")}</button></p>
        </form>
        """);

    /// <summary>The part of the enrolment page.</summary>
    public static Html OnEnrolment(IReadOnlyList<Provider> providers, Pen pen) => providers.Count == 0 ? Html.None : Html.Of(
        $"""
        <form class="panel pad form" id="enrol-with" method="post" action="/enrol/with">
        <h2>{pen.Say("Or through your organisation", "Ou par votre organisme")}</h2>
        <p class="field"><label for="e-code">{pen.Say("Code", "Code")}</label><input id="e-code" name="code" required maxlength="200" autocomplete="off" spellcheck="false"></p>
        <p class="field"><label for="e-name">{pen.Say("Word that your organisation gave you", "Mot que votre organisme vous a donné")}</label><input id="e-name" name="name" required maxlength="40" spellcheck="false"></p>
        <p class="btn-row"><button class="btn" type="submit">{pen.Say("Go on", "Continuer")}</button></p>
        </form>
        """);

    /// <summary>The part of one's own ways in; nothing where one's organisation has no provider.</summary>
    public static Html OnWays(Provider? provider, ProviderLinkRow? link, Pen pen)
    {
        if (provider is null && link is null)
        {
            return Html.None;
        }

        var linked = link is null ? Html.None : Html.Of(
            $"""
            {Parts.KeyValues([(pen.Say("Linked", "Lié"), Html.Of($"{link.Provider}, {People.BoundPart.Day(link.LinkedAt, pen)}"))])}
            <form method="post" action="/ways/with/withdraw"><p class="btn-row"><button class="btn btn-bad" type="submit">{pen.Say("Take this link away", "Enlever ce lien")}</button></p></form>
            """);
        var choose = provider is null ? Html.None : Html.Of(
            $"""<form method="post" action="/ways/with"><input type="hidden" name="name" value="{provider.Name}"><p class="btn-row"><button class="btn" type="submit">{(link is null ? pen.Say("Link my account there", "Lier mon compte là-bas") : pen.Say("Link it anew", "Lier de nouveau"))}</button></p></form>""");
        return Parts.Section(pen.Say("Through your organisation", "Par votre organisme"), Html.None, Html.Join([linked, choose]));
    }
}
