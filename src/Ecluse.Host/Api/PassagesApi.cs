using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.Hosting;
using Ecluse.Host.WebConsole;
using Ecluse.Passages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary><c>/api/v1/passages</c>: where passages stand.</summary>
internal static class PassagesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/passages", ListAsync).Needs(Right.SeePassages).Says<IReadOnlyList<Passage>>("Every passage that is yours to see, newest first.");
        api.MapGet("/passages/{id}", OneAsync).Needs(Right.SeePassages).Says<PassageStatus>("Where a passage stands, and who did what.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, ApiSight sight, CancellationToken cancellation) =>
        ApiJson.Answer((await sight.PassagesAsync(context, cancellation)).Select(work => work.Passage));

    private static async Task<IResult> OneAsync(string id, HttpContext context, ApiSight sight, ServerParts parts, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        return ApiJson.Answer(await PassageStatus.OfAsync(parts.Installation, work, ConsolePage.LanguageOf(context), cancellation));
    }
}

/// <summary>Where a passage stands.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Steps">Who did what, oldest first.</param>
/// <param name="Hosting">Under which HDS certificate it lies here, or why none is needed; none while nothing is stated.</param>
internal sealed record PassageStatus(Passage Passage, IReadOnlyList<PassageStep> Steps, string? Hosting = null)
{
    public static async Task<PassageStatus> OfAsync(Installation installation, PassageWork work, Language language, CancellationToken cancellation) => new(
        work.Passage, await installation.Ledger.StepsAsync(work.Passage.Id, cancellation),
        (await new HostingWord(installation).LatestAsync(cancellation))?.Words.In(language));
}
