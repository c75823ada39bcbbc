namespace Ecluse.Storage.Journal;

/// <summary>One log: the first is number 1; a log that cannot go on is continued by the next number.</summary>
public sealed class JournalLogRow
{
    /// <summary>From 1; the largest is the log that is written to.</summary>
    public required int Number { get; init; }

    /// <summary>Name of the log, first line of its checkpoints.</summary>
    public required string Origin { get; init; }

    /// <summary>Public key that its checkpoints verify with.</summary>
    public required string VerifierKey { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}

/// <summary>One entry: written in the transaction of the act, never changed.</summary>
public sealed class JournalEntryRow
{
    /// <summary>Number of the log.</summary>
    public required int Log { get; init; }

    /// <summary>Place in the log, from 0 without gaps.</summary>
    public required long Index { get; init; }

    /// <summary>Exact bytes that are hashed, at most 65,535.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>Typed text beside an entry, which holds a salted commitment to it only; can be erased.</summary>
public sealed class JournalTextRow
{
    /// <summary>Number of the log.</summary>
    public required int Log { get; init; }

    /// <summary>Index of the entry.</summary>
    public required long Index { get; init; }

    /// <summary>Name of the text in the entry's commitments: <c>reason</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The text; null once erased.</summary>
    public string? Text { get; set; }

    /// <summary>Salt of the commitment; null once erased.</summary>
    public string? Salt { get; set; }
}

/// <summary>An intent without outcome; derived from the entries, in the same transaction.</summary>
public sealed class OpenIntentRow
{
    /// <summary>Number of the log.</summary>
    public required int Log { get; init; }

    /// <summary>Index of the intent's entry.</summary>
    public required long Index { get; init; }
}
