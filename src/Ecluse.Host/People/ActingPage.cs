using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.People;

/// <summary>Who of the processor may act, and that each has undertaken confidentiality and was trained: the controllers see it.</summary>
internal static class ActingPage
{
    public static IResult Answer(HttpContext context, IReadOnlyList<AccountOfPerson> people)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Who acts", "Qui agit");
        var table = new Table(
            title, pen.Say("Name", "Nom"), pen.Say("Organisation", "Organisme"), pen.Say("Role", "Rôle"),
            pen.Say("Undertaking signed", "Engagement signé"), pen.Say("Trained on", "Formation du"), pen.Say("Acts in passages", "Agit dans les passages"));
        foreach (var one in people)
        {
            table.Add(
                Html.Text(one.Person.Name ?? "–"), Html.Text(one.Person.Organisation ?? "–"),
                Html.Text(RoleNames.Parse(one.Person.Role) is { } role ? pen.Say(RoleWords.Of(role)) : one.Person.Role),
                BoundPart.Undertaking(one.Account, pen), BoundPart.Training(one.Account, pen),
                AccountShelf.IsBound(one.Account)
                    ? Parts.Tag("check", pen.Say("may, within the role", "peut, selon le rôle"), "ok")
                    : Parts.Tag("stop", pen.Say("may not", "ne peut pas"), "warn"));
        }

        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "Everybody of the processor with an account here. Nobody of them acts in a passage before both dates stand (GDPR 28(3)(b)).",
                "Toutes les personnes du sous-traitant qui ont un compte ici. Aucune n’agit dans un passage avant que les deux dates y soient (RGPD 28(3)(b)).")))}
            {table.Write()}
            """));
    }
}
