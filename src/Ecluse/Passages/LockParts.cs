using Ecluse.Depot;
using Ecluse.Erasure;
using Ecluse.Scratch;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>What the use cases of a passage work with on one machine.</summary>
/// <param name="Ledger">Plans, passages, parcels, documents.</param>
/// <param name="Depot">Sealed parcels.</param>
/// <param name="Keys">Secrets of passages.</param>
/// <param name="SourceGate">The source gate's signing key.</param>
/// <param name="TargetGate">The target gate's signing key.</param>
/// <param name="Scratch">Where what does not fit into memory is laid aside, sealed.</param>
/// <param name="Clock">What time it is.</param>
public sealed record LockParts(
    IPassageLedger Ledger, ParcelDepot Depot, PassageKeys Keys, SshSigner SourceGate, SshSigner TargetGate,
    ScratchFolder Scratch, TimeProvider Clock)
{
    /// <summary>Id under which the source gate acts; the signed plan that set it to work stands in each of its acts.</summary>
    public string SourceAgent => "agent:source-gate." + Short(SourceGate);

    /// <summary>Id under which the target gate acts.</summary>
    public string TargetAgent => "agent:target-gate." + Short(TargetGate);

    /// <summary>The source gate at work.</summary>
    public Extraction Extraction => new(Ledger, Depot, SourceGate, SourceAgent, Scratch, Clock);

    /// <summary>The target gate at work.</summary>
    public Loading Loading => new(Ledger, Depot, TargetAgent, Clock);

    /// <summary>The reconciliation.</summary>
    public Reconciliation.Comparison Comparison => new(Ledger, Loading, TargetGate, TargetAgent, Scratch, Clock);

    /// <summary>The erasure, signed by the gate of the plan that stands here; the target gate's where both do.</summary>
    public Erasing ErasingOf(Plans.Plan plan) =>
        new(Ledger, Depot, Keys, Scratch, IsTargetOf(plan) ? TargetGate : SourceGate, TargetAgent, Clock);

    /// <summary>Whether the plan's target gate is the one here, and not one that stands by itself elsewhere.</summary>
    public bool IsTargetOf(Plans.Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Gates.Target == TargetGate.PublicKey.ToLine();
    }

    // Enough of the key's fingerprint to tell gates apart, in letters that an id may have.
    private static string Short(SshSigner gate) => Canonical.Sha256Hex.Of(gate.PublicKey.Blob)[..16];
}

/// <summary>Opens the gates of a signed plan: the connections and profiles that it names, with the hashes that it names.</summary>
public interface IGates
{
    /// <summary>Opens the source, read-only.</summary>
    Task<ISourceGate> OpenSourceAsync(Plans.Plan plan, CancellationToken cancellation);

    /// <summary>Opens the target.</summary>
    Task<ITargetGate> OpenTargetAsync(Plans.Plan plan, CancellationToken cancellation);
}
