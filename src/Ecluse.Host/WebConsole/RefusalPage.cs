using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.WebConsole;

/// <summary>What somebody sees who is known and may not: which roles may, or that the passkey has to be shown again.</summary>
internal static class RefusalPage
{
    /// <summary>There is nothing of that name.</summary>
    public static IResult NotFound(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Nothing of that name", "Rien de ce nom");
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of($"""{Parts.Head("Écluse", title, Html.Text(pen.Say("It was never here, or its id was mistyped.", "Cela n’a jamais été ici, ou l’identifiant est mal recopié.")))}"""),
            StatusCodes.Status404NotFound);
    }

    /// <summary>An act that was refused: what was found, its code, what to do, and the way back.</summary>
    public static IResult Of(HttpContext context, EcluseException error, string back)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Refused: nothing was changed", "Refusé : rien n’a changé");
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Parts.Head("Écluse", title, Html.Of($"<code>{error.Code}</code>"))}
                <section class="notes">{Parts.Note("bad", "stop", pen.Say(error.Problem), Html.Text(pen.Say(error.Remedy)))}</section>
                <p class="btn-row"><a class="btn" href="{back}">{pen.Say("Back", "Retour")}</a></p>
                """),
            error.Kind switch
            {
                ErrorKind.Usage => StatusCodes.Status400BadRequest,
                ErrorKind.NotFound => StatusCodes.Status404NotFound,
                ErrorKind.Failed => StatusCodes.Status500InternalServerError,
                _ => StatusCodes.Status409Conflict,
            });
    }

    /// <summary>
    /// Somebody is known and may not: another role may, or the passkey has to be shown again, or the undertaking is missing. What a script
    /// asked is answered as problem details.
    /// </summary>
    public static IResult Answer(HttpContext context)
    {
        var right = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>()?.Right;
        var me = context.Features.Get<SignedIn>()?.Account;
        var error = right is not { } asked || me?.May(asked) != true ? ServerErrors.NotForThisRole()
            : me.LacksUndertaking(asked) ? ServerErrors.UndertakingMissing()
            : ServerErrors.SignInTooOld();
        return Api.ApiSite.Is(context) ? Api.ApiProblem.Answer(context, error, StatusCodes.Status403Forbidden)
            : context.Request.HasJsonContentType() ? Refusal.Of(error, context) : Page(context, error, right, me);
    }

    private static IResult Page(HttpContext context, EcluseException error, Right? right, Account? me)
    {
        var pen = ConsolePage.PenOf(context);
        var (title, why, way) = error.Code switch
        {
            "SERVE-021" => (
                pen.Say("Sign in again", "Se reconnecter"), pen.Say(error.Problem),
                Way("/sign-in", pen.Say("Sign in again", "Se reconnecter"))),
            "SERVE-022" => (
                pen.Say("Undertaking or training is missing", "Il manque l’engagement ou la formation"), pen.Say(error.Problem),
                Way("/undertaking", pen.Say("My undertaking", "Mon engagement"))),
            _ => (pen.Say("Not for your role", "Pas pour votre rôle"), pen.Say("Only these may: ", "Seuls le peuvent : ") + Roles(right, me, pen) + ".", Html.None),
        };
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of($"""{Parts.Head("Écluse", title, Html.Text(why))}<p class="muted small">{error.Code} · {pen.Say(error.Remedy)}</p>{way}"""),
            StatusCodes.Status403Forbidden);
    }

    private static string Roles(Right? right, Account? me, Pen pen) => string.Join(
        ", ", Enum.GetValues<Side>().OrderBy(side => side != me?.Side).SelectMany(side => Enum.GetValues<Role>()
            .Where(role => right is { } needed && Rights.Allows(role, side, needed))
            .Select(role => $"{pen.Say(RoleWords.Of(role))} ({pen.Say(RoleWords.Of(side))})")));

    private static Html Way(string path, string words) => Html.Of($"""<p class="btn-row"><a class="btn btn-1" href="{path}">{words}</a></p>""");
}
