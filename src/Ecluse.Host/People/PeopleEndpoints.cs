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

    private static async Task<IResult> PeopleAsync(HttpContext context, AccountShelf accounts, CancellationToken cancellation) =>
        PeoplePage.Answer(context, await accounts.PeopleAsync(cancellation), invited: null, code: null);

    // The code is shown on this answer and nowhere else; the page is kept by no cache.
    private static async Task<IResult> InviteAsync(
        [FromForm] string? name, [FromForm] string? role, HttpContext context, AccountShelf accounts, CancellationToken cancellation)
    {
        var by = context.Features.Get<SignedIn>()!.Account;
        var called = (name ?? "").Trim();
        if (called.Length is 0 or > NameLengthMax || RoleNames.Parse(role ?? "") is not { } chosen || chosen == Role.Signatory)
        {
            return Refusal.Of(ServerErrors.InvitationIncomplete(), context);
        }

        var invited = new Account(AccountShelf.NewPerson(), called, by.Organisation, chosen);
        var code = OneTimeCode.Generate();
        await accounts.InviteAsync(invited, OneTimeCode.HashOf(code), by, cancellation);
        return PeoplePage.Answer(context, await accounts.PeopleAsync(cancellation), invited, code);
    }

    private static async Task<IResult> SessionsAsync(HttpContext context, Sessions sessions, CancellationToken cancellation) =>
        SessionsPage.Answer(context, await sessions.ListAsync(context.Features.Get<SignedIn>()!.Account.Person, cancellation), sessions.IsOpen);

    private static async Task<IResult> EndOthersAsync(HttpContext context, Sessions sessions, CancellationToken cancellation)
    {
        await sessions.EndOthersAsync(context, context.Features.Get<SignedIn>()!.Account.Person, cancellation);
        return Results.Redirect("/sessions");
    }
}
