using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.PassagePages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Today;

/// <summary><c>/</c>: the passages under way and those behind us; <c>/passages/ID</c>: one of them.</summary>
internal static class TodayEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/", TodayAsync).Needs(Right.SeePassages);
        application.MapGet("/passages/{id}", PassageAsync).Needs(Right.SeePassages);
    }

    private static async Task<IResult> TodayAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var views = new List<PassageView>();
        foreach (var work in await sight.PassagesAsync(SignedIn.Of(context).Account, cancellation))
        {
            views.Add(await PageMaker.ViewAsync(parts.Installation, work, ConsolePage.LanguageOf(context), null, cancellation));
        }

        return TodayPage.Answer(context, views);
    }

    private static async Task<IResult> PassageAsync(
        string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        var view = await PageMaker.ViewAsync(parts.Installation, work, ConsolePage.LanguageOf(context), null, cancellation);
        var pen = new Writing.Pen(ConsolePage.LanguageOf(context), view.Zone);
        return ConsolePage.Answer(context, pen, pen.Say($"Passage {id}", $"Passage {id}"), PassagePage.Body(view, pen));
    }
}
