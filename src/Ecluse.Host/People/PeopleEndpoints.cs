using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.People;

/// <summary><c>/people</c>: who has an account, who is invited, and an invitation; <c>/sessions</c>: one's own sessions.</summary>
internal static class PeopleEndpoints
{
    private const int NameLengthMax = 200;

    public static void Map(WebApplication application)
    {
        application.MapGet("/people", PeopleAsync).Needs(Right.SeePeople);
        application.MapGet("/people/invite", () => Results.Redirect("/people")).Needs(Right.SeePeople);
        application.MapPost("/people/invite", InviteAsync).Needs(Right.InvitePeople).DisableAntiforgery();
        application.MapGet("/sessions", SessionsAsync).Needs(Right.OwnSessions);
        application.MapPost("/sessions/end-others", EndOthersAsync).Needs(Right.OwnSessions);
    }

    private static async Task<IResult> PeopleAsync(HttpContext context, Sight sight, TimeProvider clock, CancellationToken cancellation) =>
        await PageAsync(context, sight, null, clock.GetUtcNow(), cancellation);

    // The code is shown on this answer and nowhere else; the page is kept by no cache.
    private static async Task<IResult> InviteAsync(
        [FromForm] string? name, [FromForm] string? role, [FromForm] string? controller, HttpContext context, AccountShelf accounts, Sight sight,
        TimeProvider clock, CancellationToken cancellation)
    {
        var by = SignedIn.Of(context).Account;
        var called = (name ?? "").Trim();
        var theirs = string.IsNullOrEmpty(controller) ? by.Controller : controller;
        if (called.Length is 0 or > NameLengthMax || RoleNames.Parse(role ?? "") is not { } chosen
            || !Sides.Has(theirs is null ? Side.Processor : Side.Controller, chosen)
            || (theirs is not null && !(await sight.ControllersAsync(by, cancellation)).Contains(theirs)))
        {
            return Refusal.Of(ServerErrors.InvitationIncomplete(), context);
        }

        var invited = new Account(AccountShelf.NewPerson(), called, theirs ?? by.Organisation, chosen, theirs);
        var code = OneTimeCode.Generate();
        await accounts.InviteAsync(invited, OneTimeCode.HashOf(code), by, cancellation);
        return await PageAsync(context, sight, (invited, code), clock.GetUtcNow(), cancellation);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Sight sight, (Account Invited, string Code)? made, DateTimeOffset now, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        return PeoplePage.Answer(
            context, me, await sight.PeopleAsync(me, cancellation), await sight.ControllersAsync(me, cancellation), made, now);
    }

    private static async Task<IResult> SessionsAsync(HttpContext context, Sessions sessions, CancellationToken cancellation)
    {
        var all = await sessions.ListAsync(SignedIn.Of(context).Account.Person, cancellation);
        return SessionsPage.Answer(context, all, row => sessions.IsOpen(row, all));
    }

    private static async Task<IResult> EndOthersAsync(HttpContext context, Sessions sessions, CancellationToken cancellation)
    {
        await sessions.EndOthersAsync(context, SignedIn.Of(context).Account.Person, cancellation);
        return Results.Redirect("/sessions");
    }
}
