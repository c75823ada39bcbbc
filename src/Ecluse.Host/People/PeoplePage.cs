using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.People;

/// <summary>Who has an account, who is invited, and the form to invite somebody of one's own organisation.</summary>
internal static class PeoplePage
{
    public static IResult Answer(
        HttpContext context,
        (IReadOnlyList<(PersonRow Person, AccountRow Account, DateTimeOffset? SeenAt)> People, IReadOnlyList<InvitationRow> Invited) all,
        Account? invited, string? code)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("People", "Personnes");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                $"{pen.Count(all.People.Count, "account", "accounts", "compte", "comptes")}, each of one named person. Times in universal time (UTC).",
                $"{pen.Count(all.People.Count, "account", "accounts", "compte", "comptes")}, chacun d’une seule personne nommée. Heures en temps universel (UTC).")))}
            {Code(context, invited, code, pen)}{Accounts(all.People, pen)}{Invitations(all.Invited, pen)}{Form(context, pen)}
            """));
    }

    private static Html Code(HttpContext context, Account? invited, string? code, Pen pen) => invited is null || code is null
        ? Html.None
        : Html.Of(
            $"""<section>{Parts.Note("ok", "key", pen.Say($"{invited.Name} may enrol once, within seven days", $"{invited.Name} peut s’enrôler une fois, sous sept jours"), Html.Of(
                $"{pen.Say("Shown now and never again. Hand it over by another way than the link to this server would go: ", "Montré maintenant et jamais plus. À remettre par une autre voie que l’adresse de ce serveur : ")}{Parts.Command(code)} {pen.Say("or as a link: ", "ou en lien : ")}{Parts.Command($"{context.Request.Scheme}://{context.Request.Host}/enrol#{code}")}"))}</section>""");

    private static Html Accounts(IReadOnlyList<(PersonRow Person, AccountRow Account, DateTimeOffset? SeenAt)> people, Pen pen)
    {
        var table = new Table(
            pen.Say("Accounts", "Comptes"), pen.Say("Name", "Nom"), pen.Say("Organisation", "Organisme"), pen.Say("Role", "Rôle"),
            pen.Say("Enrolled", "Enrôlé"), pen.Say("Last seen", "Dernier usage"));
        foreach (var (person, account, seen) in people)
        {
            table.Add(
                Html.Text(person.Name ?? "–"), Html.Text(person.Organisation ?? "–"), Role(person.Role, pen),
                pen.ShortInstant(account.EnrolledAt), seen is { } at ? pen.ShortInstant(at) : Html.Text("–"));
        }

        return Parts.Section(pen.Say("Accounts", "Comptes"), Html.None, table.Write());
    }

    private static Html Invitations(IReadOnlyList<InvitationRow> invited, Pen pen)
    {
        var table = new Table(
            pen.Say("Invitations", "Invitations"), pen.Say("Name", "Nom"), pen.Say("Role", "Rôle"), pen.Say("Good until", "Valable jusqu’au"));
        foreach (var row in invited)
        {
            table.Add(Html.Text(row.Name), Role(row.Role, pen), pen.ShortInstant(row.Until));
        }

        return invited.Count == 0 ? Html.None : Parts.Section(pen.Say("Invited", "Invités"), Html.None, table.Write());
    }

    private static Html Form(HttpContext context, Pen pen) =>
        context.Features.Get<SignedIn>()?.Account is not { } me || !Rights.Allows(me.Role, Right.InvitePeople)
            ? Html.None
            : Parts.Section(
                pen.Say("Invite", "Inviter"), Html.Text(pen.Say($"For {me.Organisation}", $"Pour {me.Organisation}")), Html.Of(
                    $"""
                    <form class="panel pad form" method="post" action="/people/invite">
                    <p class="field"><label for="i-name">{pen.Say("Name", "Nom")}</label><input id="i-name" name="name" required maxlength="200" autocomplete="off"></p>
                    <p class="field"><label for="i-role">{pen.Say("Role", "Rôle")}</label><select id="i-role" name="role">{Enum.GetValues<Role>().Where(role => role != Ecluse.Accounts.Role.Signatory).Select(role => Html.Of($"""<option value="{RoleNames.Of(role)}">{pen.Say(RoleWords.Of(role))}</option>"""))}</select></p>
                    <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Make an invitation", "Créer une invitation")}</button></p>
                    </form>
                    """));

    private static Html Role(string name, Pen pen) => Html.Text(RoleNames.Parse(name) is { } role ? pen.Say(RoleWords.Of(role)) : name);
}
