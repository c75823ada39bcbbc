using Ecluse.Drawing;
using Ecluse.Erasure;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>A passage's own documents and records, as the state keeps them: what its page is told from.</summary>
public sealed record PassageDocuments
{
    /// <summary>The passage.</summary>
    public required Passage Passage { get; init; }

    /// <summary>Its signed plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Parcels sealed so far.</summary>
    public IReadOnlyList<Parcel> Parcels { get; init; } = [];

    /// <summary>Parcels loaded so far.</summary>
    public IReadOnlyList<LoadedParcel> Loads { get; init; } = [];

    /// <summary>The manifest, once the source gate has closed.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>The reconciliation, once made.</summary>
    public ReconciliationReport? Reconciliation { get; init; }

    /// <summary>What the signatory looked at, once shown.</summary>
    public EyeLeg? ByEye { get; init; }

    /// <summary>The certificate, once erased.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>Steps of the passage, oldest first.</summary>
    public IReadOnlyList<PassageStep> Steps { get; init; } = [];

    /// <summary>The name that the page shows for the id of a person or an agent.</summary>
    public required Func<string, string> NameOf { get; init; }

    /// <summary>The laboratory's name.</summary>
    public required string Laboratory { get; init; }

    /// <summary>Name of the old system.</summary>
    public required string SourceSystem { get; init; }

    /// <summary>Name of the new one.</summary>
    public required string TargetSystem { get; init; }

    /// <summary>Who signed the plan.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>First day of last visit that passes, to say what the bound was; null where there is none.</summary>
    public DateOnly? LastVisitOnOrAfter { get; init; }

    /// <summary>The gate that is open now.</summary>
    public OpenGate Gate { get; init; }

    /// <summary>The journal's latest checkpoint, verbatim; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Something that went wrong.</summary>
    public Trouble? Trouble { get; init; }

    /// <summary>Invented people to show; null for real ones, always.</summary>
    public InventedPeople? Invented { get; init; }

    /// <summary>The page's "now".</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The page's time zone.</summary>
    public required PageZone Zone { get; init; }

    /// <summary>The view of the passage that these documents give.</summary>
    public PassageView ToView() => PassageTelling.Of(this);
}
