namespace Ecluse.Warnings;

/// <summary>A notice of an unanswered warning: what a controller is told by Écluse itself. Never a word of the reporter's.</summary>
/// <param name="Warning">The warning.</param>
/// <param name="Clock">The clock that ran out.</param>
/// <param name="Controller">Name of the controller; empty for the house itself.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record WarningNotice(Warning Warning, WarningClockKind Clock, string Controller, DateTimeOffset MadeAt)
{
    /// <summary>When somebody of the controller said that they read it.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When the clock ended.</summary>
    public DateTimeOffset Ended => Warning.Clocks.Single(clock => clock.Kind == Clock).Ends;
}

/// <summary>A controller that a warning may concern.</summary>
/// <param name="Name">Name, as contracts have it.</param>
/// <param name="Contract">Number of a contract of it, for the journal.</param>
public sealed record MayConcern(string Name, string Contract);

/// <summary>The controllers that a warning may concern, now: every one with data in the same store, account, server or period.</summary>
/// <param name="warning">The warning.</param>
/// <param name="cancellation">Stops the reading.</param>
public delegate Task<IReadOnlyList<MayConcern>> MayConcernList(Warning warning, CancellationToken cancellation);
