using Ecluse.Drawing;
using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>
/// Everything that the page of a passage shows: counts, names of people who acted, hashes and instants. A patient's value
/// stands in <see cref="Invented"/> only, which exists for invented people alone.
/// </summary>
public sealed record PassageView
{
    /// <summary>Passage id: <c>P-</c> and 12 hex digits.</summary>
    public required string Passage { get; init; }

    /// <summary>The laboratory's name: the page's title.</summary>
    public required string Laboratory { get; init; }

    /// <summary>Name of the system that the records leave.</summary>
    public required string SourceSystem { get; init; }

    /// <summary>Name of the system that receives them.</summary>
    public required string TargetSystem { get; init; }

    /// <summary>Where the passage stands.</summary>
    public required PassageState State { get; init; }

    /// <summary>Whether the passage was stopped before its end; then an erased passage is told as a stopped one.</summary>
    public bool WasStopped { get; init; }

    /// <summary>Whether the laboratory signed an acceptance; an erased passage without one is told as such.</summary>
    public bool WasAccepted { get; init; }

    /// <summary>
    /// For a stopped passage: rows that its sweep left in the target, because they were changed since or others refer to
    /// them; null while it is not known.
    /// </summary>
    public long? RowsThatStay { get; init; }

    /// <summary>The instant at which the page tells: its "now".</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Time zone of every instant on the page.</summary>
    public required PageZone Zone { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>SHA-256 of the signed plan, lower-case hex.</summary>
    public required string PlanSha256 { get; init; }

    /// <summary>Name of the signatory who approved the plan; null before.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>The open gate; two are never open at once.</summary>
    public OpenGate Gate { get; init; }

    /// <summary>Counts of patients.</summary>
    public required PatientCounts Patients { get; init; }

    /// <summary>Patients left at the source, by reason; the sum is the count that stays.</summary>
    public IReadOnlyList<StayedBehind> Stayed { get; init; } = [];

    /// <summary>Source columns of which no value left the engine, all tables together.</summary>
    public int ColumnsNotRead { get; init; }

    /// <summary>Counts of parcels.</summary>
    public required ParcelCounts Parcels { get; init; }

    /// <summary>Record types, in the order in which they are shown.</summary>
    public required IReadOnlyList<TypeProgress> Types { get; init; }

    /// <summary>Patients whom the target refused, by code.</summary>
    public IReadOnlyList<RefusedCount> Rejects { get; init; } = [];

    /// <summary>Steps, in order: those taken, the one under way, those to come.</summary>
    public required IReadOnlyList<PassageStepView> Steps { get; init; }

    /// <summary>How long each stage took, in order; empty when nothing was measured.</summary>
    public IReadOnlyList<StageDuration> Stages { get; init; } = [];

    /// <summary>What was compared; null before the reconciliation.</summary>
    public ReconciliationView? Reconciliation { get; init; }

    /// <summary>When everything is erased, whatever the state.</summary>
    public required DateTimeOffset EraseBy { get; init; }

    /// <summary>What was erased; null before.</summary>
    public ErasureView? Erasure { get; init; }

    /// <summary>Number of the certificate; null before.</summary>
    public string? Certificate { get; init; }

    /// <summary>The journal's latest checkpoint; null where there is none.</summary>
    public CheckpointView? Checkpoint { get; init; }

    /// <summary>Something that went wrong, said at the top; null when nothing did.</summary>
    public Trouble? Trouble { get; init; }

    /// <summary>Whether one machine held the keys and the parcels.</summary>
    public bool IsOneMachine { get; init; }

    /// <summary>A few invented people, before and after; null for real people, always.</summary>
    public InventedPeople? Invented { get; init; }
}

/// <summary>Something that went wrong.</summary>
/// <param name="What">The fact, one sentence.</param>
/// <param name="Consequence">What follows from it and what can be done.</param>
/// <param name="Code">Stable error code, or null.</param>
/// <param name="RefusedParcel">Number of the parcel whose seal does not hold, or null.</param>
public sealed record Trouble(Text What, Text Consequence, string? Code = null, int? RefusedParcel = null);
