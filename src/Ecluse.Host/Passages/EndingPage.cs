using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>What is read before a passage is stopped or erased: what goes, what stays, and one button.</summary>
internal static class EndingPage
{
    public static IResult Stop(HttpContext context, PassageNow now)
    {
        var isPossible = now.View.State is not (PassageState.Accepted or PassageState.Erased);
        return Answer(
            context, now, "stop", new("Stop the passage", "Arrêter le passage"), isPossible,
            new("It cannot be stopped any more: it is accepted, or erased.", "Il ne peut plus être arrêté : il est accepté, ou effacé."),
            [
                new("What is at work on it lets go at once.", "Ce qui est à l’œuvre dessus s’arrête aussitôt."),
                new($"Every row that the passage wrote is taken out of {now.View.TargetSystem} again; a row that was changed since, or that others refer to, stays and is named.",
                    $"Chaque ligne que le passage a écrite est retirée de {now.View.TargetSystem} ; une ligne changée depuis, ou citée par d’autres, reste et est nommée."),
                new("The keys of this machine are destroyed, the parcels removed, and it is certified.", "Les clés de cette machine sont détruites, les colis supprimés, et c’est certifié."),
                new($"{now.View.SourceSystem} is left as it is. Nothing of this can be undone: a passage begins anew with a plan.",
                    $"{now.View.SourceSystem} reste en l’état. Rien de cela ne se défait : un passage recommence par un plan."),
            ]);
    }

    public static IResult Erase(HttpContext context, PassageNow now)
    {
        var isPossible = now.View.State is PassageState.Accepted or PassageState.Stopped;
        return Answer(
            context, now, "erase", new("Erase the passage", "Effacer le passage"), isPossible,
            new("Only what is accepted or stopped is erased before its date.", "Seul ce qui est accepté ou arrêté s’efface avant son échéance."),
            [
                new("The keys that this machine holds for the passage are destroyed.", "Les clés que cette machine tient pour le passage sont détruites."),
                new("Every parcel is removed, and its absence is read again.", "Chaque colis est supprimé, et son absence relue."),
                new("The certificate is made: what was destroyed, by whom, when, and what cannot be proved.", "Le certificat est établi : ce qui fut détruit, par qui, quand, et ce qui ne peut être prouvé."),
                new("Nothing of this can be undone.", "Rien de cela ne se défait."),
            ]);
    }

    private static IResult Answer(HttpContext context, PassageNow now, string act, Text title, bool isPossible, Text why, IEnumerable<Text> lines)
    {
        var pen = new Pen(ConsolePage.LanguageOf(context), now.View.Zone);
        var back = $"/passages/{now.View.Passage}";
        var name = pen.Say(title);
        var body = isPossible
            ? Html.Of(
                $"""<div class="panel pad form wide">{Parts.List(lines.Select(line => ("arrow", "", Html.Text(pen.Say(line)))))}<form method="post" action="{back}/{act}"><input type="hidden" name="sure" value="yes"><p class="btn-row"><button class="btn btn-stop" type="submit">{name}</button><a class="btn" href="{back}">{pen.Say("Back, change nothing", "Retour, ne rien changer")}</a></p></form></div>""")
            : Html.Of($"""<section class="notes">{Parts.Note("warn", "warn", pen.Say(why), Html.None)}</section><p class="btn-row"><a class="btn" href="{back}">{pen.Say("Back", "Retour")}</a></p>""");
        return ConsolePage.Answer(context, pen, name, Html.Of(
            $"""<div class="head"><p class="crumbs"><a href="{back}">{pen.Say($"Passage {now.View.Passage}", $"Passage {now.View.Passage}")}</a></p><div><h1>{name}</h1><p class="lede">{now.View.Laboratory}</p></div></div><div class="step" aria-hidden="true"></div>{body}"""));
    }
}
