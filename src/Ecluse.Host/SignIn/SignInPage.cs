using Ecluse.Errors;
using Ecluse.Host.Providers;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.SignIn;

/// <summary>The page that everybody sees first.</summary>
internal static class SignInPage
{
    /// <summary>The page; with why a sign-in by password was refused, if one was.</summary>
    public static IResult Answer(HttpContext context, IReadOnlyList<Provider> providers, EcluseException? refused = null)
    {
        var pen = ConsolePage.PenOf(context);
        return ConsolePage.Answer(
            context, pen, pen.Say("Sign in", "Se connecter"),
            Html.Of(
                $"""
                {Parts.Head("Écluse", pen.Say("Sign in", "Se connecter"), Html.Text(pen.Say(
                    "With your own passkey, or your password and a code. Accounts are made by invitation; none is shared.",
                    "Avec votre propre clé d’accès, ou votre mot de passe et un code. Un compte s’ouvre sur invitation ; aucun ne se partage.")))}
                <form class="panel pad form" id="sign-in" data-begin="/sign-in/begin" data-end="/sign-in/end">
                <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Sign in with a passkey", "Se connecter avec une clé d’accès")}</button></p>
                <p class="said" role="alert" hidden></p>
                </form>
                {Password(refused, pen)}
                {ProviderPages.OnSignIn(providers, pen)}
                """),
            refused switch
            {
                null => StatusCodes.Status200OK,
                { Kind: ErrorKind.Locked } => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status403Forbidden,
            });
    }

    // Told of no field in particular: which of the three was wrong is nobody's to know.
    private static Html Password(EcluseException? refused, Pen pen) => Html.Of(
        $"""
        <form class="panel pad form" id="password" method="post" action="/sign-in/password">
        <h2>{pen.Say("Or with a password and a code", "Ou avec un mot de passe et un code")}</h2>
        {(refused is null ? Html.None : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>"""))}
        <p class="field"><label for="p-name">{pen.Say("Name to sign in with", "Nom de connexion")}</label><input id="p-name" name="name" required maxlength="64" autocomplete="username" spellcheck="false"></p>
        <p class="field"><label for="p-password">{pen.Say("Password", "Mot de passe")}</label><input id="p-password" name="password" type="password" required maxlength="256" autocomplete="current-password"></p>
        <p class="field"><label for="p-code">{pen.Say("Six figures of your device, or a recovery code", "Six chiffres de votre appareil, ou un code de secours")}</label><input id="p-code" name="code" required maxlength="30" autocomplete="one-time-code" spellcheck="false"></p>
        <p class="btn-row"><button class="btn" type="submit">{pen.Say("Sign in", "Se connecter")}</button></p>
        </form>
        """);
}
