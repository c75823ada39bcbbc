using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Signatures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.Sftp;

/// <summary><c>/keys</c>: one's own keys for SFTP. They come and go by their person alone, after a fresh sign-in.</summary>
internal static class KeyEndpoints
{
    private const int LineLengthMax = 8192;

    public static void Map(WebApplication application)
    {
        application.MapGet("/keys", PageAsync).Needs(Right.OwnSessions);
        application.MapPost("/keys", AddAsync).Needs(Right.OwnWays).DisableAntiforgery();
        application.MapPost("/keys/withdraw", WithdrawAsync).Needs(Right.OwnWays).DisableAntiforgery();
    }

    private static async Task<IResult> PageAsync(HttpContext context, SshKeyShelf keys, ServerParts parts, CancellationToken cancellation) =>
        KeysPage.Answer(context, await keys.ListAsync(SignedIn.Of(context).Account.Person, cancellation), parts);

    private static async Task<IResult> AddAsync([FromForm] string? line, HttpContext context, SshKeyShelf keys, CancellationToken cancellation)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(line) || line.Length > LineLengthMax)
            {
                throw SftpErrors.KeyMissing();
            }

            await keys.AddAsync(SignedIn.Of(context).Account.Person, SshPublicKey.Parse(line), cancellation);
            return Results.Redirect("/keys");
        }
        catch (EcluseException refused)
        {
            return Refusal.Of(refused, context);
        }
    }

    private static async Task<IResult> WithdrawAsync([FromForm] string? key, HttpContext context, SshKeyShelf keys, CancellationToken cancellation) =>
        await keys.WithdrawAsync(SignedIn.Of(context).Account.Person, key ?? "", cancellation) ? Results.Redirect("/keys") : RefusalPage.NotFound(context);
}
