using Ecluse.Accounts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.Signing;
using Ecluse.Host.WebConsole;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>
/// <c>/passages/ID/sample</c>: leg 3 in the browser of the laboratory's signatory, where both gates are in this process. It is drawn when
/// it is asked for, answered once, kept nowhere, and journaled; what is signed afterwards names nobody.
/// </summary>
internal static class SampleEndpoints
{
    private const int LineLengthMax = 200;

    public static void Map(WebApplication application)
    {
        application.MapGet("/passages/{id}/sample", (string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
            desk.ShowAsync(context, id, now => SamplePage.Ask(context, now), cancellation)).Needs(Right.SeeSample);
        application.MapPost("/passages/{id}/sample", DrawAsync).Needs(Right.SeeSample);
        application.MapPost("/passages/{id}/sample/sign", SignAsync).Needs(Right.SignDocuments);
    }

    private static async Task<IResult> DrawAsync(
        string id, HttpContext context, PassageDesk desk, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindPassageAsync(account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            var line = await Uploads.TextAsync(context, "line", cancellation);
            if (line.Length is 0 or > LineLengthMax || line.Any(char.IsControl))
            {
                throw ServerErrors.UploadMissing("line");
            }

            if (!work.Plan.OneMachine)
            {
                throw ServerErrors.GatesApart();
            }

            var showing = new SampleShowing(parts.Installation);
            var sample = await showing.RunAsync(work, line, null, account.Person, cancellation);
            desk.Workshop.Tell();

            // A proxy in front would otherwise put a long answer on its disk.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            return SamplePage.Show(context, work, sample, showing.Pairs(work.Plan));
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/passages/{id}/sample");
        }
    }

    private static async Task<IResult> SignAsync(
        string id, HttpContext context, Ceremonies ceremonies, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindPassageAsync(account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            var bytes = Base64(await Uploads.TextAsync(context, "acceptance", cancellation));
            _ = CanonicalDocument.Read<Acceptance>(bytes);

            async Task<Text> AcceptAsync(string signature, CancellationToken stop)
            {
                await new Walking(parts.Installation).AcceptAsync(work, bytes, signature, account.Person, stop);
                return new($"The acceptance of passage {id} is taken in.", $"La recette du passage {id} est reçue.");
            }

            return Results.Redirect(SigningSite.PageOf(context, "document", ceremonies.Begin(
                new DocumentTicket(account, "acceptance.json", bytes, DocumentFigures.Read("acceptance.json", bytes), AcceptAsync, $"/passages/{id}"),
                account.Person)));
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/passages/{id}/sample");
        }
    }

    // The very bytes that the sample's page was given; a form would have changed the ends of a text's lines.
    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 0 ? bytes[..length] : throw ServerErrors.UploadMissing("acceptance");
    }
}
