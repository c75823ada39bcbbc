using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Layout;
using Ecluse.Markup;
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

    public static IResult Answer(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        var right = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>()?.Right;
        var me = context.Features.Get<SignedIn>()?.Account;
        var isStale = right is { } asked && me?.May(asked) == true;
        var title = isStale ? pen.Say("Show your passkey again", "Montrer de nouveau votre clé d’accès") : pen.Say("Not for your role", "Pas pour votre rôle");
        var why = isStale
            ? pen.Say("This asks for a sign-in of the last ten minutes.", "Ceci demande une connexion de moins de dix minutes.")
            : pen.Say("Only these may: ", "Seuls le peuvent : ") + string.Join(
                ", ", Enum.GetValues<Role>().Where(one => right is { } needed && Rights.Allows(one, me?.Side ?? Side.Processor, needed)).Select(one => pen.Say(RoleWords.Of(one)))) + ".";
        var way = isStale
            ? Html.Of($"""<p class="btn-row"><a class="btn btn-1" href="/sign-in">{pen.Say("Sign in again", "Se reconnecter")}</a></p>""")
            : Html.None;
        return ConsolePage.Answer(context, pen, title, Html.Of($"{Parts.Head("Écluse", title, Html.Text(why))}{way}"), StatusCodes.Status403Forbidden);
    }
}
