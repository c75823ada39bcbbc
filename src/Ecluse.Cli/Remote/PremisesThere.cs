using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Remote;

/// <summary>A server, through its API.</summary>
internal sealed class PremisesThere(ServerClient server) : Premises
{
    public override Installation Here(string what) => throw RemoteErrors.OnlyHere(what);

    public override Task<IReadOnlyList<Passage>> PassagesAsync(CancellationToken cancellation) =>
        server.GetAsync<IReadOnlyList<Passage>>("/passages", cancellation);

    public override Task<PassageStatus> PassageAsync(string id, CancellationToken cancellation) =>
        server.GetAsync<PassageStatus>($"/passages/{Segment(id)}", cancellation);

    public override ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Segment(string id) => Uri.EscapeDataString(id);
}
