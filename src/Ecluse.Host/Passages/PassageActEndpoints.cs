using System.Text;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Passages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>
/// What may be done with a passage from the console: run, compare, decide, take the acceptance in, stop, erase. Each is the same use
/// case as its verb, done by whoever is signed in.
/// </summary>
internal static class PassageActEndpoints
{
    private const int ReasonLengthMax = 500;

    public static void Map(WebApplication application)
    {
        application.MapPost("/passages/{id}/run", RunAsync).Needs(Right.RunPassages);
        application.MapPost("/passages/{id}/reseal", ResealAsync).Needs(Right.RunPassages);
        application.MapPost("/passages/{id}/reconcile", ReconcileAsync).Needs(Right.RunPassages);
        application.MapPost("/passages/{id}/rejects/skip", SkipAsync).Needs(Right.RunPassages);
        application.MapPost("/passages/{id}/rejects/retry", RetryAsync).Needs(Right.RunPassages);
        application.MapPost("/passages/{id}/acceptance", AcceptAsync).Needs(Right.HandInSignatures).TakesFiles();
        application.MapGet("/passages/{id}/stop", (string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
            desk.ShowAsync(context, id, now => EndingPage.Stop(context, now), cancellation)).Needs(Right.StopPassages);
        application.MapPost("/passages/{id}/stop", StopAsync).Needs(Right.StopPassages);
        application.MapGet("/passages/{id}/erase", (string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
            desk.ShowAsync(context, id, now => EndingPage.Erase(context, now), cancellation)).Needs(Right.ErasePassages);
        application.MapPost("/passages/{id}/erase", EraseAsync).Needs(Right.ErasePassages);
    }

    private static Task<IResult> RunAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            await desk.BeginAsync(work, JobKind.Run, by, PassageState.Opened, PassageState.Loaded, async (job, stop) =>
            {
                await desk.Walking.RunAsync(work, job, stop);
                return null;
            }, cancellation);
        }, cancellation);

    private static Task<IResult> ResealAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, (work, by) => desk.BeginResealingAsync(work, by, cancellation), cancellation);

    private static Task<IResult> ReconcileAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            await desk.BeginAsync(work, JobKind.Reconcile, by, PassageState.Loaded, PassageState.Loaded, async (job, stop) =>
            {
                await desk.Walking.ReconcileAsync(work, null, job, stop);
                return null;
            }, cancellation);
        }, cancellation);

    private static Task<IResult> SkipAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            var (which, reason) = (await Uploads.TextAsync(context, "which", cancellation), await Uploads.TextAsync(context, "reason", cancellation));
            if (reason.Length is 0 or > ReasonLengthMax)
            {
                throw ServerErrors.UploadMissing("reason");
            }

            await desk.Rejects.SkipAsync(work, which, reason, by, cancellation);
        }, cancellation);

    private static Task<IResult> RetryAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            var which = await Uploads.TextAsync(context, "which", cancellation);
            desk.Workshop.Begin(work.Passage.Id, JobKind.Retry, by, async (_, stop) =>
            {
                await desk.Rejects.RetryAsync(work, which, by, stop);
                return null;
            });
        }, cancellation);

    private static Task<IResult> AcceptAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            var document = await Uploads.ReadAsync(context, "acceptance", cancellation);
            var signature = Encoding.UTF8.GetString(await Uploads.ReadAsync(context, "signature", cancellation));
            await desk.Walking.AcceptAsync(work, document, signature, by, cancellation);
        }, cancellation);

    private static Task<IResult> StopAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            await SureAsync(context, cancellation);
            if (work.Passage.State is PassageState.Accepted or PassageState.Erased)
            {
                throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Stopped);
            }

            desk.Workshop.BeginEnding(work.Passage.Id, JobKind.Stop, by, async (job, stop) =>
            {
                await desk.Ending.StopAsync(work.Passage.Id, by, job, stop);
                return null;
            });
        }, cancellation);

    private static Task<IResult> EraseAsync(string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
        desk.DoAsync(context, id, async (work, by) =>
        {
            await SureAsync(context, cancellation);
            if (work.Passage.State is not (PassageState.Accepted or PassageState.Stopped))
            {
                throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Erased);
            }

            desk.Workshop.BeginEnding(work.Passage.Id, JobKind.Erase, by, async (_, stop) =>
            {
                await desk.Ending.EraseAsync(work.Passage.Id, by, stop);
                return null;
            });
        }, cancellation);

    private static async Task SureAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await Uploads.TextAsync(context, "sure", cancellation) != "yes")
        {
            throw ServerErrors.NotSure();
        }
    }
}
