using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Accounts;

/// <summary>
/// What was asked of a browser and not answered yet: the challenge stays here, the browser holds a random name of it. Each is answered
/// once, within five minutes.
/// </summary>
internal sealed class Ceremonies(TimeProvider clock)
{
    private const string Cookie = "ecluse-ceremony";
    private const int KeptMax = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (object What, DateTimeOffset Until)> open = new();

    /// <summary>Begins one in this browser, which holds its name in a cookie.</summary>
    public void Begin(HttpContext context, object what) =>
        context.Response.Cookies.Append(Sessions.NameOf(context, Cookie), Begin(what), Sessions.CookieOf(context));

    /// <summary>Begins one, and gives its name.</summary>
    public string Begin(object what)
    {
        var now = clock.GetUtcNow();
        foreach (var (name, kept) in open)
        {
            if (kept.Until <= now || open.Count >= KeptMax)
            {
                open.TryRemove(name, out _);
            }
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        open[token] = (what, now + Lifetime);
        return token;
    }

    /// <summary>What this browser was asked, once; null when it was asked nothing of the kind, or too long ago.</summary>
    public T? End<T>(HttpContext context)
        where T : class
    {
        context.Response.Cookies.Delete(Sessions.NameOf(context, Cookie), Sessions.CookieOf(context));
        return End<T>(context.Request.Cookies[Sessions.NameOf(context, Cookie)]);
    }

    /// <summary>What goes by that name, once; null where nothing of the kind does, or does no longer.</summary>
    public T? End<T>(string? name)
        where T : class =>
        Find<T>(name) is { } what && open.TryRemove(name!, out _) ? what : null;

    /// <summary>The same, which may still be answered.</summary>
    public T? Find<T>(string? name)
        where T : class =>
        name is not null && open.TryGetValue(name, out var kept) && kept.Until > clock.GetUtcNow() ? kept.What as T : null;
}
