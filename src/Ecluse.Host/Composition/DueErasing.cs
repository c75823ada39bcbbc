using Ecluse.Acts;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host.Spaces;
using Ecluse.Passages;
using Ecluse.Watch;

namespace Ecluse.Host.Composition;

/// <summary>Erases whatever is past its date; what cannot be erased does not keep the rest from it.</summary>
/// <param name="installation">The installation.</param>
/// <param name="tryAgain">Whether targets that were away are asked again.</param>
internal sealed class DueErasing(Installation installation, bool tryAgain)
{
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(1);

    private static readonly TimeSpan TrialLead = TimeSpan.FromHours(1);

    private readonly List<string> erased = [];
    private readonly List<(string What, EcluseException Failure)> failed = [];
    private readonly List<string> waiting = [];
    private List<(string What, EcluseException Failure)> unfinished = [];

    public async Task<DueErasure> RunAsync(CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        var isDoubted = await new ClockWatch(installation).IsDoubtedAsync(cancellation);
        var before = installation.ErasedBefore.Read();
        foreach (var passage in await installation.Ledger.ListAsync(cancellation))
        {
            if (passage.State != PassageState.Erased && (passage.EraseBy <= now || before.Contains(passage.Id)))
            {
                if (!tryAgain && await installation.Ledger.FindDocumentAsync(passage.Id, DocumentKind.DestroyedAhead, cancellation) is not null)
                {
                    waiting.Add(passage.Id);
                    continue;
                }

                await TryAsync(passage.Id, async () =>
                {
                    if (isDoubted && !before.Contains(passage.Id))
                    {
                        throw ClockWatch.Doubted();
                    }

                    await installation.Ending.EraseAsync(passage.Id, installation.Parts.TargetAgent, cancellation);
                    erased.Add(passage.Id);
                });
            }
        }

        unfinished = await new TakingUp(installation, tryAgain, waiting).RunAsync(before, now - OrphanAge, cancellation);
        await TryAsync("scratch/", () => Task.FromResult(installation.Parts.Scratch.Empty()));
        await TryAsync("spaces/", async () => erased.AddRange(await new SpaceEnding(installation).EraseDueAsync(isDoubted, (what, failure) => failed.Add((what, failure)), cancellation)));
        var handOvers = new HandOvers.HandOverErasing(installation);
        foreach (var passage in await handOvers.DueAsync(isDoubted ? null : now, before, cancellation))
        {
            await TryAsync(passage, () => handOvers.RunAsync(passage, installation.Parts.TargetAgent, cancellation));
        }

        if (isDoubted)
        {
            return new DueErasure(erased, failed, unfinished, waiting);
        }

        await EmptyTrialsAsync(now, cancellation);
        var unused = await installation.Ledger.UnusedPlansAsync(cancellation);
        foreach (var plan in unused.Where(plan => plan.EraseBy <= now))
        {
            await TryAsync(plan.Id, () => installation.Ending.ForgetPlanAsync(plan, installation.Parts.TargetAgent, cancellation));
        }

        await DestroyOrphansAsync(now, cancellation);
        await TryAsync("watch/", async () => await installation.Events.ForgetAsync(now - WatchSettings.Read(installation.Data.Watch).Keep(now), cancellation));
        await TryAsync("received/", () => Task.Run(() => RemoveReceived(now - OrphanAge), cancellation));
        await TryAsync("warnings/", async () => erased.AddRange(await installation.Warnings.EraseDueAsync(installation.Parts.TargetAgent, cancellation)));
        await TryAsync("alerts/", async () => erased.AddRange(await installation.Alerts.EraseDueAsync(installation.Parts.TargetAgent, cancellation)));
        await TryAsync("breaches/", async () => erased.AddRange(await installation.Breaches.EraseDueAsync(installation.Parts.TargetAgent, cancellation)));
        return new DueErasure(erased, failed, unfinished, waiting);
    }

    // A trial's rows go out of the trial system with its erasure. The timer tries in the hour before too: where the trial system
    // cannot be reached then, there is time to put that right.
    private async Task EmptyTrialsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var passage in await installation.Ledger.ListAsync(cancellation))
        {
            if (tryAgain && passage.State != PassageState.Erased && now < passage.EraseBy && passage.EraseBy - TrialLead <= now
                && (await installation.WorkAsync(passage.Id, cancellation)).Plan.Trial)
            {
                await TryAsync(passage.Id, async () =>
                {
                    await installation.Ending.StopAsync(
                        passage.Id, installation.Parts.TargetAgent, new Progress<PassageProgress>(), cancellation);
                    erased.Add(passage.Id);
                });
            }
        }
    }

    // What a target gate fetched and was not taken in within a day: it can be fetched again.
    private void RemoveReceived(DateTimeOffset before)
    {
        if (!Directory.Exists(installation.Data.Received))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(installation.Data.Received).Where(one => Directory.GetLastWriteTimeUtc(one) < before.UtcDateTime))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Keys that a dry run made and did not live to keep a plan for.
    private async Task DestroyOrphansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var known = await installation.Ledger.PlanIdsAsync(cancellation);
        foreach (var id in installation.Parts.Keys.List(madeBefore: now - OrphanAge).Except(known))
        {
            await TryAsync(id, () => installation.Ending.DestroyKeysAsync(id, installation.Parts.TargetAgent, cancellation));
        }
    }

    private async Task TryAsync(string what, Func<Task> erase)
    {
        try
        {
            await erase();
        }
        catch (EcluseException failure)
        {
            failed.Add((what, failure));
        }
    }
}

/// <summary>What was past its date.</summary>
/// <param name="Erased">Ids of the passages, spaces, warnings, alerts and breaches erased.</param>
/// <param name="Failed">Passages and plans that could not be erased.</param>
/// <param name="Unfinished">Passages of which something announced could not be done yet: our table stands in their target.</param>
/// <param name="Waiting">Passages whose target was away before and was not asked again.</param>
internal sealed record DueErasure(
    IReadOnlyList<string> Erased,
    IReadOnlyList<(string What, EcluseException Failure)> Failed,
    IReadOnlyList<(string What, EcluseException Failure)> Unfinished,
    IReadOnlyList<string> Waiting)
{
    /// <summary>Why that passage could not be erased, or null.</summary>
    public EcluseException? FailureOf(string id) => Failed.FirstOrDefault(one => one.What == id).Failure;

    /// <summary>Throws the first failure, once all the others have been tried.</summary>
    public void MustHold()
    {
        if (Failed.Concat(Unfinished).Select(one => one.Failure).FirstOrDefault() is { } first)
        {
            throw first;
        }
    }
}
