using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.People;

/// <summary>One's own sessions, the last ones first: when, from where, with what; and all others ended with one button.</summary>
internal static class SessionsPage
{
    private const int Shown = 20;

    public static IResult Answer(HttpContext context, IReadOnlyList<SessionRow> sessions, Func<SessionRow, bool> isOpen)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("My sessions", "Mes sessions");
        var table = new Table(
            title, pen.Say("Begun", "Début"), pen.Say("Last used", "Dernier usage"), pen.Say("From", "Depuis"), pen.Say("With", "Avec"),
            pen.Say("By", "Par"), pen.Say("State", "État"));
        foreach (var row in sessions.Take(Shown))
        {
            table.Add(
                pen.ShortInstant(row.BegunAt), pen.ShortInstant(row.SeenAt), Html.Text(row.Network), Html.Text(row.Device), Html.Text(Way(row, pen)),
                isOpen(row) ? Parts.Tag("now", pen.Say("open", "ouverte"), "live") : Parts.Tag("minus", pen.Say("ended", "finie")));
        }

        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "One you do not know is somebody else’s: end it and tell the security officer. Times in universal time (UTC).",
                "Une session inconnue est celle d’un autre : la finir et le dire au responsable de la sécurité. Heures en temps universel (UTC).")))}
            {table.Write()}
            <form method="post" action="/sessions/end-others"><p class="btn-row"><button class="btn" type="submit">{pen.Say("End all others", "Finir toutes les autres")}</button></p></form>
            """));
    }

    /// <summary>The last connections before this one, for the first page after sign-in.</summary>
    public static Html Last(IReadOnlyList<SessionRow> sessions, Pen pen)
    {
        var last = sessions.Skip(1).Take(3).ToList();
        return last.Count == 0
            ? Html.None
            : Html.Of(
                $"""<section class="last"><h2>{pen.Say("Your last connections", "Vos dernières connexions")}</h2><ul>{last.Select(row => Html.Of($"<li>{pen.ShortInstant(row.BegunAt)}, {row.Network}, {Way(row, pen)}</li>"))}</ul><p class="small"><a href="/sessions">{pen.Say("One you do not know? See all your sessions (UTC).", "L’une vous est inconnue ? Voir toutes vos sessions (UTC).")}</a></p></section>""");
    }

    private static string Way(SessionRow row, Pen pen) => row.Way switch
    {
        "code" => pen.Say("password and code", "mot de passe et code"),
        "provider" => pen.Say("organisation", "organisme"),
        "provider-code" => pen.Say("organisation and code", "organisme et code"),
        "provider-recovery" => pen.Say("organisation and recovery code", "organisme et code de secours"),
        "token" => pen.Say("command line", "ligne de commande"),
        "recovery" => pen.Say("password and recovery code", "mot de passe et code de secours"),
        _ => pen.Say("passkey", "clé d’accès"),
    };
}
