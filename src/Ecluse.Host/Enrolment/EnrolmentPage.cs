using Ecluse.Host.Providers;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Enrolment;

/// <summary>The page where a person with a code makes a passkey.</summary>
internal static class EnrolmentPage
{
    public static IResult Answer(HttpContext context, bool isFirst, IReadOnlyList<Provider> providers)
    {
        var pen = ConsolePage.PenOf(context);
        return ConsolePage.Answer(context, pen, pen.Say("Enrol", "S’enrôler"), Html.Of(
            $"""
            {Parts.Head("Écluse", pen.Say("Enrol", "S’enrôler"), Html.Text(isFirst
                ? pen.Say(
                    "An account is one named person’s. The code stands on the terminal where the server was started, for ten minutes.",
                    "Un compte est celui d’une seule personne nommée. Le code est affiché dix minutes sur le terminal où le serveur a démarré.")
                : pen.Say(
                    "An account is one named person’s. The code came with your invitation, is good for seven days and opens once.",
                    "Un compte est celui d’une seule personne nommée. Le code est venu avec votre invitation, vaut sept jours et n’ouvre qu’une fois.")))}
            <form class="panel pad form" id="enrol" data-begin="/enrol/begin" data-end="/enrol/end">
            {Field(pen.Say("Code", "Code"), "code", "off")}{(isFirst ? Names(pen) : Html.None)}
            <p class="small muted">{pen.Say("The passkey stays on your device or in your password manager; it asks for a PIN, a fingerprint or your face each time.", "La clé d’accès reste sur votre appareil ou dans votre gestionnaire de mots de passe ; elle demande à chaque fois un code, une empreinte ou votre visage.")}</p>
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Make a passkey", "Créer une clé d’accès")}</button></p>
            <p class="said" role="alert" hidden></p>
            </form>
            {(isFirst ? Html.None : ProviderPages.OnEnrolment(providers, pen))}
            """));
    }

    // Whoever is invited was named by the person who invites.
    private static Html Names(Pen pen) => Html.Join(
    [
        Field(pen.Say("Your name", "Votre nom"), "name", "name"), Field(pen.Say("Your organisation", "Votre organisme"), "organisation", "organization"),
    ]);

    private static Html Field(string label, string name, string autocomplete) => Html.Of(
        $"""<p class="field"><label for="f-{name}">{label}</label><input id="f-{name}" name="{name}" autocomplete="{autocomplete}" required maxlength="200" spellcheck="false"></p>""");
}
