using Ecluse.Host.Accounts;
using Ecluse.Host.Warnings;
using Ecluse.Passages;
using Ecluse.Spaces;
using Ecluse.Watch;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Watch;

/// <summary>Who opened a page of one passage or space, and which machine's key was used: seen after the answer, and never of a reporter.</summary>
internal sealed class PagesSeen(RequestDelegate next, ServerParts parts)
{
    private readonly Seldom pages = new(TimeSpan.FromMinutes(5), parts.Clock);
    private readonly Seldom keys = new(TimeSpan.FromMinutes(1), parts.Clock);

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (Unseen.Is(context))
        {
            return;
        }

        if (context.Features.Get<SignedInAgent>() is { } agent)
        {
            SawKey(context, agent);
        }
        else if (context.Features.Get<SignedIn>() is { } signedIn && context.Response.StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(context.Request.Method))
        {
            SawPage(context, signedIn.Account.Person);
        }
    }

    private void SawKey(HttpContext context, SignedInAgent agent)
    {
        var network = parts.Places.Of(context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (keys.Is(agent.Id + network))
        {
            parts.Installation.Saw(new WatchEvent(parts.Clock.GetUtcNow(), EventKinds.KeyUsed) { Key = agent.Id, Network = network, Way = "agent" });
        }
    }

    private void SawPage(HttpContext context, string person)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        var (passage, space) = (id.StartsWith("p-", StringComparison.Ordinal) && id.Length == IdLength, SpaceIds.IsSpace(id));
        if ((passage || space) && pages.Is(person + id))
        {
            parts.Installation.Saw(new WatchEvent(parts.Clock.GetUtcNow(), EventKinds.Opened)
            {
                Person = person, Object = id, Passage = passage ? id : null, Space = space ? id : null,
            });
        }
    }

    private const int IdLength = 14;
}
