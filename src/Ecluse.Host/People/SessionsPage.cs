using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Accounts;
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
            pen.Say("State", "État"));
        foreach (var row in sessions.Take(Shown))
        {
            table.Add(
                pen.ShortInstant(row.BegunAt), pen.ShortInstant(row.SeenAt), Html.Text(row.Network), Html.Text(row.Device),
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
}
