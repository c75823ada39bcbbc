using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;
using Ecluse.Host.Metrics;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
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

    /// <summary>So long after its last use a session is forgotten.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <summary>When a session was last used is kept this exactly.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private const string Cookie = "ecluse-session";
    private const int DeviceLength = 200;
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    /// <summary>For this site alone, out of reach of scripts, sent with no request that another site began.</summary>
    public static CookieOptions CookieOf(HttpContext context) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true,
    };

    /// <summary>A cookie's name: on https one that browsers take from this very host alone, over https, for every path.</summary>
    public static string NameOf(HttpContext context, string name) => context.Request.IsHttps ? "__Host-" + name : name;

    /// <summary>
    /// Begins a session for whoever has just signed in. An account's open sessions are of one network and one browser: those from elsewhere
    /// end, and where one was used just now, that stands in the journal.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Who it is.</param>
    /// <param name="way"><c>passkey</c>, <c>code</c> or <c>recovery</c>, <c>provider</c>, <c>provider-code</c> or <c>provider-recovery</c>.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <param name="since">When the person showed themselves, where that was before and elsewhere.</param>
    public async Task BeginAsync(HttpContext context, Account account, string way, CancellationToken cancellation, DateTimeOffset? since = null)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = parts.Clock.GetUtcNow();
        var row = new SessionRow
        {
            TokenSha256 = Hash(token),
            Person = account.Person,
            BegunAt = since ?? now,
            SeenAt = now,
            Network = context.Connection.RemoteIpAddress?.ToString() ?? "",
            Device = Device(context),
            Way = way,
        };
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var elsewhere = (await state.Set<SessionRow>().Where(one => one.Person == account.Person && one.EndedAt == null && one.Within == null).ToListAsync(cancellation))
            .Where(one => IsOpen(one) && !IsSamePlace(one, context)).ToList();
        await EndElsewhereAsync(state, elsewhere, now, cancellation);
        state.Add(row);
        WatchLedger.Add(state, new WatchEvent(now, EventKinds.SignedIn) { Person = account.Person, Network = parts.Places.Of(row.Network), Way = way });
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        context.Response.Cookies.Append(NameOf(context, Cookie), token, CookieOf(context));
        Counted.SignIn(way, isDone: true);
    }

    /// <summary>Whose session a request belongs to; null when to none that is open.</summary>
    public async Task<SignedIn?> FindAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.Cookies[NameOf(context, Cookie)] is not { } token)
        {
            return null;
        }

        await using var state = parts.OpenState();
        var hash = Hash(token);
        var now = parts.Clock.GetUtcNow();
        var row = await state.Set<SessionRow>().SingleOrDefaultAsync(session => session.TokenSha256 == hash && session.Within == null, cancellation);
        if (row is null || !IsOpen(row))
        {
            return null;
        }

        if (!IsSamePlace(row, context))
        {
            await EndSharedAsync(state, [row], cancellation);
            return null;
        }

        // What an open page asks by itself is not its person's use of it.
        if (now - row.SeenAt >= SeenEvery && !IsAskedByPage(context))
        {
            row.SeenAt = now;
            await state.SaveChangesAsync(cancellation);
        }

        return await accounts.FindAsync(row.Person, cancellation) is { } account ? new SignedIn(account, row.BegunAt, hash) : null;
    }

    /// <summary>Ends what was used from elsewhere than it was begun, and says in the journal that it was.</summary>
    public async Task EndSharedAsync(EcluseState state, IReadOnlyList<SessionRow> shared, CancellationToken cancellation)
    {
        var now = parts.Clock.GetUtcNow();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        foreach (var row in shared)
        {
            row.EndedAt = now;
        }

        await parts.AppendAsync(state, SharedUse(shared[0].Person), cancellation);
        WatchLedger.Add(state, Shared(shared[0], now));
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whether a request comes from the network and the program that a session was begun from.</summary>
    public static bool IsSamePlace(SessionRow row, HttpContext context) =>
        row.Device == Device(context) && Networks.AreOne(row.Network, context.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>What a browser or a program calls itself, as far as that is kept.</summary>
    public static string Device(HttpContext context)
    {
        var device = context.Request.Headers.UserAgent.ToString();
        return device.Length > DeviceLength ? device[..DeviceLength] : device;
    }

    /// <summary>Whether a session is neither ended nor over.</summary>
    public bool IsOpen(SessionRow session)
    {
        var now = parts.Clock.GetUtcNow();
        return session.EndedAt is null && now - session.SeenAt < Idle && now - session.BegunAt < Longest;
    }

    /// <summary>The same where tokens of the command line stand among them: each is open while its session is.</summary>
    public bool IsOpen(SessionRow session, IReadOnlyList<SessionRow> all)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Within is null
            ? IsOpen(session)
            : session.EndedAt is null && all.Any(one => one.TokenSha256 == session.Within && IsOpen(one));
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
        var own = Hash(context.Request.Cookies[NameOf(context, Cookie)] ?? "");
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        await state.Set<SessionRow>().Where(row => row.Person == person && row.TokenSha256 != own && row.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(ended => ended.EndedAt, now), cancellation);
    }

    /// <summary>Forgets sessions that nobody used for a long time.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var before = parts.Clock.GetUtcNow() - Kept;
        await using var state = parts.OpenState();
        await state.Set<SessionRow>().Where(row => row.SeenAt < before).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Ends the session of a request.</summary>
    public async Task EndAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.Request.Cookies[NameOf(context, Cookie)] is { } token)
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

        context.Response.Cookies.Delete(NameOf(context, Cookie), CookieOf(context));
    }

    private static Act SharedUse(string person) => new(
        "account.shared-use", "agent:ecluse", new Dictionary<string, string> { ["person"] = person }, new Dictionary<string, string>());

    private async Task EndElsewhereAsync(
        EcluseState state, IReadOnlyList<SessionRow> elsewhere, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var session in elsewhere)
        {
            session.EndedAt = now;
        }

        if (elsewhere.FirstOrDefault(session => now - session.SeenAt < JustNow) is { } used)
        {
            await parts.AppendAsync(state, SharedUse(used.Person), cancellation);
            WatchLedger.Add(state, Shared(used, now));
        }
    }

    private WatchEvent Shared(SessionRow session, DateTimeOffset now) =>
        new(now, EventKinds.Shared) { Person = session.Person, Network = parts.Places.Of(session.Network), Way = session.Way };

    private static bool IsAskedByPage(HttpContext context) =>
        context.Request.Headers.ContainsKey("Ecluse-Refresh") || context.Request.Headers.Accept == "text/event-stream";

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
