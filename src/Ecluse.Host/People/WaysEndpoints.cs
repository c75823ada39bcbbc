using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Providers;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Ecluse.Host.People;

/// <summary><c>/ways</c>: one's own ways in. Passkeys come and go, a password comes with its codes or not at all.</summary>
internal static class WaysEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/ways", PageAsync).Needs(Right.OwnSessions);
        application.MapPost("/ways/passkey/begin", BeginPasskeyAsync).Needs(Right.OwnWays);
        application.MapPost("/ways/passkey/end", EndPasskeyAsync).Needs(Right.OwnWays);
        application.MapPost("/ways/passkey/withdraw", WithdrawPasskeyAsync).Needs(Right.OwnWays).DisableAntiforgery();
        application.MapPost("/ways/password", ChoosePasswordAsync).Needs(Right.OwnWays).DisableAntiforgery();
        application.MapPost("/ways/password/code", ConfirmAsync).Needs(Right.OwnWays).DisableAntiforgery();
        application.MapPost("/ways/password/withdraw", WithdrawPasswordAsync).Needs(Right.OwnWays);
        application.MapPost("/ways/recovery", RecoveryAsync).Needs(Right.OwnWays);
    }

    private static async Task<IResult> PageAsync(HttpContext context, WaysIn ways, CancellationToken cancellation) =>
        await ShowAsync(context, ways, WaysShown.Nothing, cancellation);

    private static async Task<IResult> BeginPasskeyAsync(HttpContext context, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys)
    {
        var me = SignedIn.Of(context).Account;
        var options = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = me.Person, Name = me.Name, DisplayName = me.Name }, context);
        ceremonies.Begin(context, new Adding(me.Person, options.AttestationState));
        return Results.Text(options.CreationOptionsJson, "application/json");
    }

    private static async Task<IResult> EndPasskeyAsync(
        Credential given, HttpContext context, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys, WaysIn ways, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        if (ceremonies.End<Adding>(context) is not { } adding || adding.Person != me.Person || given.Json is null)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        var attested = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context, CredentialJson = given.Json, AttestationState = adding.State,
        });
        if (!attested.Succeeded || !attested.Passkey.IsUserVerified)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        await ways.AddPasskeyAsync(me.Person, attested.Passkey, cancellation);
        return Results.NoContent();
    }

    // Whoever takes a way away may have lost it to somebody: all other sessions end.
    private static async Task<IResult> WithdrawPasskeyAsync(
        [FromForm] string? key, HttpContext context, WaysIn ways, Sessions sessions, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        try
        {
            if (!await ways.WithdrawPasskeyAsync(me.Person, key ?? "", cancellation))
            {
                return RefusalPage.NotFound(context);
            }
        }
        catch (EcluseException refused)
        {
            return Refusal.Of(refused, context);
        }

        await sessions.EndOthersAsync(context, me.Person, cancellation);
        return Results.Redirect("/ways");
    }

    private static async Task<IResult> ChoosePasswordAsync(
        [FromForm] string? name, [FromForm] string? password, HttpContext context, Ceremonies ceremonies, PasswordHash hashes, WaysIn ways,
        CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        var (called, typed) = (SignInNames.Plain(name ?? ""), password ?? "");
        if (!await ways.IsFreeAsync(me.Person, called, cancellation))
        {
            return Refusal.Of(ServerErrors.SignInNameRefused(), context);
        }

        var bits = typed.Length <= PasswordRule.LengthMax ? PasswordRule.Bits(typed, called, me.Name, me.Organisation) : 0;
        if (bits < PasswordRule.BitsMin)
        {
            return Refusal.Of(ServerErrors.PasswordTooWeak(bits), context);
        }

        var choosing = new Choosing(me.Person, called, await hashes.OfAsync(typed, cancellation), CodeKeys.New());
        ceremonies.Begin(context, choosing);
        return await ShowAsync(context, ways, new(Key: choosing.Key, Name: called), cancellation);
    }

    private static async Task<IResult> ConfirmAsync(
        [FromForm] string? code, HttpContext context, Ceremonies ceremonies, CodeKeys codes, WaysIn ways, Sessions sessions,
        CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        if (ceremonies.End<Choosing>(context) is not { } chosen || chosen.Person != me.Person
            || codes.StepOf(chosen.Key, code ?? "") is not { } step)
        {
            return Refusal.Of(ServerErrors.CodeNotRight(), context);
        }

        try
        {
            var recovery = await ways.SetPasswordAsync(me.Person, chosen.Name, chosen.Hash, chosen.Key, step, cancellation);
            await sessions.EndOthersAsync(context, me.Person, cancellation);
            return await ShowAsync(context, ways, new(Recovery: recovery), cancellation);
        }
        catch (EcluseException refused)
        {
            return Refusal.Of(refused, context);
        }
    }

    private static async Task<IResult> WithdrawPasswordAsync(HttpContext context, WaysIn ways, Sessions sessions, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        try
        {
            await ways.WithdrawPasswordAsync(me.Person, cancellation);
        }
        catch (EcluseException refused)
        {
            return Refusal.Of(refused, context);
        }

        await sessions.EndOthersAsync(context, me.Person, cancellation);
        return Results.Redirect("/ways");
    }

    private static async Task<IResult> RecoveryAsync(HttpContext context, WaysIn ways, CancellationToken cancellation) =>
        await ShowAsync(
            context, ways, new(Recovery: await ways.RenewRecoveryAsync(SignedIn.Of(context).Account.Person, cancellation)), cancellation);

    private static async Task<IResult> ShowAsync(HttpContext context, WaysIn ways, WaysShown shown, CancellationToken cancellation)
    {
        var (account, passkeys, left) = await ways.ListAsync(SignedIn.Of(context).Account.Person, cancellation);
        var services = context.RequestServices;
        var mine = services.GetRequiredService<IReadOnlyList<Provider>>().FirstOrDefault(one => one.Organisation == SignedIn.Of(context).Account.Organisation);
        var link = await services.GetRequiredService<ProviderLinks>().OfAsync(account.Person, cancellation);
        return WaysPage.Answer(context, account, passkeys, left, shown, (mine, link));
    }

    private sealed record Adding(string Person, string? State);

    private sealed record Choosing(string Person, string Name, string Hash, byte[] Key);
}
