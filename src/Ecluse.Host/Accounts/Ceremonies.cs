using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Accounts;

/// <summary>
/// What was asked of a browser and not answered yet: the challenge stays here, the browser holds a random name of it. Each is answered
/// once, within five minutes. Whoever asks for very many pushes out their own alone: a person's are counted by the person, those of
/// nobody yet by their network.
/// </summary>
internal sealed class Ceremonies(TimeProvider clock)
{
    /// <summary>So many are kept of one person or network.</summary>
    public const int OfOneMax = 100;

    private const string Cookie = "ecluse-ceremony";
    private const int KeptMax = 50_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Kept> open = [];
    private readonly Dictionary<string, Queue<string>> rooms = [];
    private DateTimeOffset swept = clock.GetUtcNow();

    /// <summary>Begins one in this browser, which holds its name in a cookie.</summary>
    public void Begin(HttpContext context, object what)
    {
        var room = context.Features.Get<SignedIn>()?.Account.Person ?? Networks.Of(context.Connection.RemoteIpAddress?.ToString() ?? "");
        context.Response.Cookies.Append(Sessions.NameOf(context, Cookie), Begin(what, room), Sessions.CookieOf(context));
    }

    /// <summary>Begins one, and gives its name.</summary>
    /// <param name="what">What is asked.</param>
    /// <param name="room">Whose it is: a person, or a network.</param>
    public string Begin(object what, string room)
    {
        var now = clock.GetUtcNow();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        lock (gate)
        {
            Sweep(now);
            if (!rooms.TryGetValue(room, out var own))
            {
                rooms[room] = own = [];
            }

            if (own.Count >= OfOneMax)
            {
                open.Remove(own.Dequeue());
            }

            own.Enqueue(token);
            open[token] = new(what, now + Lifetime);
        }

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
        where T : class
    {
        lock (gate)
        {
            return Find<T>(name) is { } what && open.Remove(name!) ? what : null;
        }
    }

    /// <summary>The same, which may still be answered.</summary>
    public T? Find<T>(string? name)
        where T : class
    {
        lock (gate)
        {
            return name is not null && open.TryGetValue(name, out var kept) && kept.Until > clock.GetUtcNow() ? kept.What as T : null;
        }
    }

    // Once a minute what is over or answered; and where networks are without number, one of theirs: a person's own stays.
    private void Sweep(DateTimeOffset now)
    {
        if (open.Count >= KeptMax && rooms.FirstOrDefault(one => !one.Key.StartsWith("person:", StringComparison.Ordinal)) is { Key: { } crowded })
        {
            Empty(crowded, _ => true);
        }

        if (now - swept < TimeSpan.FromMinutes(1))
        {
            return;
        }

        swept = now;
        foreach (var room in rooms.Keys.ToList())
        {
            Empty(room, name => !open.TryGetValue(name, out var kept) || kept.Until <= now);
        }
    }

    private void Empty(string room, Predicate<string> isOver)
    {
        var own = rooms[room];
        while (own.TryPeek(out var name) && isOver(name))
        {
            open.Remove(own.Dequeue());
        }

        if (own.Count == 0)
        {
            rooms.Remove(room);
        }
    }

    private sealed record Kept(object What, DateTimeOffset Until);
}
