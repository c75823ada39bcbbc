using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Spaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Ecluse.Host.Spaces;

/// <summary><c>/api/v1/spaces</c>: spaces as the command line opens them, sends into them and takes from them.</summary>
internal static class SpacesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/spaces", ListAsync).Needs(Right.SeePassages).Says<IReadOnlyList<Space>>("Spaces that are yours to see, the latest first.");
        api.MapGet("/spaces/{space}", OneAsync).Needs(Right.SeePassages).Says<SpaceFacts>("A space, and what of it you see, by ids and lengths.");
        api.MapPost("/instructions/{number}/spaces", OpenAsync).Needs(Right.OpenSpaces).Takes<SpaceAsked>().Says<Space>("Opens a space under an instruction.");
        api.MapGet("/spaces/{space}/objects/{id}", TarAsync).Needs(Right.UseSpaces).Says("A complete object as a tar of its sealed segments; in ranges too.");
        TusEndpoints.Map(api);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, CancellationToken cancellation) =>
        ApiJson.Answer(await sight.SpacesAsync(ApiSight.Who(context), cancellation));

    private static async Task<IResult> OneAsync(string space, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var found = await sight.FindSpaceAsync(ApiSight.Who(context), space, cancellation) ?? throw SpaceErrors.NotFound();
        return ApiJson.Answer(await SpaceFacts.OfAsync(parts.Installation, found, ApiSight.Who(context).Person, cancellation));
    }

    private static async Task<IResult> OpenAsync(
        string number, HttpContext context, Sight sight, ServerParts parts, AccountShelf accounts, CancellationToken cancellation)
    {
        var stored = await sight.FindInstructionAsync(ApiSight.Who(context), number, cancellation) ?? throw ApiErrors.NothingHere();
        var asked = await ApiJson.ReadAsync<SpaceAsked>(context, cancellation);
        return ApiJson.Answer(await SpaceOpening.RunAsync(parts.Installation, accounts, stored.Instruction, asked, ApiSight.Who(context).Person, cancellation));
    }

    private static async Task<IResult> TarAsync(string space, string id, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var taken = await parts.Installation.Exchange.TakeAsync(space, id, ApiSight.Who(context).Person, cancellation);
        return Results.Stream(
            taken.OpenTar(), "application/x-tar", id + ".tar", taken.Object.CompletedAt, new EntityTagHeaderValue($"\"{id}\""), enableRangeProcessing: true);
    }
}

/// <summary>A space with what somebody sees of what is in it.</summary>
/// <param name="Space">The space.</param>
/// <param name="Objects">Who sends: their own; who takes: what is complete; who only oversees: every one, those removed too.</param>
/// <param name="UsedBytes">What counts against its bytes.</param>
internal sealed record SpaceFacts(Space Space, IReadOnlyList<SpaceObject> Objects, long UsedBytes)
{
    public static async Task<SpaceFacts> OfAsync(Installation installation, Space space, string? person, CancellationToken cancellation) => new(
        space,
        person is null || space.PartOf(person) is null
            ? await installation.Spaces.ObjectsAsync(space.Id, cancellation)
            : await installation.Exchange.ListAsync(space.Id, person, cancellation),
        (await installation.Spaces.UsedAsync(space.Id, cancellation)).Bytes);
}
