namespace Ecluse.Alerts;

/// <summary>A step of the escalation that was made: it is made once, ever.</summary>
/// <param name="Run">Which run of the escalation: 0 from the raising on, one more after each act.</param>
/// <param name="Number">Which step of the policy, from 0; beyond its last one, the last one again: a reminder.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="MadeAt">When it was made; later than due where nothing ran then.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="EndedAt">When it turned out that nobody was reached; null otherwise.</param>
public sealed record AlertStep(int Run, int Number, DateTimeOffset DueAt, DateTimeOffset MadeAt, StepOutcome Outcome, DateTimeOffset? EndedAt);

/// <summary>What became of a step.</summary>
public enum StepOutcome
{
    /// <summary>Somebody is told, or being told.</summary>
    Told,

    /// <summary>Nobody stands behind it: the next one is due at once.</summary>
    Skipped,

    /// <summary>No message of it arrived after all tries: the next one is due at once.</summary>
    Undelivered,
}
