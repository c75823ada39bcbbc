using Ecluse.Reconciliation;

namespace Ecluse.Passages;

/// <summary>
/// Runs a passage from where it stands to its reconciliation: one gate at a time (rule 5), under a lease, resumable at any
/// instant because each stage is.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the gates.</param>
public sealed class PassageRun(LockParts parts, IGates gates)
{
    /// <summary>Runs it.</summary>
    /// <param name="work">The passage and what it is bound to.</param>
    /// <param name="progress">Told while stages run.</param>
    /// <param name="cancellation">Stops it; the same command goes on later.</param>
    /// <returns>The report of the reconciliation, whether it holds or not.</returns>
    public async Task<ReconciliationReport> RunAsync(
        PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (parts.Clock.GetUtcNow() >= work.Passage.EraseBy)
        {
            throw PassageErrors.PastEraseBy(work.Passage.EraseBy);
        }

        await using var lease = await parts.Ledger.ClaimAsync(work.Passage.Id, cancellation);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            return await RunAsync(work, lease.Epoch, progress, held.Token);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw PassageErrors.LeaseLost();
        }
    }

    private async Task<ReconciliationReport> RunAsync(
        PassageWork work, long epoch, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        work = await RefreshAsync(work, cancellation);
        if (work.Passage.State == PassageState.Opened)
        {
            await ExtractAsync(work, progress, cancellation);
            work = await RefreshAsync(work, cancellation);
        }

        using var identity = parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, parts.Clock);
        await using var target = await gates.OpenTargetAsync(work.Plan, cancellation);
        if (work.Passage.State == PassageState.Sealed)
        {
            await parts.Loading.RunAsync(work, epoch, target, identity.Identities[0], progress, cancellation);
            work = await RefreshAsync(work, cancellation);
        }

        return work.Passage.State == PassageState.Loaded
            ? await parts.Comparison.RunAsync(
                work, target, identity.Identities[0], except => FiguresAsync(work, except, cancellation), progress,
                cancellation)
            : throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Reconciled);
    }

    private async Task ExtractAsync(PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        await using var source = await gates.OpenSourceAsync(work.Plan, cancellation);
        await parts.Extraction.RunAsync(
            work, source, parts.Keys.CommitmentKey(work.Plan.Id), progress, cancellation);
    }

    // Only when patients were rejected: their part must leave the source's figures too.
    private async Task<IReadOnlyList<CheckFigure>> FiguresAsync(
        PassageWork work, IReadOnlyList<string> except, CancellationToken cancellation)
    {
        await using var source = await gates.OpenSourceAsync(work.Plan, cancellation);
        return await source.FiguresAsync(work.FigureScope.Without(except), cancellation);
    }

    private async Task<PassageWork> RefreshAsync(PassageWork work, CancellationToken cancellation) =>
        work with { Passage = await parts.Ledger.GetAsync(work.Passage.Id, cancellation) };
}
