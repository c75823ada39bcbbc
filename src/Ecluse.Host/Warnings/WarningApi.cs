using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Warnings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Warnings;

/// <summary>Warnings for a command line elsewhere: the same acts as the console's. Words go out sealed, and no key that opens them comes in.</summary>
internal static class WarningApi
{
    // The files of a warning, in base64, and what stands around them.
    private const int ToldBytesMax = (WarningTar.BytesMax / 3 * 4) + ApiJson.BytesMax;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/warnings", ListAsync).Needs(Right.CloseWarnings).Says<IReadOnlyList<WarningFacts>>("Warnings that are yours to see, without a word of them.");
        api.MapPost("/warnings", TakeAsync).Needs(Right.EnterWarnings).WithMetadata(new RequestSizeLimitAttribute(ToldBytesMax))
            .Takes<WarningTold>().Says<WarningTaken>("Writes one down, sealed to the handlers; the receipt is in this answer and nowhere else.");
        api.MapPost("/warnings/key", KeyAsync).Needs(Right.CloseWarnings).Takes<HandlerKey>().Says<WarningDone>("Warnings are sealed to this key of yours from now on.");
        api.MapGet("/warnings/{id}", ShowAsync).Needs(Right.CloseWarnings).Says<WarningStory>("Its clocks, the controllers it may concern, the notices that went by themselves.");
        api.MapGet("/warnings/{id}/words", WordsAsync).Needs(Right.HandleWarnings).Says<IReadOnlyList<WarningSealed>>("Its words, sealed: opened where the key is.");
        Act<Nothing>(api, "acknowledge", Right.HandleWarnings, "Says that it was seen.", (desk, warning, me, _, stop) => desk.Ledger.AcknowledgeAsync(warning.Id, me.Person, stop));
        Act<WarningAnswer>(api, "answer", Right.HandleWarnings, "Answers whoever told it.", (desk, warning, me, said, stop) => desk.Ledger.AnswerAsync(warning.Id, said.Words, me.Person, stop));
        Act<ConcernAnswer>(api, "concern", Right.HandleWarnings, "Says whether the same cause concerns a controller.", (desk, warning, me, said, stop) =>
            desk.AnswerConcernAsync(warning, said.Controller, said.IsConcerned, said.Reason ?? "", me.Person, stop));
        Act<WarningRelease>(api, "release", Right.HandleWarnings, "Releases struck-out words to one controller, sealed to its officers.", (desk, warning, me, said, stop) =>
            desk.ReleaseAsync(warning, said.Controller, said.Words, me.Person, stop));
        Act<WarningHold>(api, "hold", Right.HandleWarnings, "Holds a closed one past its date.", (desk, warning, me, said, stop) =>
            desk.Ledger.HoldAsync(warning.Id, said.Until, said.Reason, me.Person, stop));
        Act<WarningProposal>(api, "propose", Right.CloseWarnings, "Proposes how it ends.", (desk, warning, me, said, stop) =>
            desk.Ledger.ProposeAsync(warning.Id, said.Outcome, said.Reason, HandlerOf(me), stop));
        Act<Nothing>(api, "close", Right.CloseWarnings, "Closes it, as the second person.", (desk, warning, me, _, stop) => desk.CloseAsync(warning, HandlerOf(me), stop));
        api.MapPost("/warnings/{id}/breach", BreachAsync).Needs(Right.HandleWarnings).Takes<BreachCause>().Says<WarningBreach>("It is a breach: opens one that keeps its first receipt.");
    }

    private static WarningHandler HandlerOf(Account me) => new(me.Person, me.Role, me.Controller);

    private static async Task<Warning> FindAsync(HttpContext context, Sight sight, string id, CancellationToken cancellation) =>
        await sight.FindWarningAsync(ApiSight.Who(context), id, cancellation) ?? throw WarningErrors.NotFound();

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var now = parts.Clock.GetUtcNow();
        return ApiJson.Answer((await sight.WarningsAsync(ApiSight.Who(context), cancellation)).Select(one => WarningFacts.Of(one, now)));
    }

    private static async Task<IResult> TakeAsync(HttpContext context, WarningDesk desk, CancellationToken cancellation)
    {
        var told = await ApiJson.ReadAsync<WarningTold>(context, cancellation, ToldBytesMax);
        var (id, receipt) = await desk.TakeAsync(
            new ToldWarning(told.Source, [.. told.Subjects.Distinct()], told.About, told.Told),
            new WarningContent(told.Words, [.. told.Files.Select(file => new WarningFile(file.Name, file.Bytes))]), ApiSight.Who(context).Person, told.Received, cancellation);
        await desk.RunDueAsync(cancellation);
        return ApiJson.Answer(new WarningTaken(id, receipt));
    }

    private static async Task<IResult> KeyAsync(HttpContext context, WarningDesk desk, CancellationToken cancellation)
    {
        var me = ApiSight.Who(context).Person;
        await desk.Ledger.EnrolHandlerAsync(me, (await ApiJson.ReadAsync<HandlerKey>(context, cancellation)).Recipient, cancellation);
        return ApiJson.Answer(new WarningDone(me));
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, Sight sight, WarningDesk desk, ServerParts parts, CancellationToken cancellation) =>
        ApiJson.Answer(await WarningStory.ReadAsync(
            desk, await FindAsync(context, sight, id, cancellation), ApiSight.Who(context).Controller, parts.Clock.GetUtcNow(), cancellation));

    private static async Task<IResult> WordsAsync(string id, HttpContext context, Sight sight, WarningDesk desk, CancellationToken cancellation)
    {
        var warning = await FindAsync(context, sight, id, cancellation);
        return ApiJson.Answer((await desk.Ledger.WordsAsync(warning.Id, isReporter: false, cancellation))
            .Select(one => new WarningSealed(one.Number, one.At, one.By is null, one.Copies)));
    }

    private static async Task<IResult> BreachAsync(string id, HttpContext context, Sight sight, WarningDesk desk, CancellationToken cancellation)
    {
        var warning = await FindAsync(context, sight, id, cancellation);
        var cause = await ApiJson.ReadAsync<BreachCause>(context, cancellation);
        return ApiJson.Answer(new WarningBreach(
            await desk.BecomeAsync(warning, new Cause(cause.Places, cause.From, cause.Until), cause.Own, ApiSight.Who(context).Person, cancellation)));
    }

    private static void Act<T>(IEndpointRouteBuilder api, string verb, Right right, string what, Func<WarningDesk, Warning, Account, T, CancellationToken, Task> act)
        where T : notnull => api.MapPost($"/warnings/{{id}}/{verb}", async (string id, HttpContext context, Sight sight, WarningDesk desk, CancellationToken cancellation) =>
        {
            var warning = await FindAsync(context, sight, id, cancellation);
            await act(desk, warning, ApiSight.Who(context), await ApiJson.ReadAsync<T>(context, cancellation), cancellation);
            return ApiJson.Answer(new WarningDone(warning.Id));
        }).Needs(right).Takes<T>().Says<WarningDone>(what);
}

/// <summary>An act that needs no more said.</summary>
internal sealed record Nothing;

/// <summary>What somebody told, as staff write it down.</summary>
internal sealed record WarningTold(
    WarningSource Source, IReadOnlyList<WarningSubject> Subjects, WarningAbout About, IReadOnlyList<string> Told, string Words, IReadOnlyList<WarningAttachment> Files,
    DateTimeOffset? Received = null);

/// <summary>A file that came with it.</summary>
internal sealed record WarningAttachment(string Name, byte[] Bytes);

/// <summary>A warning that was written down, and its receipt.</summary>
internal sealed record WarningTaken(string Id, string Receipt);

/// <summary>An age recipient.</summary>
internal sealed record HandlerKey(string Recipient);

/// <summary>An answer for whoever told it.</summary>
internal sealed record WarningAnswer(string Words);

/// <summary>Whether the same cause concerns a controller; if not, why.</summary>
internal sealed record ConcernAnswer(string Controller, bool IsConcerned, string? Reason = null);

/// <summary>Struck-out words for one controller.</summary>
internal sealed record WarningRelease(string Controller, string Words);

/// <summary>Until when it is held, and why.</summary>
internal sealed record WarningHold(DateTimeOffset Until, string Reason);

/// <summary>How somebody proposes that it ends, and why.</summary>
internal sealed record WarningProposal(WarningOutcome Outcome, string Reason);

/// <summary>Where and when something went wrong, and whose own data it is where this installation is a controller's.</summary>
internal sealed record BreachCause(IReadOnlyList<string> Places, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Own = null);

/// <summary>The breach that it became.</summary>
internal sealed record WarningBreach(string Breach);

/// <summary>What an act was done on.</summary>
internal sealed record WarningDone(string Id);
