using System.Security.Cryptography;
using System.Text;
using Ecluse.Storage.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Accounts;

/// <summary>
/// Who is signed in. A token of 32 random bytes stands in the browser's cookie, its hash in the state; so nothing on the disk of the
/// server opens a session, and one that is ended is over at once.
/// </summary>
internal sealed class Sessions(ServerParts parts, AccountShelf accounts)
{
    /// <summary>Without use a session ends after this.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>Used or not, it ends after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const string Cookie = "ecluse-session";
    private const int DeviceLength = 200;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>For this site alone, out of reach of scripts, sent with no request that another site began.</summary>
    public static CookieOptions CookieOf(HttpContext context) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true,
    };

    /// <summary>Begins a session for whoever has just shown a passkey.</summary>
    public async Task BeginAsync(HttpContext context, Account account, CancellationToken cancellation)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = parts.Clock.GetUtcNow();
        var device = context.Request.Headers.UserAgent.ToString();
        await using var state = parts.OpenState();
        state.Add(new SessionRow
        {
            TokenSha256 = Hash(token),
            Person = account.Person,
            BegunAt = now,
            SeenAt = now,
            Network = context.Connection.RemoteIpAddress?.ToString() ?? "",
            Device = device.Length > DeviceLength ? device[..DeviceLength] : device,
        });
        await state.SaveChangesAsync(cancellation);
        context.Response.Cookies.Append(Cookie, token, CookieOf(context));
    }

    /// <summary>Whose session a request belongs to; null when to none that is open.</summary>
    public async Task<SignedIn?> FindAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.Cookies[Cookie] is not { } token)
        {
            return null;
        }

        await using var state = parts.OpenState();
        var hash = Hash(token);
        var now = parts.Clock.GetUtcNow();
        var row = await state.Set<SessionRow>().SingleOrDefaultAsync(session => session.TokenSha256 == hash, cancellation);
        if (row is null || !IsOpen(row))
        {
            return null;
        }

        // What an open page asks by itself is not its person's use of it.
        if (now - row.SeenAt >= SeenEvery && !IsAskedByPage(context))
        {
            row.SeenAt = now;
            await state.SaveChangesAsync(cancellation);
        }

        return await accounts.FindAsync(row.Person, cancellation) is { } account ? new SignedIn(account, row.BegunAt) : null;
    }

    /// <summary>Whether a session is neither ended nor over.</summary>
    public bool IsOpen(SessionRow session)
    {
        var now = parts.Clock.GetUtcNow();
        return session.EndedAt is null && now - session.SeenAt < Idle && now - session.BegunAt < Longest;
    }

    /// <summary>A person's sessions, newest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<SessionRow>().AsNoTracking().Where(session => session.Person == person)
            .OrderByDescending(session => session.BegunAt).ToListAsync(cancellation);
    }

    /// <summary>Ends every session of a person but the request's own.</summary>
    public async Task EndOthersAsync(HttpContext context, string person, CancellationToken cancellation)
    {
        var own = Hash(context.Request.Cookies[Cookie] ?? "");
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        await state.Set<SessionRow>().Where(row => row.Person == person && row.TokenSha256 != own && row.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(ended => ended.EndedAt, now), cancellation);
    }

    /// <summary>Ends the session of a request.</summary>
    public async Task EndAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.Cookies[Cookie] is { } token)
        {
            await using var state = parts.OpenState();
            var hash = Hash(token);
            var now = parts.Clock.GetUtcNow();
            if (await state.Set<SessionRow>().SingleOrDefaultAsync(session => session.TokenSha256 == hash, cancellation) is { EndedAt: null } row)
            {
                row.EndedAt = now;
                await state.SaveChangesAsync(cancellation);
            }
        }

        context.Response.Cookies.Delete(Cookie);
    }

    private static bool IsAskedByPage(HttpContext context) =>
        context.Request.Headers.ContainsKey("Ecluse-Refresh") || context.Request.Headers.Accept == "text/event-stream";

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
