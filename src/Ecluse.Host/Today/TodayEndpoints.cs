using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.People;
using Ecluse.Host.WebConsole;
using Ecluse.PassagePages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Today;

/// <summary><c>/</c>: the passages under way and those behind us.</summary>
internal static class TodayEndpoints
{
    public static void Map(WebApplication application) => application.MapGet("/", TodayAsync).Needs(Right.SeePassages);

    private static async Task<IResult> TodayAsync(
        HttpContext context, Sight sight, ServerParts parts, Sessions sessions, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        var views = new List<PassageView>();
        foreach (var work in await sight.PassagesAsync(me, cancellation))
        {
            views.Add(await PageMaker.ViewAsync(parts.Installation, work, ConsolePage.LanguageOf(context), null, cancellation));
        }

        return TodayPage.Answer(context, views, SessionsPage.Last(await sessions.ListAsync(me.Person, cancellation), ConsolePage.PenOf(context)));
    }
}
