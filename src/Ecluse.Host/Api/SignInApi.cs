using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary><c>/api/v1/sign-in</c>: how a command line comes to a token; <c>/api/v1/me</c>: whose it is.</summary>
internal static class SignInApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/sign-in", Begin).Open().Says<SignInBegun>("Lets a command line wait for its person to confirm it in the console.");
        api.MapPost("/sign-in/token", TokenAsync).Open().Takes<SignInSecret>().Says<SignInToken>("Fetches the token once it is confirmed, once.");
        api.MapGet("/me", Me).Needs(Right.OwnSessions).Says<Me>("Whose token it is.");
        api.MapPost("/sign-out", SignOutAsync).Needs(Right.OwnSessions).Says("Ends the token.");
    }

    private static IResult Begin(HttpContext context, CommandLines waiting)
    {
        var (secret, code) = waiting.Begin(NetworkOf(context), Sessions.Device(context));
        return ApiJson.Answer(new SignInBegun(secret, code, $"{context.Request.Scheme}://{context.Request.Host}/device", (int)CommandLines.Lifetime.TotalSeconds));
    }

    private static async Task<IResult> TokenAsync(HttpContext context, CommandLines waiting, Tokens tokens, Sessions sessions, CancellationToken cancellation)
    {
        var asked = await ApiJson.ReadAsync<SignInSecret>(context, cancellation);
        var by = waiting.Take(asked.Secret, NetworkOf(context), Sessions.Device(context));
        var token = await tokens.MakeAsync(by.Account, by.Session, NetworkOf(context), Sessions.Device(context), cancellation);
        return ApiJson.Answer(new SignInToken(token, by.Account.Name, by.Since + Sessions.Longest));
    }

    private static IResult Me(HttpContext context)
    {
        var (account, since) = (SignedIn.Of(context).Account, SignedIn.Of(context).Since);
        return ApiJson.Answer(new Me(account.Person, account.Name, account.Organisation, RoleNames.Of(account.Role), account.Controller, since + Sessions.Longest));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Tokens tokens, CancellationToken cancellation)
    {
        await tokens.EndAsync(context, cancellation);
        return Results.NoContent();
    }

    private static string NetworkOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}

/// <summary>A sign-in that waits for its person.</summary>
/// <param name="Secret">Known to the command line alone.</param>
/// <param name="Code">What the person types in the console.</param>
/// <param name="Page">Where.</param>
/// <param name="Seconds">How long it waits.</param>
internal sealed record SignInBegun(string Secret, string Code, string Page, int Seconds);

/// <summary>What the command line knows.</summary>
/// <param name="Secret">As <c>/sign-in</c> gave it.</param>
internal sealed record SignInSecret(string Secret);

/// <summary>A token.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer</c>.</param>
/// <param name="Name">Whose.</param>
/// <param name="Until">It ends then at the latest; earlier with its session.</param>
internal sealed record SignInToken(string Token, string Name, DateTimeOffset Until);

/// <summary>Who asks.</summary>
/// <param name="Person">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Organisation">Organisation.</param>
/// <param name="Role">Role.</param>
/// <param name="Controller">The controller whose person it is; none for the processor's.</param>
/// <param name="Until">The token ends then at the latest.</param>
internal sealed record Me(string Person, string Name, string Organisation, string Role, string? Controller, DateTimeOffset Until);
