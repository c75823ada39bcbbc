using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Api;

/// <summary>
/// <c>/device</c>: the console's page where a person types the code that their command line shows, sees from where it asks, and confirms
/// it or refuses. The code is typed and stands in no link: a link could come from somebody else.
/// </summary>
internal static class CommandLinePage
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/device", (HttpContext context) => Ask(context, null)).Needs(Right.OwnWays);
        application.MapPost("/device", ShowAsync).Needs(Right.OwnWays);
        application.MapPost("/device/confirm", DecideAsync).Needs(Right.OwnWays);
    }

    private static IResult Ask(HttpContext context, EcluseException? refused)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Confirm a command line", "Confirmer une ligne de commande");
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Parts.Head("Écluse", title, Html.Text(pen.Say(
                    "You ran ecluse login and it shows a code. Whoever sends you a code wants to act in your name: refuse.",
                    "Vous avez lancé ecluse login, qui affiche un code. Qui vous envoie un code veut agir en votre nom : refusez.")))}
                <form class="panel pad form" method="post" action="/device">
                {(refused is null ? Html.None : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>"""))}
                <p class="field"><label for="d-code">{pen.Say("Code that your terminal shows", "Code affiché par votre terminal")}</label><input id="d-code" name="code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false"></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Next", "Suite")}</button></p>
                </form>
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, CommandLines waiting, CancellationToken cancellation)
    {
        var code = await Uploads.TextAsync(context, "code", cancellation);
        if (waiting.Find(code) is not { } found)
        {
            return Ask(context, ApiErrors.CodeUnknown());
        }

        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Is this your command line?", "Est-ce votre ligne de commande ?");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head("/device", pen.Say("Another code", "Un autre code"), title, Html.Text(pen.Say(
                "Confirmed, it does in your name whatever you may do, until your session ends.",
                "Confirmée, elle fait en votre nom tout ce que vous pouvez faire, jusqu’à la fin de votre session.")))}
            <dl class="panel answers"><div><dt>{pen.Say("It asks from", "Elle demande depuis")}</dt><dd><p class="a-v">{found.Network}</p><p class="a-d">{found.Device}</p></dd></div><div><dt>{pen.Say("Since", "Depuis")}</dt><dd><p class="a-v">{pen.ShortInstant(found.Since)}</p><p class="a-d">{pen.Say("universal time (UTC)", "temps universel (UTC)")}</p></dd></div></dl>
            <form method="post" action="/device/confirm"><input type="hidden" name="code" value="{code}"><p class="btn-row above"><button class="btn btn-1" type="submit" name="answer" value="yes">{pen.Say("Yes, confirm", "Oui, confirmer")}</button><button class="btn btn-stop" type="submit" name="answer" value="no">{pen.Say("No, refuse", "Non, refuser")}</button></p></form>
            """));
    }

    private static async Task<IResult> DecideAsync(HttpContext context, CommandLines waiting, CancellationToken cancellation)
    {
        var confirmed = await Uploads.TextAsync(context, "answer", cancellation) == "yes";
        try
        {
            waiting.Decide(await Uploads.TextAsync(context, "code", cancellation), SignedIn.Of(context), confirmed);
        }
        catch (EcluseException refused)
        {
            return Ask(context, refused);
        }

        var pen = ConsolePage.PenOf(context);
        var title = confirmed ? pen.Say("Confirmed", "Confirmée") : pen.Say("Refused", "Refusée");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(confirmed
                ? pen.Say("Your command line goes on by itself. It stands among your sessions, where you can end it.", "Votre ligne de commande continue d’elle-même. Elle figure parmi vos sessions, où vous pouvez y mettre fin.")
                : pen.Say("It gets no token. If you did not ask for one, tell the security officer.", "Elle ne reçoit pas de jeton. Si vous n’aviez rien demandé, le dire au responsable de la sécurité.")))}
            <p class="btn-row"><a class="btn" href="/sessions">{pen.Say("My sessions", "Mes sessions")}</a></p>
            """));
    }
}
