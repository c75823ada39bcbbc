using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Breaches;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Warnings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.Warnings;

/// <summary><c>/warnings</c>: what handlers and controllers see of warnings, and do.</summary>
internal static class WarningEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/warnings", ListAsync).Needs(Right.SeeWarnings);
        application.MapGet("/warnings/new", (HttpContext context) => EnterPage.Answer(context, null)).Needs(Right.EnterWarnings);
        application.MapPost("/warnings/new", EnterAsync).Needs(Right.EnterWarnings)
            .WithMetadata(new RequestSizeLimitAttribute(WarningTar.BytesMax + Uploads.BytesMax))
            .WithFormOptions(memoryBufferThreshold: WarningTar.BytesMax + Uploads.BytesMax, multipartBodyLengthLimit: WarningTar.BytesMax);
        application.MapPost("/warnings/key", KeyAsync).Needs(Right.CloseWarnings);
        application.MapGet("/warnings/{id}", (string id, HttpContext context, Sight sight, WarningDesk desk, ServerParts parts, CancellationToken cancellation) =>
            WithAsync(id, context, sight, async seen => WarningPage.Answer(context, await StandingAsync(seen, context, desk, parts, cancellation)), cancellation)).Needs(Right.SeeWarnings);
        application.MapGet("/warnings/{id}/words.age", WordsAsync).Needs(Right.HandleWarnings);
        application.MapGet("/warnings/{id}/released.age", ReleasedAsync).Needs(Right.CloseWarnings);
        Act(application, "acknowledge", Right.HandleWarnings, (desk, warning, me, _, stop) => desk.Ledger.AcknowledgeAsync(warning.Id, me.Person, stop));
        Act(application, "answer", Right.HandleWarnings, (desk, warning, me, form, stop) => desk.Ledger.AnswerAsync(warning.Id, form["words"].ToString().ReplaceLineEndings("\n"), me.Person, stop));
        Act(application, "concern", Right.HandleWarnings, (desk, warning, me, form, stop) =>
            desk.AnswerConcernAsync(warning, form["controller"].ToString(), form["answer"] == "concerned", form["reason"].ToString(), me.Person, stop));
        application.MapGet("/warnings/{id}/breach", (string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
            WithAsync(id, context, sight, warning => WarningBreachPage.AnswerAsync(context, warning, parts.Installation, cancellation), cancellation)).Needs(Right.HandleWarnings);
        Act(application, "breach", Right.HandleWarnings, (desk, warning, me, form, stop) =>
            desk.BecomeAsync(warning, CauseForm.Of(form), form["own"].ToString() is { Length: > 0 } own ? own : null, me.Person, stop));
        Act(application, "release", Right.HandleWarnings, (desk, warning, me, form, stop) =>
            desk.ReleaseAsync(warning, form["controller"].ToString(), form["words"].ToString().ReplaceLineEndings("\n"), me.Person, stop));
        Act(application, "hold", Right.HandleWarnings, (desk, warning, me, form, stop) =>
            desk.Ledger.HoldAsync(warning.Id, InstantOf(form["until"]) ?? throw WarningErrors.NotHeld(), form["reason"].ToString(), me.Person, stop));
        Act(application, "propose", Right.CloseWarnings, (desk, warning, me, form, stop) => desk.Ledger.ProposeAsync(
            warning.Id, WarningWords.Parse<WarningOutcome>(form["outcome"]) ?? throw WarningErrors.Incomplete(), form["reason"].ToString(), HandlerOf(me), stop));
        Act(application, "close", Right.CloseWarnings, (desk, warning, me, _, stop) => desk.CloseAsync(warning, HandlerOf(me), stop));
        Act(application, "read", Right.CloseWarnings, async (desk, warning, me, _, stop) =>
        {
            foreach (var kind in Enum.GetValues<WarningClockKind>())
            {
                await desk.Ledger.SeenAsync(warning.Id, kind, me.Controller ?? "", me.Person, stop);
            }
        });
    }

    private static WarningHandler HandlerOf(Account me) => new(me.Person, me.Role, me.Controller);

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, WarningDesk desk, ServerParts parts, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        return WarningListPage.Answer(
            context, await sight.WarningsAsync(me, cancellation), await sight.NoticesAsync(me, cancellation),
            !me.May(Right.CloseWarnings) ? null
                : me.Controller is { } controller ? await desk.Ledger.ReadersAsync(controller, cancellation) : await desk.Ledger.HandlersAsync(cancellation),
            parts.Clock.GetUtcNow());
    }

    private static async Task<IResult> EnterAsync(HttpContext context, WarningDesk desk, CancellationToken cancellation)
    {
        try
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellation) : FormCollection.Empty;
            var told = new ToldWarning(
                WarningWords.Parse<WarningSource>(form["source"]) ?? throw WarningErrors.Incomplete(),
                [.. form["subject"].Select(WarningWords.Parse<WarningSubject>).OfType<WarningSubject>().Distinct()],
                WarningWords.Parse<WarningAbout>(form["about"]) ?? WarningAbout.Nobody, [.. form["told"].OfType<string>()]);
            var (id, receipt) = await desk.TakeAsync(
                told, await ReporterEndpoints.ContentAsync(form, cancellation), SignedIn.Of(context).Account.Person, InstantOf(form["received"]), cancellation);
            return EnterPage.Entered(context, id, receipt);
        }
        catch (InvalidDataException)
        {
            return EnterPage.Answer(context, WarningErrors.TooLarge());
        }
        catch (EcluseException refused)
        {
            return EnterPage.Answer(context, refused);
        }
    }

    private static async Task<IResult> KeyAsync(HttpContext context, WarningDesk desk, CancellationToken cancellation)
    {
        try
        {
            await desk.Ledger.EnrolHandlerAsync(SignedIn.Of(context).Account.Person, await Uploads.TextAsync(context, "recipient", cancellation), cancellation);
            return Results.Redirect("/warnings");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, "/warnings");
        }
    }

    private static Task<IResult> WordsAsync(string id, HttpContext context, Sight sight, WarningDesk desk, CancellationToken cancellation) => WithAsync(
        id, context, sight,
        async warning =>
        {
            int Asked(string name) => int.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : 1;
            var words = (await desk.Ledger.WordsAsync(warning.Id, isReporter: false, cancellation)).FirstOrDefault(one => one.Number == Asked("n"));
            return words?.Copies.ElementAtOrDefault(Asked("copy") - 1) is { } copy
                ? Results.Bytes(copy, "application/octet-stream", $"{warning.Id}-{words.Number}.tar.age")
                : RefusalPage.NotFound(context);
        },
        cancellation);

    // A controller's officers fetch what was released to them; handlers, what they released.
    private static Task<IResult> ReleasedAsync(string id, HttpContext context, Sight sight, WarningDesk desk, CancellationToken cancellation) => WithAsync(
        id, context, sight,
        async warning =>
        {
            int Asked(string name) => int.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : 1;
            var released = (await desk.Ledger.ReleasedAsync(warning.Id, SignedIn.Of(context).Account.Controller, cancellation)).FirstOrDefault(one => one.Number == Asked("n"));
            return released?.Copies.ElementAtOrDefault(Asked("copy") - 1) is { } copy
                ? Results.Bytes(copy, "application/octet-stream", $"{warning.Id}-released-{released.Number}.tar.age")
                : RefusalPage.NotFound(context);
        },
        cancellation);

    private static DateTimeOffset? InstantOf(string? local) => DateTimeOffset.TryParseExact(
        local, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static void Act(
        WebApplication application, string verb, Right right, Func<WarningDesk, Warning, Account, IFormCollection, CancellationToken, Task> act) =>
        application.MapPost($"/warnings/{{id}}/{verb}", (string id, HttpContext context, Sight sight, WarningDesk desk, CancellationToken cancellation) => WithAsync(
            id, context, sight,
            async warning =>
            {
                try
                {
                    var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellation) : FormCollection.Empty;
                    await act(desk, warning, SignedIn.Of(context).Account, form, cancellation);
                    return Results.Redirect($"/warnings/{warning.Id}");
                }
                catch (EcluseException refused)
                {
                    return RefusalPage.Of(context, refused, $"/warnings/{warning.Id}");
                }
            },
            cancellation)).Needs(right);

    private static async Task<IResult> WithAsync(string id, HttpContext context, Sight sight, Func<Warning, Task<IResult>> answer, CancellationToken cancellation) =>
        await sight.FindWarningAsync(SignedIn.Of(context).Account, id, cancellation) is { } warning ? await answer(warning) : RefusalPage.NotFound(context);

    private static async Task<WarningStanding> StandingAsync(Warning warning, HttpContext context, WarningDesk desk, ServerParts parts, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        var isHouse = me.Controller is null;
        var concerns = await desk.Ledger.ConcernsAsync(warning.Id, cancellation);
        var notices = await desk.Ledger.NoticesOfAsync(warning.Id, cancellation);
        return new(
            warning, me, parts.Clock.GetUtcNow(),
            isHouse ? await desk.ListAsync(warning, cancellation) : [],
            [.. concerns.Where(one => isHouse || one.Controller == me.Controller)],
            [.. notices.Where(one => isHouse || one.Controller == me.Controller)],
            me.May(Right.HandleWarnings) ? await desk.Ledger.WordsAsync(warning.Id, isReporter: false, cancellation) : [],
            me.May(Right.CloseWarnings) ? await desk.Ledger.ReleasedAsync(warning.Id, me.Controller, cancellation) : [],
            await desk.Ledger.KeptAsync(warning.Id, cancellation));
    }
}
