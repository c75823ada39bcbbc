namespace Ecluse.Warnings;

/// <summary>What a warning waits for.</summary>
public enum WarningClockKind
{
    /// <summary>That a handler has seen it.</summary>
    Acknowledge,

    /// <summary>A first answer that the reporter can read.</summary>
    Answer,

    /// <summary>What became of it.</summary>
    Outcome,
}

/// <summary>One clock of a warning. Whether it ran out follows from what was done when, never from when somebody looks.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Ends">Last instant at which it can be stopped.</param>
/// <param name="StoppedAt">When it was stopped, late or in time; null while it was not.</param>
public sealed record WarningClock(WarningClockKind Kind, DateTimeOffset Ends, DateTimeOffset? StoppedAt)
{
    /// <summary>Whether it was stopped in time.</summary>
    public bool IsKept => StoppedAt <= Ends;

    /// <summary>Whether it has run out by an instant. What is done afterwards changes nothing in that.</summary>
    public bool HasRunOut(DateTimeOffset now) => !IsKept && now > Ends;

    /// <summary>Whether it still runs.</summary>
    public bool Runs(DateTimeOffset now) => StoppedAt is null && now <= Ends;
}
