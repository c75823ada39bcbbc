using Ecluse.Acts;
using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Host.Composition;

/// <content>Passages under signed plans: opened here, handed to a gate that stands apart, taken in from one.</content>
internal sealed partial class Installation
{
    /// <summary>Opens a passage under a signed plan; a refusal is journaled too.</summary>
    public async Task<(Passage Passage, Signatory Signatory)> OpenPassageAsync(
        byte[] plan, string signature, string by, CancellationToken cancellation)
    {
        var unproven = await PlanOfAsync(plan, cancellation);
        var contract = unproven.Contract.Id;
        if (unproven.Compiled is not null && unproven.Gates.Source != Parts.SourceGate.PublicKey.ToLine())
        {
            throw PassageErrors.GateApart(isHere: false);
        }

        var ground = await GroundAsync(contract, cancellation);
        try
        {
            return await new Opening(Ledger, Clock).RunAsync(
                plan, signature, ground, SignersOfGate(), by, cancellation);
        }
        catch (EcluseException refusal) when (refusal.Kind == ErrorKind.Refused)
        {
            await Ledger.NoteAsync(
                null,
                new Act(
                    "passage.refused", by,
                    new Dictionary<string, string> { ["contract"] = contract, ["code"] = refusal.Code },
                    new Dictionary<string, string> { ["plan"] = Sha256Hex.Of(plan) }),
                cancellation);
            throw;
        }
    }

    /// <summary>Hands a signed plan to a source gate that stands apart, with the log as hashes; the same signatures are asked for as to open.</summary>
    /// <exception cref="EcluseException">As <see cref="Opening"/>; <c>PASSAGE-041</c>: the source gate is here.</exception>
    public async Task<Signatory> HandPlanAsync(byte[] plan, string signature, string folder, CancellationToken cancellation)
    {
        var by = await ActorAsync(cancellation);
        var ground = await GroundAsync((await PlanOfAsync(plan, cancellation)).Contract.Id, cancellation);
        var signatory = Approval.Verify(plan, SignatureNamespaces.Plan, signature, ground);
        Approval.VerifyAtGate(plan, SignatureNamespaces.Plan, signature, SignersOfGate(), Clock.GetUtcNow());
        var read = CanonicalDocument.Read<Plan>(plan);
        if (read.Gates.Source == Parts.SourceGate.PublicKey.ToLine())
        {
            throw PassageErrors.GateApart(isHere: true);
        }

        await Ledger.NoteAsync(
            null,
            new Act(
                "plan.handed-over", by,
                new Dictionary<string, string> { ["plan"] = read.Id, ["contract"] = read.Contract.Id, ["signatory"] = signatory.Id },
                new Dictionary<string, string> { ["plan"] = Sha256Hex.Of(plan) }),
            cancellation);
        await HandOver.WritePlanAsync(folder, plan, signature, cancellation);
        await (await HandedLog.OfAsync(Journal, cancellation)).WriteAsync(folder, cancellation);
        return signatory;
    }

    /// <summary>Takes in what a source gate elsewhere handed over, with the same signatures as opening asks for.</summary>
    public async Task<PassageWork> TakeAsync(HandedOver given, string by, CancellationToken cancellation)
    {
        var ground = await GroundAsync(CanonicalDocument.Read<Plan>(given.Plan).Contract.Id, cancellation);
        var log = await HandedLog.ReadAsync(given.Folder, cancellation);
        Func<CancellationToken, Task> remember = _ => Task.CompletedTask;
        var work = await new Taking(Parts).RunAsync(
            given, Approve, async plan => (await Instructions.GetAsync(plan.Instruction.Sha256, cancellation)).Scope,
            plan =>
            {
                remember = log.Check(Path.Combine(Data.Path, "gate", "seen"), plan.Gates.Source, plan.Checkpoint);
                return Task.CompletedTask;
            },
            by, cancellation);
        await remember(cancellation);
        return work;

        (string Signatory, string? Contract) Approve()
        {
            var signatory = Approval.Verify(given.Plan, SignatureNamespaces.Plan, given.PlanSignature, ground);
            Approval.VerifyAtGate(given.Plan, SignatureNamespaces.Plan, given.PlanSignature, SignersOfGate(), Clock.GetUtcNow());
            return (signatory.Id, ground.Contract.Record.Sha256);
        }
    }

    /// <summary>Takes a signed postponement in.</summary>
    public async Task<(Signatory Signatory, Postponement Document)> PostponeAsync(
        PassageWork work, byte[] document, string signature, string by, CancellationToken cancellation) =>
        await new Postponing(Ledger, Clock).RunAsync(
            work, document, signature, await GroundAsync(work.Passage.Contract, cancellation), SignersOfGate(), by, cancellation);

    /// <summary>Draws a postponement up for a signatory; nothing moves.</summary>
    public async Task<byte[]> DraftPostponementAsync(
        PassageWork work, DateTimeOffset until, bool legalHold, string reason, CancellationToken cancellation) =>
        await new Postponing(Ledger, Clock).DraftAsync(work, until, legalHold, reason, await CheckpointAsync(cancellation), cancellation);

    // The plan is not believed yet: only which contract it claims is read, and only to find the keys that may sign it.
    private async Task<Plan> PlanOfAsync(byte[] plan, CancellationToken cancellation) =>
        await Ledger.FindPlanAsync(Sha256Hex.Of(plan), cancellation) is { } stored
            ? CanonicalDocument.Read<Plan>(stored.Bytes)
            : throw PassageErrors.PlanNotOurs();

    private AllowedSigners SignersOfGate()
    {
        var path = Path.Combine(Data.Path, "gate", "allowed_signers");
        return File.Exists(path)
            ? AllowedSigners.Parse(File.ReadAllText(path), TimeZoneInfo.Utc)
            : throw PassageErrors.NoSignersAtGate();
    }
}
