using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.WebConsole;

/// <summary>The places of the console that an account's role may go to, in groups; where one is stands out.</summary>
internal static class Navigation
{
    private static readonly (Text Group, (string Path, Text Name, Right Right)[] Places)[] Groups =
    [
        (default,
        [
            ("/", new("Today", "Aujourd’hui"), Right.SeePassages),
            ("/alerts", new("Alerts", "Alertes"), Right.SeeAlerts),
            ("/warnings", new("Warnings", "Signalements"), Right.SeeWarnings),
            ("/warnings/new", new("Write a warning down", "Noter un signalement"), Right.EnterWarnings),
        ]),
        (new("Framework", "Cadre"),
        [
            ("/contracts", new("Contracts", "Contrats"), Right.SeePassages),
            ("/instructions", new("Instructions given", "Instructions données"), Right.SeePassages),
            ("/spaces", new("Spaces", "Espaces"), Right.SeePassages),
            ("/breaches", new("Breaches", "Violations"), Right.SeeBreaches),
            ("/hand-overs", new("Between two gates", "Entre deux portes"), Right.SeePassages),
            ("/certificates", new("Certificates", "Certificats"), Right.SeePassages),
            ("/signing", new("Signing", "Signature"), Right.SignDocuments),
        ]),
        (new("Proof", "Preuve"),
        [
            ("/hosting", new("Hosting", "Hébergement"), Right.SeePassages),
            ("/check", new("Check", "Contrôle"), Right.SeeChecks),
            ("/watch", new("The watch", "La veille"), Right.SeeAlerts),
            ("/months", new("Months", "Mois"), Right.SeeMonths),
            ("/health/rules", new("Health", "Santé"), Right.SeeHealth),
            ("/journal", new("Journal of acts", "Journal des actes"), Right.SeeJournal),
        ]),
        (new("People", "Personnes"),
        [
            ("/people", new("Accounts", "Comptes"), Right.SeePeople),
            ("/agents", new("Gates elsewhere", "Portes d’ailleurs"), Right.SeePeople),
            ("/acting", new("Who acts", "Qui agit"), Right.SeeActing),
            ("/ways", new("My ways in", "Mes accès"), Right.OwnSessions),
            ("/keys", new("My SFTP keys", "Mes clés SFTP"), Right.OwnSessions),
            ("/undertaking", new("My undertaking", "Mon engagement"), Right.SignUndertaking),
        ]),
    ];

    public static Html Write(HttpContext context, Account account, Pen pen)
    {
        var groups = Groups.Select(group => (group.Group, Places: group.Places.Where(place => account.May(place.Right)).ToList()))
            .Where(group => group.Places.Count > 0)
            .Select(group => Html.Of($"{Title(group.Group, pen)}<ul>{group.Places.Select(place => Place(context, place, pen))}</ul>"));
        return Html.Of($"""<nav class="nav" aria-label="{pen.Say("Main", "Principale")}">{groups}</nav>""");
    }

    private static Html Title(Text title, Pen pen) => title.English is null ? Html.None : Html.Of($"""<p class="nav-g">{pen.Say(title)}</p>""");

    private static Html Place(HttpContext context, (string Path, Text Name, Right Right) place, Pen pen)
    {
        var path = context.Request.Path;
        var isHere = place.Path switch
        {
            "/" => path == "/" || path.StartsWithSegments("/passages"),
            "/warnings" => path.StartsWithSegments("/warnings") && path != "/warnings/new",
            "/instructions" => path.StartsWithSegments("/instructions") || path.StartsWithSegments("/plans"),
            _ => path.StartsWithSegments(place.Path),
        };
        return isHere
            ? Html.Of($"""<li><a href="{place.Path}" aria-current="page">{pen.Say(place.Name)}</a></li>""")
            : Html.Of($"""<li><a href="{place.Path}">{pen.Say(place.Name)}</a></li>""");
    }
}
