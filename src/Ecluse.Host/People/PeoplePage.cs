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
        HttpContext context, Account me, SeenPeople all, IReadOnlyList<string> controllers, (Account Invited, string Code)? made,
        DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("People", "Personnes");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                $"{pen.Count(all.People.Count, "account", "accounts", "compte", "comptes")}, each of one named person. Times in universal time (UTC).",
                $"{pen.Count(all.People.Count, "account", "accounts", "compte", "comptes")}, chacun d’une seule personne nommée. Heures en temps universel (UTC).")))}
            {Code(context, made, pen)}{Accounts(all.People, now, pen)}{Invitations(all.Invited, pen)}{Form(me, controllers, pen)}
            """));
    }

    private static Html Code(HttpContext context, (Account Invited, string Code)? made, Pen pen) => made is not var (invited, code)
        ? Html.None
        : Html.Of(
            $"""<section>{Parts.Note("ok", "key", pen.Say($"{invited.Name} may enrol once, within seven days", $"{invited.Name} peut s’enrôler une fois, sous sept jours"), Html.Of(
                $"{pen.Say("Shown now and never again. Hand it over by another way than the link to this server would go: ", "Montré maintenant et jamais plus. À remettre par une autre voie que l’adresse de ce serveur : ")}{Parts.Command(code)} {pen.Say("or as a link: ", "ou en lien : ")}{Parts.Command($"{context.Request.Scheme}://{context.Request.Host}/enrol#{code}")}"))}</section>""");

    // Whoever was not reviewed for a year stands first.
    private static Html Accounts(IReadOnlyList<AccountOfPerson> people, DateTimeOffset now, Pen pen)
    {
        var table = new Table(
            pen.Say("Accounts", "Comptes"), pen.Say("Name", "Nom"), pen.Say("Organisation", "Organisme"), pen.Say("Role", "Rôle"),
            pen.Say("Enrolled", "Enrôlé"), pen.Say("Last seen", "Dernier usage"), pen.Say("Rights reviewed", "Droits revus"));
        foreach (var one in people.OrderBy(one => !one.AwaitsReview(now)))
        {
            table.Add(
                Html.Of($"""<a href="/people/{one.Person.Id}">{one.Person.Name ?? "–"}</a>"""), Html.Text(one.Person.Organisation ?? "–"),
                Role(one.Person.Role, pen), BoundPart.Day(one.Account.EnrolledAt, pen),
                one.SeenAt is { } at ? pen.ShortInstant(at) : Html.Text("–"),
                one.AwaitsReview(now) ? Parts.Tag("warn", pen.Say("due", "à revoir"), "warn")
                    : one.Account.ReviewedAt is { } reviewed ? BoundPart.Day(reviewed, pen) : Html.Text("–"));
        }

        return Parts.Section(pen.Say("Accounts", "Comptes"), Html.None, table.Write());
    }

    private static Html Invitations(IReadOnlyList<InvitationRow> invited, Pen pen)
    {
        var table = new Table(
            pen.Say("Invitations", "Invitations"), pen.Say("Name", "Nom"), pen.Say("Organisation", "Organisme"), pen.Say("Role", "Rôle"), pen.Say("Good until", "Valable jusqu’au"));
        foreach (var row in invited)
        {
            table.Add(Html.Text(row.Name), Html.Text(row.Organisation), Role(row.Role, pen), pen.ShortInstant(row.Until));
        }

        return invited.Count == 0 ? Html.None : Parts.Section(pen.Say("Invited", "Invités"), Html.None, table.Write());
    }

    private static Html Form(Account me, IReadOnlyList<string> controllers, Pen pen) => !me.May(Right.InvitePeople)
        ? Html.None
        : Parts.Section(
            pen.Say("Invite", "Inviter"), Html.Text(me.Controller is null ? "" : pen.Say($"For {me.Organisation}", $"Pour {me.Organisation}")), Html.Of(
                $"""
                <form class="panel pad form" method="post" action="/people/invite">
                <p class="field"><label for="i-name">{pen.Say("Name", "Nom")}</label><input id="i-name" name="name" required maxlength="200" autocomplete="off"></p>
                {For(me, controllers, pen)}
                <p class="field"><label for="i-role">{pen.Say("Role", "Rôle")}</label><select id="i-role" name="role">{Enum.GetValues<Role>().Where(role => me.Controller is null || Sides.Has(Side.Controller, role)).Select(role => Html.Of($"""<option value="{RoleNames.Of(role)}">{pen.Say(RoleWords.Of(role))}</option>"""))}</select></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Make an invitation", "Créer une invitation")}</button></p>
                </form>
                """));

    // The processor's security officer also lets a laboratory's people in; they see what is their laboratory's.
    private static Html For(Account me, IReadOnlyList<string> controllers, Pen pen) => me.Controller is not null
        ? Html.None
        : Html.Of(
            $"""
            <p class="field"><label for="i-for">{pen.Say("At", "Chez")}</label><select id="i-for" name="controller" aria-describedby="i-roles"><option value="">{me.Organisation} ({pen.Say("processor", "sous-traitant")})</option>{controllers.Select(name => Html.Of($"""<option value="{name}">{name} ({pen.Say("laboratory", "laboratoire")})</option>"""))}</select></p>
            <p class="small muted" id="i-roles">{pen.Say("An operator is the processor’s, a signatory the laboratory’s. A laboratory can be chosen once it has a contract; its people see what is theirs and nothing else.", "Un opérateur est du sous-traitant, un signataire du laboratoire. Un laboratoire peut être choisi dès qu’il a un contrat ; ses personnes voient ce qui est à lui et rien d’autre.")}</p>
            """);

    private static Html Role(string name, Pen pen) => Html.Text(RoleNames.Parse(name) is { } role ? pen.Say(RoleWords.Of(role)) : name);
}
