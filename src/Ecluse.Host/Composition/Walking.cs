using Ecluse.Contracts;
using Ecluse.Passages;
using Ecluse.Reconciliation;

namespace Ecluse.Host.Composition;

/// <summary>Takes an open passage on: seals, loads, compares, takes the acceptance in.</summary>
internal sealed class Walking(Installation installation)
{
    /// <summary>Runs it from where it stands to its reconciliation, and publishes the journal that says so.</summary>
    /// <inheritdoc cref="PassageRun.RunAsync"/>
    public async Task<ReconciliationReport> RunAsync(
        PassageWork work, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var report = await new PassageRun(installation.Parts, installation.Gates).RunAsync(work, progress, cancellation);
        await installation.Journal.PublishAsync(cancellation);
        return report;
    }

    /// <summary>Seals again what the depot lost, and publishes the journal that says so.</summary>
    /// <inheritdoc cref="PassageRun.ResealAsync"/>
    public async Task<IReadOnlyList<int>> ResealAsync(PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        var parcels = await new PassageRun(installation.Parts, installation.Gates).ResealAsync(work, progress, cancellation);
        await installation.Journal.PublishAsync(cancellation);
        return parcels;
    }

    /// <summary>Compares alone, and publishes the journal that says so.</summary>
    /// <inheritdoc cref="PassageRun.ReconcileAsync"/>
    public async Task<ReconciliationReport> ReconcileAsync(
        PassageWork work, IReadOnlyList<CheckFigure>? answered, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var report = await new PassageRun(installation.Parts, installation.Gates).ReconcileAsync(work, answered, progress, cancellation);
        await installation.Journal.PublishAsync(cancellation);
        return report;
    }

    /// <summary>Journals who set the gates to work, where no command line of theirs did.</summary>
    public Task NoteAsync(PassageWork work, string by, CancellationToken cancellation) =>
        installation.Ledger.NoteAsync(work.Passage.Id, work.Act("passage.set-going", by), cancellation);

    /// <summary>Takes the signatory's acceptance in.</summary>
    /// <inheritdoc cref="Accepting.RunAsync"/>
    public async Task<Signatory> AcceptAsync(
        PassageWork work, byte[] acceptance, string signature, string by, CancellationToken cancellation) =>
        await new Accepting(installation.Parts, installation.Gates).RunAsync(
            work, acceptance, signature, await installation.GroundAsync(work.Passage.Contract, cancellation), by, cancellation);
}
