using System.Globalization;
using System.Text;
using Ecluse.Accounts;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Signing;
using Ecluse.Host.WebConsole;
using Ecluse.Passages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary><c>/passages/ID/postponement</c>: draws a later erase-by up, leads to its signing, takes it in: as <c>ecluse passage postpone</c>.</summary>
internal static class PostponementEndpoints
{
    /// <summary>Longest reason, characters.</summary>
    public const int ReasonLengthMax = 500;

    public static void Map(WebApplication application)
    {
        application.MapGet("/passages/{id}/postponement", (string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
            desk.ShowAsync(context, id, now => PostponementPage.Answer(context, now), cancellation)).Needs(Right.HandInSignatures);
        application.MapPost("/passages/{id}/postponement/draft", DraftAsync).Needs(Right.HandInSignatures);
        application.MapPost("/passages/{id}/postponement/sign", SignAsync).Needs(Right.SignDocuments);
        application.MapPost("/passages/{id}/postponement", TakeAsync).Needs(Right.HandInSignatures).TakesFiles();
    }

    private static Task<IResult> DraftAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
        DrawnUpAsync(id, context, sight, parts, (_, bytes) => Results.File(bytes, "application/json", "postponement.json"), cancellation);

    private static Task<IResult> SignAsync(
        string id, HttpContext context, Sight sight, ServerParts parts, Ceremonies ceremonies, CancellationToken cancellation) =>
        DrawnUpAsync(id, context, sight, parts, (work, bytes) =>
        {
            var by = SignedIn.Of(context).Account.Person;
            return SigningEndpoints.Go(context, ceremonies, "postponement.json", bytes, async (signature, stop) =>
            {
                var (_, done) = await parts.Installation.PostponeAsync(work, bytes, signature, by, stop);
                return new($"Erased by {done.Until:yyyy-MM-dd HH:mm}Z.", $"Effacé avant le {done.Until:yyyy-MM-dd HH:mm}Z.");
            }, $"/passages/{work.Passage.Id}");
        }, cancellation);

    private static Task<IResult> TakeAsync(string id, HttpContext context, PassageDesk desk, ServerParts parts, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            var document = await Uploads.ReadAsync(context, "postponement", cancellation);
            var signature = Encoding.UTF8.GetString(await Uploads.ReadAsync(context, "signature", cancellation));
            await parts.Installation.PostponeAsync(work, document, signature, by, cancellation);
        }, cancellation);

    private static async Task<IResult> DrawnUpAsync(
        string id, HttpContext context, Sight sight, ServerParts parts, Func<PassageWork, byte[], IResult> then, CancellationToken cancellation)
    {
        if (await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            var reason = await Uploads.TextAsync(context, "reason", cancellation);
            if (reason.Length is 0 or > ReasonLengthMax)
            {
                throw ServerErrors.UploadMissing("reason");
            }

            var bytes = await parts.Installation.DraftPostponementAsync(
                work, await UntilAsync(context, cancellation), await Uploads.TextAsync(context, "hold", cancellation) == "yes", reason, cancellation);
            return then(work, bytes);
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/passages/{id}/postponement");
        }
    }

    private static async Task<DateTimeOffset> UntilAsync(HttpContext context, CancellationToken cancellation) => DateTimeOffset.TryParseExact(
        await Uploads.TextAsync(context, "until", cancellation), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until
            : throw ServerErrors.UploadMissing("until");
}
