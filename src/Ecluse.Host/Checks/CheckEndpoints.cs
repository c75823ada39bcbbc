using Ecluse.Accounts;
using Ecluse.CheckPages;
using Ecluse.Checks;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.MonthPages;
using Ecluse.Months;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Checks;

/// <summary><c>/check</c>: what holds of the security duties; <c>/months</c>: what was done with a laboratory's data, month by month.</summary>
internal static class CheckEndpoints
{
    private const int MonthsShown = 12;

    // Days are told as the house tells them to French laboratories; the page says so.
    private static readonly PageZone Zone = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var paris) ? PageZone.Of(paris) : PageZone.Utc;

    public static void Map(WebApplication application)
    {
        application.MapGet("/check", CheckAsync).Needs(Right.SeeChecks);
        application.MapGet("/months", ListAsync).Needs(Right.SeeMonths);
        application.MapGet("/months/{contract}", MonthAsync).Needs(Right.SeeMonths);
    }

    private static async Task<IResult> CheckAsync(HttpContext context, ServerParts parts, Site site, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        var pen = ConsolePage.PenOf(context);
        var transport = new TransportFact(site.IsHttps, site.IsLocal, site.Certificate is { } shown ? new DateTimeOffset(shown.Leaf.NotAfter.ToUniversalTime()) : null);
        var facts = await new Gathering(parts.Installation, parts.MasterKey).RunAsync(transport, cancellation);

        // A laboratory's people see what is their laboratory's, and nothing of the installation.
        var report = account.Controller is { } controller ? Checking.Of(facts, controller) : Checking.Of(facts, CheckAnswers.None);
        var questions = account.Controller is null
            ? Html.Of($"""<p class="p small">{pen.Say("What no program can see is asked by ", "Ce qu’aucun programme ne voit est demandé par ")}{Parts.Code("ecluse check questions")}{pen.Say("; filled in, it is given to ", " ; rempli, on le donne à ")}{Parts.Code("ecluse check --questionnaire")}.</p>""")
            : Html.None;
        return ConsolePage.Answer(context, pen, CheckParts.Title(pen), Html.Of($"{CheckParts.Head(report, pen)}{questions}{CheckParts.Body(report, pen)}"));
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Months", "Mois");
        var seen = (await sight.ContractsAsync(SignedIn.Of(context).Account, cancellation)).GroupBy(one => one.Contract.Record.Controller ?? "–").OrderBy(one => one.Key, StringComparer.Ordinal);
        var now = CalendarMonth.Of(parts.Clock.GetUtcNow(), Zone.Zone);
        var rows = seen.Select(of => Parts.Section(of.Key, Html.None, Html.Of(
            $"""<p class="btn-row">{Back(now).Select(month => Html.Of($"""<a class="btn" href="/months/{of.First().Contract.Record.Number}?month={month.ToString()}">{month.ToString()}</a>"""))}</p>"""))).ToList();
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "For each laboratory and month: what was done with its data, by whom, what was watched, what was found, what is due.",
                "Pour chaque laboratoire et chaque mois : ce qui fut fait de ses données, par qui, ce qui fut veillé, ce qui fut trouvé, ce qui est dû.")))}
            {(rows.Count == 0 ? Pages.Empty(pen.Say("No contract yet", "Pas encore de contrat"), pen.Say("A laboratory has months once it has a contract.", "Un laboratoire a des mois dès qu’il a un contrat.")) : Html.Join(rows))}
            """));
    }

    private static async Task<IResult> MonthAsync(string contract, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindContractAsync(SignedIn.Of(context).Account, contract, cancellation) is not { Contract.Record.Controller: { } controller })
        {
            return RefusalPage.NotFound(context);
        }

        var pen = new Pen(ConsolePage.LanguageOf(context), Zone);
        var now = CalendarMonth.Of(parts.Clock.GetUtcNow(), Zone.Zone);
        var month = CalendarMonth.TryRead(context.Request.Query["month"]) ?? now;
        var report = await new MonthGathering(parts.Installation).RunAsync(controller, month, Zone.Zone, cancellation);
        var names = await MonthPeople.NamesAsync(parts.Installation, controller, cancellation);
        var others = Html.Of($"""<nav class="btn-row" aria-label="{pen.Say("Other months", "Autres mois")}">{Back(now).Where(one => one != month).Take(3).Select(one => Html.Of($"""<a class="btn" href="/months/{contract}?month={one.ToString()}">{one.ToString()}</a>"""))}</nav>""");
        return ConsolePage.Answer(context, pen, MonthParts.Title(report, pen), Html.Of($"{MonthParts.Head(report, pen)}{MonthParts.Body(report, names, pen)}{others}"));
    }

    private static IEnumerable<CalendarMonth> Back(CalendarMonth from)
    {
        for (var (month, i) = (from, 0); i < MonthsShown; i++)
        {
            yield return month;
            month = month.Number == 1 ? new(month.Year - 1, 12) : new(month.Year, month.Number - 1);
        }
    }
}
