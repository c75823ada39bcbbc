using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Guard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.HandOvers;

/// <summary><c>/api/v1/hand-overs</c>: for gates alone, each within the signed plans that name its key.</summary>
internal static class HandOverApi
{
    // Papers: plan and manifest, and 32 bytes for each entry of the source's log, in base64.
    private const int PapersBytesMax = 32 * 1024 * 1024;
    private const int PaperBytesMax = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/hand-overs");
        all.MapGet("", ListAsync).NeedsAgent().Says<IReadOnlyList<HandOverStatus>>("What lies here for this gate.");
        all.MapPost("", BeginAsync).NeedsAgent().WithMetadata(new RequestSizeLimitAttribute(PapersBytesMax))
            .Takes<HandOverPapers>().Says<HandOverStatus>("The source gate hands over plan, approval, manifest and log.");
        all.MapGet("/{id}", OneAsync).NeedsAgent().Says<HandOverStatus>("How a hand-over stands.");
        all.MapPut("/{id}/parcels/{parcel}", ReceiveAsync).NeedsAgent().WithMetadata(new DisableRequestSizeLimitAttribute())
            .Says("The source gate sends a sealed parcel of the manifest, or that of its answer.");
        all.MapGet("/{id}/parcels/{parcel}", ParcelAsync).NeedsAgent().Says("The target gate fetches a sealed parcel.");
        all.MapPost("/{id}/close", CloseAsync).NeedsAgent().Says<HandOverStatus>("The source gate says that all parcels are here.");
        all.MapGet("/{id}/papers", TakeAsync).NeedsAgent().Says<HandOverPapers>("The target gate fetches plan, approval, manifest and log.");
        all.MapPut("/{id}/question", (string id, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
            PutAsync(id, HandOverShelf.Question, context, handing, cancellation)).NeedsAgent().WithMetadata(new RequestSizeLimitAttribute(PaperBytesMax))
            .Takes<SignedPaper>().Says("The target gate leaves a signed question.");
        all.MapGet("/{id}/question", (string id, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
            PaperAsync(id, HandOverShelf.Question, context, handing, cancellation)).NeedsAgent().Says<SignedPaper>("The question left last.");
        all.MapPut("/{id}/answer", (string id, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
            PutAsync(id, HandOverShelf.Answer, context, handing, cancellation)).NeedsAgent().WithMetadata(new RequestSizeLimitAttribute(PaperBytesMax))
            .Takes<SignedPaper>().Says("The source gate leaves its signed answer; its parcel follows.");
        all.MapGet("/{id}/answer", (string id, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
            PaperAsync(id, HandOverShelf.Answer, context, handing, cancellation)).NeedsAgent().Says<SignedPaper>("The answer left last.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, HandingOver handing, CancellationToken cancellation) =>
        ApiJson.Answer(await handing.ListAsync(SignedInAgent.Of(context), cancellation));

    private static async Task<IResult> BeginAsync(HttpContext context, HandingOver handing, CancellationToken cancellation) =>
        ApiJson.Answer(await handing.BeginAsync(
            SignedInAgent.Of(context), await ApiJson.ReadAsync<HandOverPapers>(context, cancellation, PapersBytesMax), cancellation));

    private static async Task<IResult> OneAsync(string id, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
        ApiJson.Answer(await handing.StatusAsync(SignedInAgent.Of(context), id, cancellation));

    private static async Task<IResult> ReceiveAsync(string id, string parcel, HttpContext context, HandingOver handing, CancellationToken cancellation)
    {
        await handing.ReceiveAsync(SignedInAgent.Of(context), id, parcel, context.Request.Body, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> ParcelAsync(string id, string parcel, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
        Results.Stream(await handing.ParcelAsync(SignedInAgent.Of(context), id, parcel, cancellation), "application/octet-stream", enableRangeProcessing: true);

    private static async Task<IResult> CloseAsync(string id, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
        ApiJson.Answer(await handing.CloseAsync(SignedInAgent.Of(context), id, cancellation));

    private static async Task<IResult> TakeAsync(string id, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
        ApiJson.Answer(await handing.TakeAsync(SignedInAgent.Of(context), id, cancellation));

    private static async Task<IResult> PutAsync(string id, string name, HttpContext context, HandingOver handing, CancellationToken cancellation)
    {
        var paper = await ApiJson.ReadAsync<SignedPaper>(context, cancellation, PaperBytesMax);
        await handing.PutAsync(SignedInAgent.Of(context), id, name, paper, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> PaperAsync(string id, string name, HttpContext context, HandingOver handing, CancellationToken cancellation) =>
        ApiJson.Answer(await handing.PaperAsync(SignedInAgent.Of(context), id, name, cancellation));
}
