using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Live;
using Ecluse.Host.Passages;
using Ecluse.Host.People;
using Ecluse.Host.Warnings;
using Ecluse.Host.SampleTargets;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Markup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Today;

/// <summary><c>/</c>: what runs down, the largest risk first; the passages under way and those behind us.</summary>
internal static class TodayEndpoints
{
    // So many locks are looked at from near; the rest is counted.
    private const int PassagesShown = 12;

    public static void Map(WebApplication application)
    {
        application.MapGet("/", TodayAsync).Needs(Right.SeePassages);
        application.MapGet("/live", (HttpContext context, ChangeFeed feed) => feed.Answer(context, _ => Task.FromResult(true))).Needs(Right.SeePassages);
    }

    private static async Task<IResult> TodayAsync(
        HttpContext context, Sight sight, ServerParts parts, Site site, Workshop workshop, Sessions sessions, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        var pen = ConsolePage.PenOf(context);
        var (shown, open, erased) = await sight.NextPassagesAsync(me, PassagesShown, cancellation);
        var passages = new List<PassageNow>();
        foreach (var work in shown)
        {
            passages.Add(await PassageNow.LookAsync(parts.Installation, workshop, work, pen.Language, cancellation));
        }

        var plans = await sight.PlansAsync(me, cancellation);
        var warnings = me.May(Right.SeeWarnings) ? await sight.WarningsAsync(me, cancellation) : [];
        var notices = me.May(Right.SeeWarnings) ? await sight.NoticesAsync(me, cancellation) : [];
        var clocks = await new TodayClocks(parts, site).ListAsync(me, warnings, await sight.BreachesAsync(me, cancellation), cancellation);
        var last = await sessions.ListAsync(me.Person, cancellation);
        return TodayPage.Answer(
            context, new TodayView(passages, open, erased, [.. plans.Select(one => one.Plan)], clocks, parts.Clock.GetUtcNow()), WarningListPage.Unread(notices, pen),
            Html.Of($"{SampleTargetEndpoints.Link(context, parts)}{SessionsPage.Last(last, pen)}"));
    }
}
