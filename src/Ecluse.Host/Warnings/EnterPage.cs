using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Warnings;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Warnings;

/// <summary>Where staff write down what somebody told by telephone, by letter or in person, also long before.</summary>
internal static class EnterPage
{
    public static IResult Answer(HttpContext context, EcluseException? refused)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Write a warning down", "Noter un signalement");
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Parts.Head("Écluse", title, Html.Text(pen.Say(
                    "What somebody told you by telephone, by letter or in person. Who it was stands, if at all, in the words, which only the handlers open.",
                    "Ce que quelqu’un vous a dit au téléphone, par lettre ou de vive voix. Qui c’était ne figure, s’il le faut, que dans le récit, que seuls les référents ouvrent.")))}
                <form class="panel pad form wide" method="post" action="/warnings/new" enctype="multipart/form-data">
                {(refused is null ? Html.None : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>"""))}
                <p class="field"><label for="w-source">{pen.Say("From", "De")}</label><select id="w-source" name="source">{Enum.GetValues<WarningSource>().Select(one => Html.Of($"""<option value="{WarningWords.Name(one)}">{pen.Say(WarningWords.Of(one))}</option>"""))}</select></p>
                <p class="field"><label for="w-received">{pen.Say("When the house first had it (UTC); empty for now", "Quand la maison l’a eu pour la première fois (UTC) ; vide pour maintenant")}</label><input id="w-received" name="received" type="datetime-local"></p>
                <fieldset><legend>{pen.Say("About", "Objet")}</legend>{Enum.GetValues<WarningSubject>().Select(one => Html.Of($"""<p class="check"><label><input type="checkbox" name="subject" value="{WarningWords.Name(one)}"> {pen.Say(WarningWords.Of(one))}</label></p>"""))}</fieldset>
                <fieldset><legend>{pen.Say("These know", "Le savent")}</legend>{WarningWords.Authorities.Select(one => Html.Of($"""<p class="check"><label><input type="checkbox" name="told" value="{one}"> {WarningWords.OfAuthority(one)}</label></p>"""))}</fieldset>
                <p class="field"><label for="w-about">{pen.Say("Is it about the security officer or the data protection officer?", "Cela concerne-t-il le responsable de la sécurité ou le délégué à la protection des données ?")}</label><select id="w-about" name="about">{Enum.GetValues<WarningAbout>().Select(one => Html.Of($"""<option value="{WarningWords.Name(one)}">{pen.Say(WarningWords.Of(one))}</option>"""))}</select></p>
                <p class="field"><label for="w-words">{pen.Say("What was said", "Ce qui a été dit")}</label><textarea id="w-words" name="words" rows="8" maxlength="50000" required autocomplete="off"></textarea></p>
                <p class="field"><label for="w-files">{pen.Say("Files: the letter, a recording (2 MiB in all); sealed with the words", "Fichiers : la lettre, un enregistrement (2 Mio en tout) ; scellés avec le récit")}</label><input id="w-files" type="file" name="files" multiple></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{title}</button></p>
                </form>
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>It stands; the receipt is for whoever told it.</summary>
    public static IResult Entered(HttpContext context, string id, string receipt)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("The warning is written down", "Le signalement est noté");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Of($"<code>{id}</code>"))}
            <section class="panel pad"><p class="receipt" id="receipt">{receipt}</p><p>{pen.Say("Read this receipt out to whoever told it: with it they read the answers under /warning/thread. It is shown once and kept nowhere.", "Lisez ce code à la personne qui l’a dit : avec lui, elle lit les réponses sous /warning/thread. Il n’est montré qu’une fois et n’est gardé nulle part.")}</p></section>
            """));
    }
}
