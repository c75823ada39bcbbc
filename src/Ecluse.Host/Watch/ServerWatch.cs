using Ecluse.Host.Composition;
using Ecluse.Watch;

namespace Ecluse.Host.Watch;

/// <summary>The watch of a running server: its one writer of events, its rounds, and its own sign of life.</summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private static readonly TimeSpan AliveEvery = TimeSpan.FromMinutes(5);

    private readonly Installation installation;
    private readonly Action<WatchEvent> before;
    private readonly EventWriter writer;
    private readonly Watcher watcher;
    private DateTimeOffset toldAt;

    /// <summary>Begins to take events.</summary>
    /// <exception cref="Errors.EcluseException"><c>DOC-…</c>, <c>WATCH-…</c>: a file of the rules' folder is none.</exception>
    public ServerWatch(ServerParts parts, Site site)
    {
        installation = parts.Installation;
        watcher = new Watcher(installation, new StandingFacts(installation, site.Certificate?.Leaf.NotAfter.ToUniversalTime()));
        writer = new EventWriter(installation.Events, parts.Clock);
        before = installation.Saw;
        installation.Saw = writer.Write;
        Tell(EventKinds.Started);
    }

    /// <summary>One round over what was taken until now.</summary>
    /// <returns>How many alerts are new.</returns>
    public async Task<int> RoundAsync(CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        if (now - toldAt >= AliveEvery || now < toldAt)
        {
            Tell(EventKinds.Alive);
        }

        await writer.FlushAsync(cancellation);
        return (await watcher.RoundAsync(cancellation)).Raised;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        installation.Saw = before;
        await writer.DisposeAsync();
        watcher.Dispose();
    }

    private void Tell(string kind)
    {
        toldAt = installation.Clock.GetUtcNow();
        writer.Write(new WatchEvent(toldAt, kind));
    }
}
