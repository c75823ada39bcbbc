using Ecluse.Breaches;

namespace Ecluse.Storage.Breaches;

/// <summary>A breach; never changed.</summary>
public sealed class BreachRow
{
    /// <summary><c>b-</c> and 12 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>What it comes from.</summary>
    public required OriginKind Origin { get; init; }

    /// <summary>Id of the warning or alert; null for others.</summary>
    public string? OriginId { get; init; }

    /// <summary>First receipt.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Id of the person or agent who opened it.</summary>
    public required string OpenedBy { get; init; }

    /// <summary>Where something went wrong, a place a line; empty for the whole server.</summary>
    public required string Places { get; init; }

    /// <summary>From when.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The duties it comes under, JSON.</summary>
    public required string Duties { get; init; }

    /// <summary>Index of the journal's entry.</summary>
    public required long Entry { get; init; }

    /// <summary>Until when a hold keeps it past its date; null for none.</summary>
    public DateTimeOffset? HeldUntil { get; set; }
}

/// <summary>A controller on a breach's list; never changed, never taken off.</summary>
public sealed class BreachPartRow
{
    /// <summary>Id of the breach.</summary>
    public required string Breach { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The controller's name, as its contracts write it.</summary>
    public required string Controller { get; init; }

    /// <summary>Number of its latest contract that is touched.</summary>
    public string? Contract { get; init; }

    /// <summary>Hours within which the contract says it is told.</summary>
    public int? NoticeHours { get; init; }

    /// <summary>What of its data lay there, a line each.</summary>
    public required string Holdings { get; init; }

    /// <summary>Whether it runs this installation itself.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Index of the journal's entry.</summary>
    public required long Entry { get; init; }
}

/// <summary>Something that was entered; never changed.</summary>
public sealed class BreachEntryRow
{
    /// <summary>Counter.</summary>
    public long Id { get; init; }

    /// <summary>Id of the breach.</summary>
    public required string Breach { get; init; }

    /// <summary>Number of the part; 0 for the incident.</summary>
    public required int Part { get; init; }

    /// <summary>Name of the field.</summary>
    public required string Field { get; init; }

    /// <summary>Which one, where the field repeats.</summary>
    public required int Item { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    /// <summary>How well it is known.</summary>
    public required Knowledge Knowledge { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>The note.</summary>
    public string? Note { get; init; }

    /// <summary>When it was learnt.</summary>
    public required DateTimeOffset LearntAt { get; init; }

    /// <summary>When it was entered.</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>Id of the person.</summary>
    public required string By { get; init; }

    /// <summary>Index of the journal's entry.</summary>
    public required long Entry { get; init; }
}
