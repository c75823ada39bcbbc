using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.People;

/// <summary><c>/people/ID</c>: what stands on an account, and what an officer does to it.</summary>
internal static class PersonEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/people/{id}", PageAsync).Needs(Right.SeePeople);
        application.MapPost("/people/{id}/training", TrainAsync).Needs(Right.EnterTraining).DisableAntiforgery();
        application.MapPost("/people/{id}/reviewed", ReviewAsync).Needs(Right.ReviewPeople).DisableAntiforgery();
        application.MapPost("/people/{id}/close", CloseAsync).Needs(Right.CloseAccounts).DisableAntiforgery();
    }

    private static async Task<IResult> PageAsync(
        string id, HttpContext context, Sight sight, TimeProvider clock, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        return await sight.FindPersonAsync(me, id, cancellation) is { } person
            ? PersonPage.Answer(context, me, person, clock.GetUtcNow())
            : RefusalPage.NotFound(context);
    }

    // Training is a duty of the processor's people; a day that has not ended yet where the officer is may have ended elsewhere.
    private static Task<IResult> TrainAsync(
        string id, [FromForm] string? on, HttpContext context, Sight sight, AccountActs acts, TimeProvider clock, CancellationToken cancellation) =>
        ChangeAsync(id, context, sight, (me, person) => person.Person.Controller == me.Controller, (me, _) =>
            DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day <= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(14)) && day.Year > 1999
                    ? acts.EnterTrainingAsync(me, id, day, cancellation)
                    : throw ServerErrors.DayMissing(), cancellation);

    private static Task<IResult> ReviewAsync(
        string id, HttpContext context, Sight sight, AccountActs acts, CancellationToken cancellation) =>
        ChangeAsync(id, context, sight, MayReview, (me, _) => acts.ReviewAsync(me, id, cancellation), cancellation);

    private static Task<IResult> CloseAsync(
        string id, HttpContext context, Sight sight, AccountActs acts, CancellationToken cancellation) =>
        ChangeAsync(id, context, sight, MayClose, (me, _) => acts.CloseAsync(me, id, cancellation), cancellation, "/people");

    /// <summary>Whether somebody reviews a person: of their own side, not themselves.</summary>
    internal static bool MayReview(Account me, AccountOfPerson person) =>
        person.Person.Id != me.Person && person.Person.Controller == me.Controller;

    /// <summary>Whether somebody closes a person's account: of their own side or as the processor, not their own.</summary>
    internal static bool MayClose(Account me, AccountOfPerson person) =>
        person.Person.Id != me.Person && (me.Controller is null || person.Person.Controller == me.Controller);

    private static async Task<IResult> ChangeAsync(
        string id, HttpContext context, Sight sight, Func<Account, AccountOfPerson, bool> may, Func<Account, AccountOfPerson, Task> change,
        CancellationToken cancellation, string? then = null)
    {
        var me = SignedIn.Of(context).Account;
        if (await sight.FindPersonAsync(me, id, cancellation) is not { } person)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            await (may(me, person) ? change(me, person) : throw ServerErrors.NotTheirs());
        }
        catch (EcluseException refused)
        {
            return Refusal.Of(refused, context);
        }

        return Results.Redirect(then ?? $"/people/{id}");
    }
}
