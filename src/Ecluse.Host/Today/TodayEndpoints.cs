using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Breaches;
using Ecluse.Host.Guard;
using Ecluse.Host.Live;
using Ecluse.Host.Passages;
using Ecluse.Host.People;
using Ecluse.Host.Warnings;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Markup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Today;

/// <summary><c>/</c>: the passages under way and those behind us.</summary>
internal static class TodayEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/", TodayAsync).Needs(Right.SeePassages);
        application.MapGet("/live", (HttpContext context, ChangeFeed feed) => feed.Answer(context, _ => Task.FromResult(true))).Needs(Right.SeePassages);
    }

    private static async Task<IResult> TodayAsync(
        HttpContext context, Sight sight, ServerParts parts, Workshop workshop, Sessions sessions, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        var passages = new List<PassageNow>();
        foreach (var work in await sight.PassagesAsync(me, cancellation))
        {
            passages.Add(await PassageNow.LookAsync(parts.Installation, workshop, work, ConsolePage.LanguageOf(context), cancellation));
        }

        var plans = await sight.PlansAsync(me, cancellation);
        var warnings = me.May(Right.SeeWarnings)
            ? WarningListPage.Today(await sight.WarningsAsync(me, cancellation), await sight.NoticesAsync(me, cancellation), parts.Clock.GetUtcNow(), ConsolePage.PenOf(context)) : Html.None;
        var breaches = BreachListPage.Running(await sight.BreachesAsync(me, cancellation), parts.Clock.GetUtcNow(), ConsolePage.PenOf(context));
        return TodayPage.Answer(
            context, passages, [.. plans.Select(one => one.Plan)], Html.Of($"{warnings}{breaches}"),
            SessionsPage.Last(await sessions.ListAsync(me.Person, cancellation), ConsolePage.PenOf(context)));
    }
}
