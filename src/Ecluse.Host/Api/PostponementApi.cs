using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Guard;
using Ecluse.Host.Passages;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary>A later erase-by: drawn up to be signed elsewhere, then handed in.</summary>
internal static class PostponementApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/passages/{id}/postponement/draft", DraftAsync).Needs(Right.HandInSignatures).Takes<PostponementAsked>().Says<PostponementBytes>("Draws a postponement up; moves nothing.");
        api.MapPost("/passages/{id}/postponement", TakeAsync).Needs(Right.HandInSignatures).WithMetadata(new RequestSizeLimitAttribute(2 * Uploads.BytesMax))
            .Takes<SignedDocument>().Says<TakenPostponement>("Takes the signed postponement in.");
    }

    private static async Task<IResult> DraftAsync(string id, HttpContext context, ApiSight sight, ServerParts parts, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        var asked = await ApiJson.ReadAsync<PostponementAsked>(context, cancellation);
        return asked.Reason.Length is > 0 and <= PostponementEndpoints.ReasonLengthMax
            ? ApiJson.Answer(new PostponementBytes(
                await parts.Installation.DraftPostponementAsync(work, asked.Until.ToUniversalTime(), asked.LegalHold, asked.Reason, cancellation), work.Passage.EraseBy))
            : throw ApiErrors.NotThisShape();
    }

    private static async Task<IResult> TakeAsync(string id, HttpContext context, ApiSight sight, ServerParts parts, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        var given = await ApiJson.ReadAsync<SignedDocument>(context, cancellation, 2 * Uploads.BytesMax);
        var (signatory, done) = await parts.Installation.PostponeAsync(work, given.Document, given.Signature, ApiSight.Who(context).Person, cancellation);
        return ApiJson.Answer(new TakenPostponement(work.Passage.Id, signatory.Id, signatory.Name, done.From, done.Until, done.LegalHold));
    }
}

/// <summary>What is asked for.</summary>
/// <param name="Until">The new date.</param>
/// <param name="Reason">Why; at most 500 characters; names no patient.</param>
/// <param name="LegalHold">Whether it is a legal hold.</param>
internal sealed record PostponementAsked(DateTimeOffset Until, string Reason, bool LegalHold);

/// <summary>A postponement to sign.</summary>
/// <param name="Document">Its exact bytes.</param>
/// <param name="From">The date that it would move.</param>
internal sealed record PostponementBytes(byte[] Document, DateTimeOffset From);

/// <summary>A date that moved.</summary>
internal sealed record TakenPostponement(string Passage, string Signatory, string? Name, DateTimeOffset From, DateTimeOffset Until, bool LegalHold);
