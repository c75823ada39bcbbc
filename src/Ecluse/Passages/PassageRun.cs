using Ecluse.Age;
using Ecluse.Erasure;
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
    public Task<ReconciliationReport> RunAsync(
        PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation) => HeldAsync(
            work,
            async (epoch, stop) =>
            {
                work = await RefreshAsync(work, stop);
                if (work.Passage.State == PassageState.Opened)
                {
                    await SealAsync(work, progress, stop);
                    work = await RefreshAsync(work, stop);
                }

                return await BehindAsync(
                    work,
                    async (target, identity) =>
                    {
                        if (work.Passage.State == PassageState.Sealed)
                        {
                            await parts.Loading.RunAsync(work, epoch, target, identity, progress, stop);
                            work = await RefreshAsync(work, stop);
                        }

                        return await CompareAsync(work, target, identity, progress, stop);
                    },
                    stop);
            },
            cancellation);

    /// <summary>The source gate alone: seals, and closes with a signed manifest. No identity and no target is needed.</summary>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-002</c>: the source gate is closed already.</exception>
    public Task<Manifest> ExtractAsync(
        PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation) => HeldAsync(
            work,
            async (_, stop) =>
            {
                work = await RefreshAsync(work, stop);
                return work.Passage.State == PassageState.Opened
                    ? await SealAsync(work, progress, stop)
                    : throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Sealed);
            },
            cancellation);

    /// <summary>The source gate alone, once more: seals again the parcels that the depot lost. No identity and no target is needed.</summary>
    /// <returns>Their numbers; none where every parcel is whole.</returns>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-002</c>: the source gate is not closed, or nothing needs a parcel any more.</exception>
    public Task<IReadOnlyList<int>> ResealAsync(
        PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation) => HeldAsync(
            work,
            async (_, stop) =>
            {
                work = await RefreshAsync(work, stop);
                return work.Passage.State is PassageState.Sealed or PassageState.Loaded
                    ? await new Resealing(parts, gates).RunAsync(work, progress, stop)
                    : throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Sealed);
            },
            cancellation);

    /// <summary>The target gate alone: loads what the manifest lists. No source is needed.</summary>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-002</c>: the passage is not sealed, or is loaded already.</exception>
    public Task LoadAsync(
        PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation) => HeldAsync(
            work,
            async (epoch, stop) =>
            {
                work = await RefreshAsync(work, stop);
                if (work.Passage.State != PassageState.Sealed)
                {
                    throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Loaded);
                }

                return await BehindAsync(
                    work,
                    async (target, identity) =>
                    {
                        await parts.Loading.RunAsync(work, epoch, target, identity, progress, stop);
                        return true;
                    },
                    stop);
            },
            cancellation);

    /// <summary>Tries rejected patients of a loaded passage once more, after somebody made room for them in the target.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="chosen">Parcel numbers, each with places in the parcel, from 1.</param>
    /// <param name="cancellation">Stops between parcels.</param>
    /// <returns>Patients who are in the target now.</returns>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-002</c>: the passage is not loaded, or reconciled already.</exception>
    public Task<long> RetryAsync(PassageWork work, ILookup<int, int> chosen, CancellationToken cancellation) => HeldAsync(
        work,
        async (epoch, stop) =>
        {
            work = await RefreshAsync(work, stop);
            if (work.Passage.State != PassageState.Loaded)
            {
                throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Loaded);
            }

            return await BehindAsync(
                work,
                (target, identity) => parts.Loading.RetryAsync(work, epoch, target, identity, chosen, stop),
                stop);
        },
        cancellation);

    /// <summary>The reconciliation alone, of a loaded passage.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="answered">The source's figures without the rejected patients, where the target gate stands by itself.</param>
    /// <param name="progress">Told while reading back.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-002</c>: the passage is not loaded.</exception>
    public Task<ReconciliationReport> ReconcileAsync(
        PassageWork work, IReadOnlyList<CheckFigure>? answered, IProgress<PassageProgress>? progress, CancellationToken cancellation) => HeldAsync(
            work,
            async (_, stop) =>
            {
                work = await RefreshAsync(work, stop);
                return await BehindAsync(
                    work, (target, identity) => CompareAsync(work, target, identity, progress, stop, answered), stop);
            },
            cancellation);

    private async Task<T> HeldAsync<T>(
        PassageWork work, Func<long, CancellationToken, Task<T>> stage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (parts.Clock.GetUtcNow() >= work.Passage.EraseBy)
        {
            throw PassageErrors.PastEraseBy(work.Passage.EraseBy);
        }

        await Postponing.RefuseIfHeldAsync(parts.Ledger, work.Passage.Id, parts.Clock.GetUtcNow(), cancellation);
        await using var lease = await parts.Ledger.ClaimAsync(work.Passage.Id, cancellation);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            return await stage(lease.Epoch, held.Token);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw PassageErrors.LeaseLost();
        }
    }

    private async Task<T> BehindAsync<T>(
        PassageWork work, Func<ITargetGate, AgeIdentity, Task<T>> stage, CancellationToken cancellation)
    {
        using var identity = parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, parts.Clock);
        await using var target = await gates.OpenTargetAsync(work.Plan, cancellation);
        return await stage(target, identity.Identities[0]);
    }

    private async Task<ReconciliationReport> CompareAsync(
        PassageWork work, ITargetGate target, AgeIdentity identity, IProgress<PassageProgress>? progress,
        CancellationToken cancellation, IReadOnlyList<CheckFigure>? answered = null) => work.Passage.State == PassageState.Loaded
            ? await parts.Comparison.RunAsync(
                work, target, identity,
                work.Plan.OneMachine ? except => FiguresAsync(work, except, cancellation)
                    : answered is null ? null : _ => Task.FromResult(answered),
                progress, cancellation)
            : throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Reconciled);

    private async Task<Manifest> SealAsync(
        PassageWork work, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        await using var source = await gates.OpenSourceAsync(work.Plan, cancellation);
        return await parts.Extraction.RunAsync(
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
