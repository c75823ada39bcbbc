using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Live;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary><c>/passages/ID</c>: one passage, live.</summary>
internal static class PassageEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/passages/{id}", PageAsync).Needs(Right.SeePassages);
        application.MapGet("/passages/{id}/live", LiveAsync).Needs(Right.SeePassages);
    }

    private static async Task<IResult> PageAsync(
        string id, HttpContext context, Sight sight, ServerParts parts, Workshop workshop, CancellationToken cancellation) =>
        await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is { } work
            ? LivePassagePage.Answer(context, await PassageNow.LookAsync(
                parts.Installation, workshop, work, ConsolePage.LanguageOf(context), cancellation))
            : RefusalPage.NotFound(context);

    private static async Task<IResult> LiveAsync(
        string id, HttpContext context, Sight sight, ChangeFeed feed, CancellationToken cancellation) =>
        await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is null
            ? Results.NotFound()
            : feed.Answer(context, async stop => await sight.FindPassageAsync(SignedIn.Of(context).Account, id, stop) is not null);
}
