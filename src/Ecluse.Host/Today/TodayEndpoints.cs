using Ecluse.Accounts;
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

    private static async Task<IResult> TodayAsync(HttpContext context, ServerParts parts, CancellationToken cancellation) =>
        TodayPage.Answer(context, await parts.PassagesAsync(ConsolePage.LanguageOf(context), cancellation));

    private static async Task<IResult> PassageAsync(string id, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        if ((await parts.PassagesAsync(ConsolePage.LanguageOf(context), cancellation)).FirstOrDefault(one => one.Passage == id) is not { } view)
        {
            return RefusalPage.NotFound(context);
        }

        var pen = new Writing.Pen(ConsolePage.LanguageOf(context), view.Zone);
        return ConsolePage.Answer(context, pen, pen.Say($"Passage {id}", $"Passage {id}"), PassagePage.Body(view, pen));
    }
}
