using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Live;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Spaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ecluse.Host.Spaces;

/// <summary><c>/spaces</c>: what there is to exchange through, what lies in it, and its end.</summary>
internal static class SpaceEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/spaces", ListAsync).Needs(Right.SeePassages);
        application.MapGet("/spaces/{space}", OneAsync).Needs(Right.SeePassages);
        application.MapGet("/spaces/{space}/live", LiveAsync).Needs(Right.SeePassages);
        application.MapGet("/spaces/{space}/objects/{id}.tar", TarAsync).Needs(Right.UseSpaces);
        application.MapGet("/spaces/{space}/objects/{id}/{file}", FileAsync).Needs(Right.UseSpaces);
        application.MapPost("/spaces/{space}/objects/{id}/remove", RemoveAsync).Needs(Right.UseSpaces);
        application.MapGet("/spaces/{space}/erase", (string space, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
            ShowAsync(space, context, sight, parts, standing => SpaceErasePage.Answer(context, standing), cancellation)).Needs(Right.EraseSpaces);
        application.MapPost("/spaces/{space}/erase", EraseAsync).Needs(Right.EraseSpaces);
        application.MapGet("/spaces/{space}/certificate.json", CertificateAsync).Needs(Right.ExportProofs);
        application.MapGet("/instructions/{number}/space", NewSpace.FormAsync).Needs(Right.OpenSpaces);
        application.MapPost("/instructions/{number}/space", NewSpace.OpenAsync).Needs(Right.OpenSpaces);
        TusEndpoints.Map(application);
        TusEndpoints.MapOptions(application);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var spaces = await sight.SpacesAsync(SignedIn.Of(context).Account, cancellation);
        var used = new Dictionary<string, (long Bytes, int Objects)>();
        foreach (var space in spaces)
        {
            used[space.Id] = await parts.Installation.Spaces.UsedAsync(space.Id, cancellation);
        }

        return SpaceListPage.Answer(context, spaces, used, parts.Clock.GetUtcNow());
    }

    private static Task<IResult> OneAsync(string space, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
        ShowAsync(space, context, sight, parts, standing => SpacePage.Answer(context, standing), cancellation);

    private static async Task<IResult> LiveAsync(string space, HttpContext context, Sight sight, ChangeFeed feed, CancellationToken cancellation) =>
        await sight.FindSpaceAsync(SignedIn.Of(context).Account, space, cancellation) is null
            ? RefusalPage.NotFound(context)
            : feed.Answer(context, async stop => await sight.FindSpaceAsync(SignedIn.Of(context).Account, space, stop) is not null);

    private static Task<IResult> TarAsync(string space, string id, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
        TakeAsync(space, id, context, parts, taken => (taken.OpenTar(), "application/x-tar", id + ".tar"), cancellation);

    private static Task<IResult> FileAsync(string space, string id, string file, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
        TakeAsync(
            space, id, context, parts,
            taken => taken.Files.FirstOrDefault(one => one.Name == file) is { } found ? (taken.Open(found), "application/octet-stream", file) : null,
            cancellation);

    // In ranges too; the same bytes for ever, so that a part of it can be asked for later.
    private static async Task<IResult> TakeAsync(
        string space, string id, HttpContext context, ServerParts parts, Func<TakenObject, (Stream Bytes, string Type, string Name)?> choose,
        CancellationToken cancellation)
    {
        try
        {
            var taken = await parts.Installation.Exchange.TakeAsync(space, id, SignedIn.Of(context).Account.Person, cancellation);
            return choose(taken) is var (bytes, type, name)
                ? Results.Stream(bytes, type, name, taken.Object.CompletedAt, new EntityTagHeaderValue($"\"{id}-{name}\""), enableRangeProcessing: true)
                : RefusalPage.NotFound(context);
        }
        catch (EcluseException missing) when (missing.Kind == ErrorKind.NotFound)
        {
            return RefusalPage.NotFound(context);
        }
    }

    private static async Task<IResult> RemoveAsync(
        string space, string id, HttpContext context, ServerParts parts, Workshop pages, CancellationToken cancellation)
    {
        var (exchange, me) = (parts.Installation.Exchange, SignedIn.Of(context).Account.Person);
        try
        {
            await exchange.FindAsync(space, id, me, cancellation);
            if (await Uploads.TextAsync(context, "sure", cancellation) != "yes")
            {
                throw ServerErrors.NotSure();
            }

            await exchange.RemoveAsync(space, id, me, cancellation);
            pages.Tell();
            return Results.Redirect($"/spaces/{space}");
        }
        catch (EcluseException missing) when (missing.Kind == ErrorKind.NotFound)
        {
            return RefusalPage.NotFound(context);
        }
    }

    private static async Task<IResult> EraseAsync(
        string space, HttpContext context, Sight sight, ServerParts parts, Workshop pages, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindSpaceAsync(account, space, cancellation) is null)
        {
            return RefusalPage.NotFound(context);
        }

        if (await Uploads.TextAsync(context, "sure", cancellation) != "yes")
        {
            throw ServerErrors.NotSure();
        }

        // Begun, it goes on, whether somebody waits for the answer or not.
        await new SpaceEnding(parts.Installation).EraseAsync(space, account.Person, CancellationToken.None);
        pages.Tell();
        return Results.Redirect($"/spaces/{space}");
    }

    private static async Task<IResult> CertificateAsync(string space, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
        await sight.FindSpaceAsync(SignedIn.Of(context).Account, space, cancellation) is null
            ? RefusalPage.NotFound(context)
            : Results.Bytes(await new SpaceEnding(parts.Installation).CertificateFileAsync(space, cancellation), "application/json", $"{space}.certificate.json");

    private static async Task<IResult> ShowAsync(
        string space, HttpContext context, Sight sight, ServerParts parts, Func<SpaceStanding, IResult> show, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        return await sight.FindSpaceAsync(account, space, cancellation) is { } found
            ? show(await SpaceStanding.OfAsync(parts, found, account, cancellation))
            : RefusalPage.NotFound(context);
    }
}
