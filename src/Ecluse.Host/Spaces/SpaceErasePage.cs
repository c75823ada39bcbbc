using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Spaces;

/// <summary>What is read before a space is erased, and one button.</summary>
internal static class SpaceErasePage
{
    private static readonly Text[] Lines =
    [
        new("It takes and gives nothing from that moment on; what is being sent is cut.", "Il ne prend et ne donne plus rien dès cet instant ; ce qui est en cours d’envoi est coupé."),
        new("Every object is removed, complete or not, and its absence is read again.", "Chaque objet est ôté, complet ou non, et son absence relue."),
        new("The key under which names are known here is destroyed.", "La clé sous laquelle les noms sont connus ici est détruite."),
        new("The certificate is made: what was removed, when, and what cannot be proved.", "L’attestation est établie : ce qui fut ôté, quand, et ce qui ne peut être prouvé."),
        new("Nothing of this can be undone.", "Rien de cela ne se défait."),
    ];

    public static IResult Answer(HttpContext context, SpaceStanding now)
    {
        var pen = new Pen(ConsolePage.LanguageOf(context), now.Zone);
        var back = $"/spaces/{now.Space.Id}";
        var name = pen.Say("Erase the space", "Effacer l’espace");
        var body = now.Space.ErasedAt is null
            ? Html.Of(
                $"""<div class="panel pad form wide">{Parts.List(Lines.Select(line => ("arrow", "", Html.Text(pen.Say(line)))))}<form method="post" action="{back}/erase"><input type="hidden" name="sure" value="yes"><p class="btn-row"><button class="btn btn-stop" type="submit">{name}</button><a class="btn" href="{back}">{pen.Say("Back, change nothing", "Retour, ne rien changer")}</a></p></form></div>""")
            : Html.Of($"""<section class="notes">{Parts.Note("ok", "check", pen.Say("It is erased already.", "Il est déjà effacé."), Html.None)}</section><p class="btn-row"><a class="btn" href="{back}">{pen.Say("Back", "Retour")}</a></p>""");
        return ConsolePage.Answer(context, pen, name, Html.Of(
            $"""{Pages.Head(back, pen.Say($"Space {now.Space.Id}", $"Espace {now.Space.Id}"), name, Html.Text(now.Laboratory))}{body}"""));
    }
}
