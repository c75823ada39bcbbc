using Ecluse.Alerts;
using Ecluse.Watch;

namespace Ecluse.Storage.Watch;

/// <summary>An event, in the order in which it was kept. Ids, keyed hashes and figures.</summary>
public sealed class WatchEventRow
{
    /// <summary>From 1, rising in the order of commits; not without gaps.</summary>
    public long Number { get; init; }

    /// <summary>When it was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it was.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the person.</summary>
    public string? Person { get; init; }

    /// <summary>Id of the key or machine.</summary>
    public string? Key { get; init; }

    /// <summary>Keyed hash of the network.</summary>
    public string? Network { get; init; }

    /// <summary>How.</summary>
    public string? Way { get; init; }

    /// <summary>Code of a refusal.</summary>
    public string? Code { get; init; }

    /// <summary>Number of the contract.</summary>
    public string? Controller { get; init; }

    /// <summary>Id of the passage.</summary>
    public string? Passage { get; init; }

    /// <summary>Id of the space.</summary>
    public string? Space { get; init; }

    /// <summary>Id of the object.</summary>
    public string? Object { get; init; }

    /// <summary>How many.</summary>
    public long? Count { get; init; }

    /// <summary>Bytes.</summary>
    public long? Bytes { get; init; }

    /// <summary>Rows.</summary>
    public long? Rows { get; init; }
}

/// <summary>How far the watch has read: one row, moved in the transaction of what the rules found.</summary>
public sealed class WatchPlaceRow
{
    /// <summary>1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Number of the last event that every rule has seen.</summary>
    public long Event { get; set; }

    /// <summary>Number of the journal's log.</summary>
    public int Log { get; set; }

    /// <summary>Index of the next entry to read.</summary>
    public long Entry { get; set; }

    /// <summary>When a round was last made.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>A rule as it stood from an instant on, until it changed.</summary>
public sealed class WatchRuleRow
{
    /// <summary>From 1, rising.</summary>
    public long Number { get; init; }

    /// <summary>Id of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>SHA-256 of its file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where it came from, and whether it watched.</summary>
    public required RuleStanding Standing { get; init; }

    /// <summary>How much was at stake.</summary>
    public required AlertLevel Level { get; init; }

    /// <summary>What it was, in English.</summary>
    public required string Title { get; init; }

    /// <summary>What it was, in French.</summary>
    public required string TitleFrench { get; init; }

    /// <summary>From when.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when; null while it stands.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Index of the journal entry that tells of the set.</summary>
    public required long Entry { get; init; }
}
