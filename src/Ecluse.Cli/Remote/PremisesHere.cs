using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Remote;

/// <summary>The data folder of this machine.</summary>
internal sealed class PremisesHere(Installation installation) : Premises
{
    public override Installation Here(string what) => installation;

    public override Task<IReadOnlyList<Passage>> PassagesAsync(CancellationToken cancellation) => installation.Ledger.ListAsync(cancellation);

    public override async Task<PassageStatus> PassageAsync(string id, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        return new PassageStatus(work.Passage, await installation.Ledger.StepsAsync(work.Passage.Id, cancellation));
    }

    public override ValueTask DisposeAsync() => installation.DisposeAsync();
}
