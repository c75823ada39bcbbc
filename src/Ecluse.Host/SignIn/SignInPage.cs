using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.SignIn;

/// <summary>The page that everybody sees first.</summary>
internal static class SignInPage
{
    public static IResult Answer(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        return ConsolePage.Answer(context, pen, pen.Say("Sign in", "Se connecter"), Html.Of(
            $"""
            {Parts.Head("Écluse", pen.Say("Sign in", "Se connecter"), Html.Text(pen.Say(
                "With your own passkey. Accounts are made by invitation; none is shared.",
                "Avec votre propre clé d’accès. Un compte s’ouvre sur invitation ; aucun ne se partage.")))}
            <form class="panel pad form" id="sign-in" data-begin="/sign-in/begin" data-end="/sign-in/end">
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Sign in with a passkey", "Se connecter avec une clé d’accès")}</button></p>
            <p class="said" role="alert" hidden></p>
            </form>
            """));
    }
}
