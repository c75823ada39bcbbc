using Ecluse.Passages;

namespace Ecluse.Storage.Passages;

/// <summary>A plan: exact bytes and hash.</summary>
public sealed class PlanRow
{
    /// <summary>SHA-256 of the exact bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Plan id, <c>l-</c> and 12 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Exact bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>When its keys are destroyed at the latest.</summary>
    public required DateTimeOffset EraseBy { get; init; }

    /// <summary>The passage that used it, or null; unique, so that a plan opens one passage.</summary>
    public string? Passage { get; set; }
}

/// <summary>A passage.</summary>
public sealed class PassageRow
{
    /// <summary>Passage id.</summary>
    public required string Id { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Hash of the signed plan.</summary>
    public required string PlanSha256 { get; init; }

    /// <summary>State.</summary>
    public required PassageState State { get; set; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When everything is erased.</summary>
    public required DateTimeOffset EraseBy { get; set; }

    /// <summary>Raised with each claim.</summary>
    public long Epoch { get; set; }

    /// <summary>Name of the last intent that has no outcome yet, or null.</summary>
    public string? IntentName { get; set; }

    /// <summary>Index of its journal entry.</summary>
    public long? IntentIndex { get; set; }

    /// <summary>Random id of the worker that holds the passage, or null.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when it holds it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }
}

/// <summary>A sealed parcel.</summary>
public sealed class ParcelRow
{
    /// <summary>Passage id.</summary>
    public required string Passage { get; init; }

    /// <summary>Number from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The parcel, JSON.</summary>
    public required string Parcel { get; set; }

    /// <summary>HMAC of the plain bytes under a key that is no part of the state; for resuming.</summary>
    public required string Commitment { get; init; }

    /// <summary>How its load ended, JSON; null until loaded.</summary>
    public string? Load { get; set; }
}

/// <summary>A step of a passage.</summary>
public sealed class StepRow
{
    /// <summary>Counter.</summary>
    public long Id { get; init; }

    /// <summary>Passage id.</summary>
    public required string Passage { get; init; }

    /// <summary>Act name.</summary>
    public required string Name { get; init; }

    /// <summary>Person or agent id.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long, in milliseconds.</summary>
    public long? TookMs { get; init; }

    /// <summary>Index of the journal entry.</summary>
    public required long JournalIndex { get; init; }
}

/// <summary>A document of a passage.</summary>
public sealed class DocumentRow
{
    /// <summary>Passage id.</summary>
    public required string Passage { get; init; }

    /// <summary>Kind.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Exact bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Armored SSHSIG, or null.</summary>
    public string? Signature { get; init; }
}

/// <summary>The decision on a reject, with the reason that a person typed; the reason can be erased.</summary>
public sealed class RejectDecisionRow
{
    /// <summary>Passage id.</summary>
    public required string Passage { get; init; }

    /// <summary>Parcel number.</summary>
    public required int Parcel { get; init; }

    /// <summary>Place of the patient in the parcel, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary><c>skipped</c> or <c>loaded</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
