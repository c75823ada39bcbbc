using Ecluse.Acts;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Host.Composition;

/// <summary>How a passage, or a plan that never became one, ends on this machine: stopped, erased, forgotten.</summary>
internal sealed class Ending(Installation installation)
{
    private const string StatedPlace = "the machine that held the identity: not read here; see what is stated";
    private const string AgainPlace = "erased before; erased again after a restore of the state";

    private readonly IPassageLedger ledger = installation.Ledger;
    private readonly LockParts parts = installation.Parts;

    /// <summary>Stops a passage: sweeps what it wrote, then erases; stopped and erased already, it tells the same again.</summary>
    public async Task<IReadOnlyList<RowLeft>> StopAsync(
        string id, string by, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        if (await Stopping.FindDoneAsync(ledger, work.Passage, cancellation) is { } before)
        {
            return before;
        }

        var left = await new Stopping(parts, installation.Gates).RunAsync(work, by, progress, cancellation);
        await EraseAsync(id, by, cancellation);
        return left;
    }

    /// <summary>Stops what never became a passage: a plan's keys are destroyed, signed or not.</summary>
    public async Task StopPlanAsync(string id, string by, CancellationToken cancellation)
    {
        var plan = (await ledger.UnusedPlansAsync(cancellation)).FirstOrDefault(one => one.Id == id);
        if (plan is null)
        {
            throw (await ledger.PlanIdsAsync(cancellation)).Contains(id) ? PassageErrors.PlanUsed() : PassageErrors.NotFound();
        }

        await ForgetPlanAsync(plan, by, cancellation);
        await installation.Journal.PublishAsync(cancellation);
    }

    /// <summary>Erases one passage and publishes the journal that says so.</summary>
    public async Task EraseAsync(string id, string by, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        var alerts = new EraseAlerts(ledger, parts.TargetAgent);
        var stated = await Stating.FindAsync(
            ledger, id, async () => (await installation.GroundAsync(work.Passage.Contract, cancellation)).Contract.Record, cancellation);
        try
        {
            var again = work.Passage.State != PassageState.Erased && installation.ErasedBefore.Read().Contains(id);
            var erasing = parts.ErasingOf(work.Plan);
            await erasing.CheckAsync(work, again, cancellation, stated);
            (work, var inTarget) = await new LeavingTarget(parts, installation.Gates, installation.WorkAsync).RunAsync(work, by, again, cancellation);
            await erasing.RunAsync(
                work, by, await installation.CheckpointAsync(cancellation),
                [.. Places(work), .. Fetched(work), inTarget, .. again ? new[] { AgainPlace } : [], .. stated is null ? [] : new[] { StatedPlace }],
                cancellation, again, stated);
            installation.ErasedBefore.Add(id, work.Plan.Id);
            await alerts.CloseAsync(work, by, cancellation);
        }
        catch (EcluseException failure) when (failure.Kind is ErrorKind.Failed)
        {
            await alerts.RaiseAsync(work, failure.Code, cancellation);
            await installation.Journal.PublishAsync(cancellation);
            throw;
        }

        await installation.Journal.PublishAsync(cancellation);
    }

    /// <summary>Destroys the keys of a plan that no passage used, and forgets the plan.</summary>
    public async Task ForgetPlanAsync(StoredPlan plan, string by, CancellationToken cancellation)
    {
        await DestroyKeysAsync(plan.Id, by, cancellation);
        await ledger.ForgetPlanAsync(
            plan.Sha256,
            new Act(
                "plan.forgotten", by, new Dictionary<string, string> { ["plan"] = plan.Id },
                new Dictionary<string, string> { ["plan"] = plan.Sha256 }),
            cancellation);
    }

    /// <summary>Destroys the keys that were made with a plan, announced and told in the journal.</summary>
    public async Task DestroyKeysAsync(string plan, string by, CancellationToken cancellation)
    {
        var subjects = new Dictionary<string, string> { ["plan"] = plan };
        var none = new Dictionary<string, string>();
        var intent = await ledger.NoteAsync(null, new Act("key.destroying", by, subjects, none), cancellation);
        parts.Keys.Destroy(plan);
        await ledger.NoteAsync(null, new Act("key.destroyed", by, subjects, none) with { Intent = intent }, cancellation);
    }

    /// <summary>Destroys the keys of a plan that came to nothing, also where the journal is what failed; then they go untold.</summary>
    public async Task DropKeysAsync(string plan, string by)
    {
        try
        {
            if (parts.Keys.Exists(plan))
            {
                await DestroyKeysAsync(plan, by, CancellationToken.None);
            }
        }
        finally
        {
            parts.Keys.Destroy(plan);
        }
    }

    // Relative to the data folder: a certificate names places, not this machine's paths.
    private static string[] Places(PassageWork work) =>
        [$"depot/{work.Passage.Id}", $"keys/passages/{work.Plan.Id}", "ecluse.db", "journal/"];

    // What a gate that stands by itself fetched from a server and did not take in to the end: the hand-over, and the source gate's answer.
    private List<string> Fetched(PassageWork work) => work.Plan.OneMachine
        ? []
        : [.. new[] { work.Passage.Id, work.Passage.Id + "-answer" }.Select(Depot.ParcelDepot.FolderNameOf)
            .Select(name => FolderRemoval.Run(Path.Combine(installation.Data.Received, name), $"received/{name}"))];
}
