using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Ecluse.Host.Accounts;
using Ecluse.Host.Works;
using Ecluse.Storage.Journal;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Ecluse.Host.Live;

/// <summary>
/// Tells an open page that there is something new to show; the page then asks for itself again. The event holds nothing but a number.
/// It ends with the session, with the right to see, and with the server.
/// </summary>
internal sealed class ChangeFeed(ServerParts parts, Sessions sessions, Workshop workshop, IHostApplicationLifetime life)
{
    // What other processes of this machine do is seen this often; what the console's own jobs do, at once.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>The stream of one page.</summary>
    /// <param name="context">The request, whose session is asked about again each time.</param>
    /// <param name="sees">Whether the page may still be seen.</param>
    public IResult Answer(HttpContext context, Func<CancellationToken, Task<bool>> sees) =>
        TypedResults.ServerSentEvents(WatchAsync(context, sees, context.RequestAborted));

    private async IAsyncEnumerable<SseItem<string>> WatchAsync(
        HttpContext context, Func<CancellationToken, Task<bool>> sees, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, life.ApplicationStopping);
        (long Entries, long Jobs, long Minute)? told = null;
        while (!stop.IsCancellationRequested)
        {
            var next = workshop.NextChange;
            if (await NowAsync(context, sees, stop.Token) is not { } now)
            {
                yield break;
            }

            if (now != told)
            {
                told = now;
                yield return new SseItem<string>($"{now.Entries}.{now.Jobs}", "changed");
            }

            await Task.WhenAny(next, Task.Delay(Look, parts.Clock, stop.Token));
        }
    }

    // The minute too: time left is shown in minutes.
    private async Task<(long Entries, long Jobs, long Minute)?> NowAsync(
        HttpContext context, Func<CancellationToken, Task<bool>> sees, CancellationToken stop)
    {
        try
        {
            if (await sessions.FindAsync(context, stop) is null || !await sees(stop))
            {
                return null;
            }

            await using var state = parts.OpenState();
            var entries = await state.Set<JournalEntryRow>().OrderByDescending(row => row.Log).ThenByDescending(row => row.Index)
                .Select(row => row.Index).FirstOrDefaultAsync(stop);
            return (entries, workshop.Version, parts.Clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
