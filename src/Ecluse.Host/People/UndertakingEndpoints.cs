using System.Text;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Ecluse.Host.People;

/// <summary>
/// <c>/undertaking</c>: the text that a person of the processor signs before acting in a passage; <c>/acting</c>: who acts, for the
/// controllers to see (GDPR 28(3)(b)).
/// </summary>
internal static class UndertakingEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/undertaking", PageAsync).Needs(Right.SignUndertaking);
        application.MapPost("/undertaking/begin", BeginAsync).Needs(Right.SignUndertaking);
        application.MapPost("/undertaking/end", EndAsync).Needs(Right.SignUndertaking);
        application.MapGet("/acting", ActingAsync).Needs(Right.SeeActing);
    }

    private static async Task<IResult> PageAsync(HttpContext context, AccountShelf accounts, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        return UndertakingPage.Answer(context, me, await accounts.RowAsync(me.Person, cancellation));
    }

    private static async Task<IResult> BeginAsync(
        Asked asked, HttpContext context, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys)
    {
        var me = SignedIn.Of(context).Account;
        var typed = (asked.Name ?? "").Trim();
        if (!string.Equals(typed.Normalize(NormalizationForm.FormC), me.Name.Normalize(NormalizationForm.FormC), StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.Of(ServerErrors.NameNotTyped(), context);
        }

        var options = await passkeys.MakeRequestOptionsAsync(me, context);
        ceremonies.Begin(context, new Undertaken(me.Person, typed, asked.Text == "fr" ? Language.French : Language.English, options.AssertionState));
        return Results.Text(options.RequestOptionsJson, "application/json");
    }

    private static async Task<IResult> EndAsync(
        Credential given, HttpContext context, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys, AccountShelf accounts,
        AccountActs acts, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        if (ceremonies.End<Undertaken>(context) is not { } undertaken || undertaken.Person != me.Person || given.Json is null)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        var asserted = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context, CredentialJson = given.Json, AssertionState = undertaken.State,
        });
        if (!asserted.Succeeded || !asserted.Passkey.IsUserVerified || asserted.User.Person != me.Person)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        await accounts.SawAsync(asserted.Passkey, cancellation);
        await acts.UndertakeAsync(me, undertaken.Typed, undertaken.Language, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> ActingAsync(HttpContext context, Sight sight, CancellationToken cancellation) =>
        ActingPage.Answer(context, await sight.ActingAsync(cancellation));

    /// <summary>What the page sends first: the typed name, and in which language the text was shown.</summary>
    internal sealed record Asked(string? Name, string? Text);

    private sealed record Undertaken(string Person, string Typed, Language Language, string? State);
}
