namespace Ecluse.Alerts;

/// <summary>What somebody did about an alert. Its escalation follows from these and from nothing else that people do.</summary>
/// <param name="Kind">What.</param>
/// <param name="By">Id of the person.</param>
/// <param name="At">When; never before the act above it.</param>
public sealed record AlertAct(AlertActKind Kind, string By, DateTimeOffset At)
{
    /// <summary>Controller of that person; null for the house itself.</summary>
    public string? BySide { get; init; }

    /// <summary>Until when it is silent; for what silences.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What became of it; for what closes.</summary>
    public AlertOutcome? Outcome { get; init; }

    /// <summary>What was done, or why: typed by the person; null once erased, and where none is asked for.</summary>
    public string? Words { get; init; }

    /// <summary>Id of the breach; for what became one.</summary>
    public string? Breach { get; init; }
}

/// <summary>The acts about an alert.</summary>
public enum AlertActKind
{
    /// <summary>Somebody has seen it; the clock of the next useful act begins.</summary>
    Acknowledged,

    /// <summary>Somebody did something about it, and says what.</summary>
    Acted,

    /// <summary>Somebody asks for silence, until when and why.</summary>
    SilenceProposed,

    /// <summary>Another person agreed to the silence.</summary>
    Silenced,

    /// <summary>Somebody proposes to close it; for levels that two persons close.</summary>
    ClosingProposed,

    /// <summary>It is closed, and nothing wakes it.</summary>
    Closed,

    /// <summary>It became a breach, which keeps its first receipt.</summary>
    BecameBreach,

    /// <summary>A rule found the same again with more at stake: the escalation begins at once, by the steps of the new level.</summary>
    LevelRaised,
}

/// <summary>What became of an alert.</summary>
public enum AlertOutcome
{
    /// <summary>What it was about is put right.</summary>
    PutRight,

    /// <summary>It was what the rule calls a false positive.</summary>
    FalsePositive,

    /// <summary>Another alert, warning or breach has it.</summary>
    KnownElsewhere,

    /// <summary>It became a breach.</summary>
    BecameBreach,
}
