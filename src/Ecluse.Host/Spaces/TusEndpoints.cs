using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Guard;
using Ecluse.Host.Hosting;
using Ecluse.Host.WebConsole;
using Ecluse.Spaces;
using Ecluse.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Spaces;

/// <summary>
/// <c>/spaces/SPACE/uploads</c>: tus 1.0.0 with creation, expiration, checksum and termination, as <c>docs/spec/spaces.md</c> has it. What comes
/// with a request touches no disk but as a sealed segment.
/// </summary>
internal static class TusEndpoints
{
    private const string At = "/spaces/{space}/uploads";
    private const string One = At + "/{id}";

    /// <summary>The addresses, for the console's cookie or, below the API, for a token.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(At, (string space, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
            AnswerAsync(context, () => CreateAsync(space, context, parts, cancellation))).Needs(Right.UseSpaces)
            .Says("Begins an object, or finds the unfinished one of that name (tus 1.0.0, creation).");
        routes.MapMethods(One, [HttpMethods.Head], (string space, string id, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
            AnswerAsync(context, () => StandingAsync(space, id, context, parts, cancellation))).Needs(Right.UseSpaces)
            .Says("Where an upload stands (tus 1.0.0).");
        routes.MapMethods(One, [HttpMethods.Patch], (string space, string id, HttpContext context, UploadRequests requests) =>
            AnswerAsync(context, () => requests.TakeAsync(space, id, context))).Needs(Right.UseSpaces).WithMetadata(new DisableRequestSizeLimitAttribute())
            .Says("The next bytes of an upload (tus 1.0.0).");
        routes.MapMethods(One, [HttpMethods.Delete], (string space, string id, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
            AnswerAsync(context, () => TerminateAsync(space, id, context, parts, cancellation))).Needs(Right.UseSpaces)
            .Says("Removes what one sent (tus 1.0.0, termination).");
    }

    /// <summary>What a page's script may ask first.</summary>
    public static void MapOptions(WebApplication application) => application.MapMethods(At, [HttpMethods.Options], OptionsAsync).Needs(Right.UseSpaces);

    /// <summary>What a client asks before it begins.</summary>
    private static async Task<IResult> OptionsAsync(string space, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        try
        {
            await parts.Installation.Exchange.GetAsync(space, Me(context), cancellation);
        }
        catch (EcluseException refused)
        {
            return TusAnswer.Refused(context, refused);
        }

        var headers = context.Response.Headers;
        headers["Tus-Resumable"] = headers["Tus-Version"] = TusHeaders.Version;
        headers["Tus-Extension"] = TusHeaders.Extensions;
        headers["Tus-Checksum-Algorithm"] = TusHeaders.Algorithms;
        return Results.NoContent();
    }

    private static async Task<IResult> CreateAsync(string space, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var request = context.Request;
        if (TusHeaders.Number(request.Headers["Upload-Length"]) is not { } length || TusHeaders.Metadata(request.Headers["Upload-Metadata"]) is not { } metadata)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var exchange = parts.Installation.Exchange;
        await exchange.GetAsync(space, Me(context), cancellation);
        await new HostingWord(parts.Installation).RequireAsync(cancellation);
        var begun = await exchange.BeginAsync(
            space, Me(context), metadata.GetValueOrDefault("filename") ?? "", length, IsSegmented(metadata), cancellation);
        begun = await HealAsync(exchange, begun, cancellation);
        TusAnswer.Tell(context, begun);
        return Results.Created($"{(ApiSite.Is(context) ? ApiSite.Root : "")}/spaces/{begun.Space}/uploads/{begun.Id}", null);
    }

    private static async Task<IResult> StandingAsync(string space, string id, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var exchange = parts.Installation.Exchange;
        var one = await exchange.FindAsync(space, id, Me(context), cancellation);
        if (one.By != Me(context))
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        TusAnswer.Tell(context, await HealAsync(exchange, one, cancellation));
        return Results.Ok();
    }

    private static async Task<IResult> TerminateAsync(string space, string id, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var one = await parts.Installation.Exchange.FindAsync(space, id, Me(context), cancellation);
        if (one.By != Me(context))
        {
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }

        await parts.Installation.Exchange.RemoveAsync(space, id, Me(context), cancellation);
        return Results.NoContent();
    }

    // All of it is counted, and whoever was to complete it was killed before; or there is nothing to send.
    private static async Task<SpaceObject> HealAsync(Exchange exchange, SpaceObject one, CancellationToken cancellation)
    {
        if (one.State != ObjectState.Unfinished || one.Received != one.Declared)
        {
            return one;
        }

        await using var upload = await exchange.ResumeAsync(one.Space, one.Id, one.By, cancellation);
        await upload.CompleteAsync(cancellation);
        return upload.Object;
    }

    private static bool IsSegmented(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue("layout", out var layout) && (layout == ObjectEnd.Layout ? true : throw SpaceErrors.OtherLayout());

    private static string Me(HttpContext context) => SignedIn.Of(context).Account.Person;

    private static async Task<IResult> AnswerAsync(HttpContext context, Func<Task<IResult>> answer)
    {
        context.Response.Headers["Tus-Resumable"] = TusHeaders.Version;
        if (context.Request.Headers["Tus-Resumable"] != TusHeaders.Version)
        {
            context.Response.Headers["Tus-Version"] = TusHeaders.Version;
            return Results.StatusCode(StatusCodes.Status412PreconditionFailed);
        }

        try
        {
            return await answer();
        }
        catch (Exception error) when ((error as EcluseException ?? StateFailure.Of(error)) is { } refused)
        {
            return TusAnswer.Refused(context, refused);
        }
    }
}
