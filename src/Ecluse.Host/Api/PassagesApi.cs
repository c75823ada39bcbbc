using Ecluse.Accounts;
using Ecluse.Host.Guard;
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
        return ApiJson.Answer(new PassageStatus(work.Passage, await parts.Installation.Ledger.StepsAsync(work.Passage.Id, cancellation)));
    }
}

/// <summary>Where a passage stands.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Steps">Who did what, oldest first.</param>
internal sealed record PassageStatus(Passage Passage, IReadOnlyList<PassageStep> Steps);
