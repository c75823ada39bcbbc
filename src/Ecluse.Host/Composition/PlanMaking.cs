using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Signatures;

namespace Ecluse.Host.Composition;

/// <summary>Makes a plan from an instruction: a dry run at the source that brings out counts only, kept for the signatory.</summary>
internal sealed class PlanMaking(Installation installation)
{
    /// <summary>Makes it, with its keys; what fails leaves none.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="kind">Kind of the passage's own recipient, where both gates are here.</param>
    /// <param name="offer">The target gate's offer, where that gate is elsewhere; null where both are here.</param>
    /// <param name="by">Id of the person who makes it.</param>
    /// <param name="progress">Told while counting.</param>
    /// <param name="cancellation">Gives up; nothing is kept.</param>
    /// <exception cref="EcluseException"><c>PASSAGE-…</c>: the offer is for another instruction; what gates, profile and dry run refuse.</exception>
    /// <param name="sourceGate">Public key of a source gate that stands apart, with an offer only; null where it is here.</param>
    public async Task<(Plan Plan, StoredPlan Stored)> RunAsync(
        Instruction instruction, AgeKeyKind kind, TargetOffer? offer, string by, IProgress<PassageProgress> progress,
        CancellationToken cancellation, SshPublicKey? sourceGate = null)
    {
        if (offer is not null && offer.Instruction.Sha256 != instruction.Sha256)
        {
            throw PassageErrors.OtherOffer();
        }

        var plan = offer is null
            ? await HereAsync(instruction, kind, by, progress, cancellation)
            : await ForOfferAsync(instruction, offer, sourceGate, by, progress, cancellation);
        try
        {
            return (plan, await KeepAsync(plan, CanonicalDocument.Write(plan), by, cancellation));
        }
        catch
        {
            await installation.Ending.DropKeysAsync(plan.Id, by);
            throw;
        }
    }

    // Both gates on this machine. The identity is made with the plan, because the signature covers its recipient; it waits for
    // a passage at most until the plan's erase-by.
    private async Task<Plan> HereAsync(
        Instruction instruction, AgeKeyKind kind, string by, IProgress<PassageProgress> progress,
        CancellationToken cancellation)
    {
        var (profile, reference) = installation.Gates.Profile(instruction.Target.Profile);
        await using var target = await installation.Gates.OpenTargetAsync(instruction.Target.Connection, profile, cancellation);
        var id = "l-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        return await PlanAsync(
            instruction, id, target, null, by, progress,
            async () => new TargetOffer(
                id, new DocumentReference(instruction.Number, instruction.Sha256),
                installation.Parts.TargetGate.PublicKey.ToLine(),
                (await installation.MakeIdentityAsync(id, kind, by, cancellation)).ToString()!, reference,
                await target.DescribeAsync(cancellation), target.Holds),
            cancellation);
    }

    // The target gate elsewhere: conflicts cannot be asked, and only the key of the commitments is made here, where the source gate is.
    private Task<Plan> ForOfferAsync(
        Instruction instruction, TargetOffer offer, SshPublicKey? sourceGate, string by, IProgress<PassageProgress> progress,
        CancellationToken cancellation) => PlanAsync(
            instruction, offer.Id, null, sourceGate, by, progress,
            async () =>
            {
                if (sourceGate is null)
                {
                    await installation.MakeCommitmentAsync(offer.Id, by, cancellation);
                }

                return offer;
            },
            cancellation);

    private async Task<Plan> PlanAsync(
        Instruction instruction, string id, ITargetGate? target, SshPublicKey? sourceGate, string by,
        IProgress<PassageProgress> progress, Func<Task<TargetOffer>> makeKeys, CancellationToken cancellation)
    {
        try
        {
            var (profile, reference) = installation.Gates.Profile(instruction.Source.Profile);
            await using var source = await installation.Gates.OpenSourceAsync(
                instruction.Source.Connection, profile, cancellation);
            var side = await makeKeys();
            var order = await OrderAsync(
                instruction, side, reference, target is null ? Compiled(instruction, profile, side) : null, sourceGate, cancellation);
            return await new Planning(installation.Clock).RunAsync(id, order, source, target, progress, cancellation);
        }
        catch
        {
            await installation.Ending.DropKeysAsync(id, by);
            throw;
        }
    }

    private async Task<PlanningOrder> OrderAsync(
        Instruction instruction, TargetOffer side, DocumentReference sourceProfile, CompiledParts? compiled, SshPublicKey? sourceGate,
        CancellationToken cancellation) => new(
            (await installation.Contracts.GetAsync(instruction.Contract, cancellation)).Reference,
            new DocumentReference(instruction.Number, instruction.Sha256),
            instruction.Environment == InstructionEnvironment.Production ? "production" : "test",
            instruction.Scope,
            [.. instruction.FreeText.Select(field => new ListedFreeText(field.Type, field.Field, field.Reason))],
            instruction.Expected.Count,
            instruction.Expected.TolerancePercent,
            new PlannedSide(instruction.Source.Connection, sourceProfile),
            new PlannedSide(instruction.Target.Connection, side.Profile),
            side.Description,
            side.Holds,
            instruction.Treatments,
            Recipients(instruction, side.Recipient),
            new GateKeys((sourceGate ?? installation.Parts.SourceGate.PublicKey).ToLine(), side.Gate),
            OneMachine: compiled is null,
            instruction.EraseBy,
            instruction.Fate == Fate.Return ? "return" : "delete",
            instruction.IsTrial,
            await installation.CheckpointAsync(cancellation),
            compiled);

    // Gates that stand apart hold nothing but the plan.
    private static CompiledParts Compiled(Instruction instruction, Profile source, TargetOffer side) => new(
        instruction.Scope, ProfileCompiler.Compile(source), side.Compiled ?? throw PassageErrors.OfferWithoutProfile());

    private static List<PlannedRecipient> Recipients(Instruction instruction, string ofPassage) =>
    [
        .. instruction.Recipients.Select(recipient => recipient.IsMadeWithPlan
            ? new PlannedRecipient(ofPassage, "target-gate", recipient.Place)
            : new PlannedRecipient(recipient.Recipient, "controller", recipient.Place)),
    ];

    private async Task<StoredPlan> KeepAsync(Plan plan, byte[] bytes, string by, CancellationToken cancellation)
    {
        var sha256 = Sha256Hex.Of(bytes);
        var stored = new StoredPlan(plan.Id, sha256, bytes, plan.EraseBy);
        await installation.Ledger.AddPlanAsync(
            stored,
            new Act(
                "plan.written",
                by,
                new Dictionary<string, string> { ["plan"] = plan.Id, ["instruction"] = plan.Instruction.Id },
                new Dictionary<string, string> { ["plan"] = sha256, ["instruction"] = plan.Instruction.Sha256 }),
            cancellation);
        return stored;
    }
}
