using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Accounts;

/// <summary>
/// Tokens of the command line: 32 random bytes, of which the state holds the hash, bound to the session in which their person confirmed
/// them. What ends the session ends them, and a token used from elsewhere than it was asked for ends both.
/// </summary>
internal sealed class Tokens(ServerParts parts, AccountShelf accounts, Sessions sessions)
{
    private const string Scheme = "Bearer ";
    private const string Way = "token";

    /// <summary>Makes one; the act says whose.</summary>
    /// <param name="account">The person who confirmed.</param>
    /// <param name="session">The session it is bound to, by its token's hash.</param>
    /// <param name="network">Where the command line asked from.</param>
    /// <param name="device">What it called itself.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    public async Task<string> MakeAsync(Account account, string session, string network, string device, CancellationToken cancellation)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        state.Add(new SessionRow
        {
            TokenSha256 = Hash(token), Person = account.Person, BegunAt = now, SeenAt = now, Network = network, Device = device, Way = Way, Within = session,
        });
        await parts.AppendAsync(
            state,
            new Act("account.token-made", account.Person, new Dictionary<string, string> { ["person"] = account.Person }, new Dictionary<string, string>()),
            cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return token;
    }

    /// <summary>Whose token a request carries; null when none that is good.</summary>
    public async Task<SignedIn?> FindAsync(HttpContext context, CancellationToken cancellation)
    {
        if (TokenOf(context) is not { } token)
        {
            return null;
        }

        var (hash, now) = (Hash(token), parts.Clock.GetUtcNow());
        await using var state = parts.OpenState();
        var row = await state.Set<SessionRow>().SingleOrDefaultAsync(one => one.TokenSha256 == hash && one.Within != null, cancellation);
        if (row is not { EndedAt: null }
            || await state.Set<SessionRow>().SingleOrDefaultAsync(one => one.TokenSha256 == row.Within, cancellation) is not { } session
            || !sessions.IsOpen(session))
        {
            return null;
        }

        if (!Sessions.IsSamePlace(row, context))
        {
            await sessions.EndSharedAsync(state, [row, session], cancellation);
            return null;
        }

        if (now - row.SeenAt >= Sessions.SeenEvery)
        {
            (row.SeenAt, session.SeenAt) = (now, now);
            await state.SaveChangesAsync(cancellation);
        }

        return await accounts.FindAsync(row.Person, cancellation) is { } account ? new SignedIn(account, session.BegunAt, session.TokenSha256) : null;
    }

    /// <summary>Ends the token of a request.</summary>
    public async Task EndAsync(HttpContext context, CancellationToken cancellation)
    {
        var (hash, now) = (Hash(TokenOf(context) ?? ""), parts.Clock.GetUtcNow());
        await using var state = parts.OpenState();
        await state.Set<SessionRow>().Where(one => one.TokenSha256 == hash && one.Within != null && one.EndedAt == null)
            .ExecuteUpdateAsync(one => one.SetProperty(ended => ended.EndedAt, now), cancellation);
    }

    private static string? TokenOf(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } given] && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..] : null;

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
