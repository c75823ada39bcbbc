using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Watch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Watch;

/// <summary><c>/watch</c>: which rules watch, when each last found something, and what was seen last.</summary>
internal static class WatchEndpoints
{
    private const int EventsMax = 100;

    public static void Map(WebApplication application) => application.MapGet("/watch", PageAsync).Needs(Right.SeeAlerts);

    private static async Task<IResult> PageAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var (me, installation) = (SignedIn.Of(context).Account, parts.Installation);

        // Events are of every laboratory: the house sees them, a laboratory sees the alerts that are its own.
        var events = me.Controller is null ? await installation.Events.LatestAsync(EventsMax, cancellation) : null;
        return WatchPage.Answer(context, new WatchNow(
            RuleBook.InForce(installation.Data.Watch), await installation.Alerts.LastOfRulesAsync(me.Controller, cancellation), events,
            await installation.Events.LastRoundAsync(cancellation)));
    }
}
