using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.People;

/// <summary>One person: what stands on the account, and what an officer does to it.</summary>
internal static class PersonPage
{
    public static IResult Answer(HttpContext context, Account me, AccountOfPerson one, DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var role = RoleNames.Parse(one.Person.Role) is { } known ? pen.Say(RoleWords.Of(known)) : one.Person.Role;
        var name = one.Person.Name ?? one.Person.Id;
        return ConsolePage.Answer(context, pen, name, Html.Of(
            $"""
            {Parts.Head(pen.Say("People", "Personnes"), name, Html.Text($"{one.Person.Organisation}, {role}"))}
            {Parts.KeyValues(Facts(one, now, pen))}
            {Training(me, one, now, pen)}{Review(me, one, pen)}{Close(me, one, pen)}
            """));
    }

    private static IEnumerable<(string Term, Html Value)> Facts(AccountOfPerson one, DateTimeOffset now, Pen pen)
    {
        yield return (pen.Say("Id in the journal", "Identifiant au journal"), Parts.Code(one.Person.Id));
        yield return (pen.Say("Enrolled", "Enrôlé"), BoundPart.Day(one.Account.EnrolledAt, pen));
        yield return (pen.Say("Last seen", "Dernier usage"), one.SeenAt is { } at ? pen.ShortInstant(at) : Html.Text("–"));
        if (one.Person.Controller is null)
        {
            yield return (pen.Say("Undertaking signed", "Engagement signé"), BoundPart.Undertaking(one.Account, pen));
            yield return (pen.Say("Trained on", "Formation du"), BoundPart.Training(one.Account, pen));
        }

        yield return (
            pen.Say("Rights reviewed", "Droits revus"),
            one.AwaitsReview(now) ? Parts.Tag("warn", pen.Say("due for a year or more", "à revoir, un an ou plus"), "warn")
                : one.Account.ReviewedAt is { } reviewed ? BoundPart.Day(reviewed, pen)
                : Html.Text(pen.Say("not yet; due a year after enrolment", "pas encore ; dû un an après l’enrôlement")));
    }

    private static Html Training(Account me, AccountOfPerson one, DateTimeOffset now, Pen pen) =>
        !me.May(Right.EnterTraining) || one.Person.Controller is not null
            ? Html.None
            : Parts.Section(pen.Say("Training", "Formation"), Html.None, Html.Of(
                $"""
                <form class="panel pad form" method="post" action="/people/{one.Person.Id}/training">
                <p class="field"><label for="t-on">{pen.Say("Day on which the training in data protection ended", "Jour où la formation à la protection des données s’est terminée")}</label><input id="t-on" name="on" type="date" required min="2000-01-01" max="{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"></p>
                <p class="btn-row"><button class="btn" type="submit">{pen.Say("Enter the day", "Inscrire le jour")}</button></p>
                </form>
                """));

    private static Html Review(Account me, AccountOfPerson one, Pen pen) =>
        !me.May(Right.ReviewPeople) || !PersonEndpoints.MayReview(me, one)
            ? Html.None
            : Parts.Section(pen.Say("Review of rights", "Revue des droits"), Html.None, Html.Of(
                $"""
                <form class="panel pad form" method="post" action="/people/{one.Person.Id}/reviewed">
                <p>{pen.Say("Is this person still there, still in this role, and is the role still needed? If not, close the account.", "Cette personne est-elle toujours là, toujours dans ce rôle, et le rôle est-il encore nécessaire ? Sinon, fermer le compte.")}</p>
                <p class="btn-row"><button class="btn" type="submit">{pen.Say("Reviewed: still needed", "Revu : toujours nécessaire")}</button></p>
                </form>
                """));

    private static Html Close(Account me, AccountOfPerson one, Pen pen) =>
        !me.May(Right.CloseAccounts) || !PersonEndpoints.MayClose(me, one)
            ? Html.None
            : Parts.Section(pen.Say("Close the account", "Fermer le compte"), Html.None, Html.Of(
                $"""
                <form class="panel pad form" method="post" action="/people/{one.Person.Id}/close">
                <p>{pen.Say("At once and for good: open sessions end, and the id is never used again. Who comes back is invited anew.", "Aussitôt et pour toujours : les sessions ouvertes finissent et l’identifiant ne resservira jamais. Qui revient est invité de nouveau.")}</p>
                <p class="btn-row"><button class="btn btn-bad" type="submit">{pen.Say("Close the account", "Fermer le compte")}</button></p>
                </form>
                """));
}
