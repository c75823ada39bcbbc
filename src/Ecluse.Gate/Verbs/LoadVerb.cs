using Ecluse.Approvals;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Gate.Verbs;

/// <summary><c>ecluse-gate load FOLDER</c>: the target gate; it has no connection to the source.</summary>
internal static class LoadVerb
{
    public static async Task<Said> RunAsync(
        GateFolder gate, Arguments given, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var work = await TakeAsync(gate, await HandOver.ReadAsync(given.Need(), cancellation), cancellation);
        if (work.Passage.State == PassageState.Sealed)
        {
            await new PassageRun(gate.Parts, gate.Gates).LoadAsync(work, progress, cancellation);
        }

        var loads = await gate.Ledger.LoadsAsync(work.Passage.Id, cancellation);
        var rejects = loads.Sum(load => load.Rejects.Count);
        return new(
            new($"{work.Passage.Id}: loaded; {rejects} patients refused by the target", $"{work.Passage.Id} : chargé ; {rejects} patients refusés par la cible"),
            rejects == 0 ? 0 : (int)ErrorKind.PartlyDone);
    }

    private static async Task<PassageWork> TakeAsync(GateFolder gate, HandedOver handed, CancellationToken cancellation)
    {
        var log = await HandedLog.ReadAsync(handed.Folder, cancellation);
        Func<CancellationToken, Task> remember = _ => Task.CompletedTask;
        var work = await new Taking(gate.Parts).RunAsync(
            handed,
            () => (Approval.VerifyAtGate(
                handed.Plan, SignatureNamespaces.Plan, handed.PlanSignature, gate.Signers, gate.Parts.Clock.GetUtcNow()).Principals, null),
            plan => Task.FromResult(PlannedGates.Parts(plan).Scope),
            Witness,
            gate.Parts.TargetAgent, cancellation);
        await remember(cancellation);
        return work;

        Task Witness(Plan plan)
        {
            remember = log.Check(gate.Seen, plan.Gates.Source, plan.Checkpoint);
            return Task.CompletedTask;
        }
    }
}
