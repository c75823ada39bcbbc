using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Metrics;
using Ecluse.Host.Providers;
using Ecluse.Host.Watch;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.SignIn;

/// <summary><c>/sign-in</c> with a passkey or with password and code, <c>/sign-out</c>.</summary>
internal static class SignInEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/sign-in", (HttpContext context, IReadOnlyList<Provider> providers) => SignInPage.Answer(context, providers)).Open();
        application.MapPost("/sign-in/begin", BeginAsync).Open();
        application.MapPost("/sign-in/end", EndAsync).Open();
        application.MapPost("/sign-in/password", PasswordAsync).Open().DisableAntiforgery();
        application.MapPost("/sign-out", SignOutAsync).Needs(Right.OwnSessions);
    }

    // Nobody is named yet: the browser offers whatever passkeys it has for this site.
    private static async Task<IResult> BeginAsync(HttpContext context, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys)
    {
        var options = await passkeys.MakeRequestOptionsAsync(null, context);
        ceremonies.Begin(context, new Signing(options.AssertionState));
        return Results.Text(options.RequestOptionsJson, "application/json");
    }

    private static async Task<IResult> EndAsync(
        Credential given, HttpContext context, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys, AccountShelf accounts,
        Sessions sessions, Failures failures, CancellationToken cancellation)
    {
        if (ceremonies.End<Signing>(context) is not { } signing || given.Json is null)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        var asserted = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context, CredentialJson = given.Json, AssertionState = signing.State,
        });
        if (!asserted.Succeeded || !asserted.Passkey.IsUserVerified)
        {
            Counted.SignIn("passkey", isDone: false);
            failures.Saw(context, "passkey", "SERVE-004", null);
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        await accounts.SawAsync(asserted.Passkey, cancellation);
        await sessions.BeginAsync(context, asserted.User, "passkey", cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> PasswordAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? code, HttpContext context, PasswordSignIn signIn,
        Sessions sessions, Failures failures, IReadOnlyList<Provider> providers, CancellationToken cancellation)
    {
        try
        {
            var (account, way) = await signIn.RunAsync(name ?? "", password ?? "", code ?? "", cancellation);
            await sessions.BeginAsync(context, account, way, cancellation);
            return Results.Redirect("/");
        }
        catch (EcluseException refused)
        {
            Counted.SignIn("password", isDone: false);
            await failures.SawAsync(context, "password", refused.Code, name ?? "", cancellation);
            return SignInPage.Answer(context, providers, refused);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, CancellationToken cancellation)
    {
        await sessions.EndAsync(context, cancellation);
        return Results.Redirect("/sign-in");
    }

    private sealed record Signing(string? State);
}
