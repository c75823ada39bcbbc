using Ecluse.Depot;

namespace Ecluse.Spaces;

/// <summary>Removes an object: announced, then its files, whose absence is re-read, then told. Killed at any step, it is done again.</summary>
internal sealed class Removing(ISpaceLedger ledger, SegmentDepot depot, TimeProvider clock)
{
    public async Task RunAsync(SpaceObject one, string by, Func<string, Task> endWriter, CancellationToken cancellation)
    {
        await ledger.RemovingAsync(one.Space, one.Id, SpaceActs.Removing(one.Space, one.Id, by), cancellation);
        await endWriter(one.Id);
        var segments = await ledger.SegmentsAsync(one.Id, CancellationToken.None);
        depot.Remove(one.Space, [.. segments.Select(segment => segment.File)]);
        await ledger.RemovedAsync(
            one.Space, one.Id, clock.GetUtcNow(), SpaceActs.Removed(one.Space, one.Id, by), CancellationToken.None);
    }
}
