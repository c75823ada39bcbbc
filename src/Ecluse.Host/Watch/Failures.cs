using Ecluse.Accounts;
using Ecluse.Storage.Accounts;
using Ecluse.Watch;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Watch;

/// <summary>Sign-ins that were refused, as events.</summary>
internal sealed class Failures(ServerParts parts)
{
    /// <summary>One by a typed name; whether it is anybody's is looked up after the answer was decided, and the same work either way.</summary>
    public async Task SawAsync(HttpContext context, string way, string code, string name, CancellationToken cancellation)
    {
        var called = SignInNames.Plain(name);
        await using var state = parts.OpenState();
        var person = await state.Set<AccountRow>().AsNoTracking().Where(row => row.SignInName == called && row.ClosedAt == null)
            .Select(row => row.Person).SingleOrDefaultAsync(cancellation);
        Saw(context, way, code, person ?? parts.Places.Tried(called));
    }

    /// <summary>One of somebody who is known, or of nobody.</summary>
    public void Saw(HttpContext context, string way, string code, string? person) => parts.Installation.Saw(
        new WatchEvent(parts.Clock.GetUtcNow(), EventKinds.SignInFailed)
        {
            Person = person, Network = parts.Places.Of(context.Connection.RemoteIpAddress?.ToString() ?? ""), Way = way, Code = code,
        });
}
