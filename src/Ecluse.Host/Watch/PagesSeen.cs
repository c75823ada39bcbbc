using Ecluse.Host.Accounts;
using Ecluse.Host.Warnings;
using Ecluse.Passages;
using Ecluse.Spaces;
using Ecluse.Storage.Passages;
using Ecluse.Watch;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Watch;

/// <summary>
/// Who opened a page of one passage or space, who was refused something of a passage that is over, and which machine's key was used: seen after
/// the answer, and never of a reporter.
/// </summary>
internal sealed class PagesSeen(RequestDelegate next, ServerParts parts)
{
    private const int IdLength = 14;

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
        else if (context.Features.Get<SignedIn>() is { } signedIn)
        {
            await SawPersonAsync(context, signedIn.Account.Person);
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

    private async Task SawPersonAsync(HttpContext context, string person)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        var isPassage = id.StartsWith("p-", StringComparison.Ordinal) && id.Length == IdLength;
        if (isPassage && context.Response.StatusCode == StatusCodes.Status409Conflict)
        {
            await SawRefusedAsync(person, id);
        }
        else if ((isPassage || SpaceIds.IsSpace(id)) && context.Response.StatusCode == StatusCodes.Status200OK && HttpMethods.IsGet(context.Request.Method)
            && pages.Is(person + id))
        {
            parts.Installation.Saw(new WatchEvent(parts.Clock.GetUtcNow(), EventKinds.Opened)
            {
                Person = person, Object = id, Passage = isPassage ? id : null, Space = isPassage ? null : id,
            });
        }
    }

    // Its page, its papers and its certificate stay to be read; what a rule refused of a passage that is over is seen.
    private async Task SawRefusedAsync(string person, string id)
    {
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        if (await state.Set<PassageRow>().AsNoTracking().AnyAsync(row => row.Id == id && (row.State == PassageState.Erased || row.EraseBy <= now)))
        {
            parts.Installation.Saw(new WatchEvent(now, EventKinds.Outside) { Person = person, Passage = id, Object = "passage:" + id });
        }
    }
}
