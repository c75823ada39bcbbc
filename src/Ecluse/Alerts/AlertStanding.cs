namespace Ecluse.Alerts;

/// <summary>
/// Where an alert stands: a pure function of the policy it began with, of what was done when, and of the instant. No timer is kept anywhere, so
/// none can be lost, be stale, or wake what is closed.
/// </summary>
public sealed record AlertStanding
{
    private AlertStanding(IReadOnlyList<DueStep> due, DateTimeOffset? next, AlertClock? clock, DateTimeOffset? closedAt) =>
        (Due, Next, Clock, ClosedAt) = (due, next, clock, closedAt);

    /// <summary>Steps that are due and not made yet. Once they are made others may be, where nobody stands behind one.</summary>
    public IReadOnlyList<DueStep> Due { get; }

    /// <summary>When the next step, or the last one again, is due that is not due yet; null once closed.</summary>
    public DateTimeOffset? Next { get; }

    /// <summary>The clock that it waits under; null once closed.</summary>
    public AlertClock? Clock { get; }

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; }

    /// <summary>When it next needs a look: now if a step is due, else when the next will be.</summary>
    public DateTimeOffset? LookAt => Due.Count > 0 ? Due[0].DueAt : Next;

    /// <summary>Where an alert stands.</summary>
    /// <param name="policy">What its policy says for its level.</param>
    /// <param name="raisedAt">When it was raised.</param>
    /// <param name="acts">What was done, in order.</param>
    /// <param name="made">Steps that were made.</param>
    /// <param name="now">The instant.</param>
    public static AlertStanding Of(
        LevelPolicy policy, DateTimeOffset raisedAt, IReadOnlyList<AlertAct> acts, IReadOnlyList<AlertStep> made, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(acts);
        if (acts.FirstOrDefault(act => act.Kind == AlertActKind.Closed) is { } closing)
        {
            return new([], null, null, closing.At);
        }

        // What a run that ended owed was made before the act that ended it: only the last one can owe anything.
        var run = LastRun(policy, raisedAt, acts);
        var due = new List<DueStep>();
        var next = AddDue(policy, run, made, now, due);
        return new(due, next, ClockOf(policy, run, acts), null);
    }

    private static AlertClock ClockOf(LevelPolicy policy, Run run, IReadOnlyList<AlertAct> acts)
    {
        var isKnown = acts.Any(act => act.Kind is AlertActKind.Acknowledged or AlertActKind.Acted or AlertActKind.BecameBreach or AlertActKind.Silenced);
        return run.IsAtOnce
            ? new(isKnown ? AlertClockKind.Act : AlertClockKind.Acknowledge, run.Begins + policy.Steps[0].Wait)
            : new(AlertClockKind.Act, run.Begins);
    }

    /// <summary>Whether an act ends the run that it falls into: the first acknowledgement if nothing was done before it, every act, every silence.</summary>
    private static bool Stops(IReadOnlyList<AlertAct> acts, int at) => acts[at].Kind switch
    {
        // Said twice it is still only said: it does not set the clock back.
        AlertActKind.Acknowledged => !acts.Take(at).Any(act => act.Kind is AlertActKind.Acknowledged or AlertActKind.Acted or AlertActKind.BecameBreach),
        AlertActKind.Acted or AlertActKind.BecameBreach or AlertActKind.Silenced or AlertActKind.LevelRaised => true,
        _ => false,
    };

    private static Run LastRun(LevelPolicy policy, DateTimeOffset raisedAt, IReadOnlyList<AlertAct> acts)
    {
        var run = new Run(0, raisedAt, IsAtOnce: true);
        for (var at = 0; at < acts.Count; at++)
        {
            if (Stops(acts, at))
            {
                run = Following(policy, run, acts[at]);
            }
        }

        return run;
    }

    // What was granted before, a silence for one, an act does not shorten; more at stake does.
    private static Run Following(LevelPolicy policy, Run run, AlertAct act)
    {
        if (act.Kind == AlertActKind.LevelRaised)
        {
            return new(run.Number + 1, act.At, IsAtOnce: true);
        }

        var own = act.Kind == AlertActKind.Silenced ? act.Until!.Value : act.At + policy.ActWithin;
        return new(run.Number + 1, run.Begins > act.At && run.Begins > own ? run.Begins : own, IsAtOnce: false);
    }

    private static DateTimeOffset? AddDue(LevelPolicy policy, Run run, IReadOnlyList<AlertStep> made, DateTimeOffset now, List<DueStep> due)
    {
        var at = run.Begins;
        for (var number = 0; number < policy.Steps.Count; number++)
        {
            if (at > now)
            {
                return at;
            }

            var step = made.FirstOrDefault(one => one.Run == run.Number && one.Number == number);
            if (step is null)
            {
                due.Add(new DueStep(run.Number, number, at));
            }

            if (number < policy.Steps.Count - 1)
            {
                at = Following(at, policy.Steps[number].Wait, step);
            }
        }

        return AddReminder(policy, run, at, made, now, due);
    }

    // The last step again, whenever its own wait is over: the latest of those due, and none for each that nobody was there to make. Made late, the
    // last step itself stands for those that were due before.
    private static DateTimeOffset? AddReminder(
        LevelPolicy policy, Run run, DateTimeOffset last, IReadOnlyList<AlertStep> made, DateTimeOffset now, List<DueStep> due)
    {
        var wait = policy.Steps[^1].Wait;
        var over = (int)Math.Min((now - last).Ticks / wait.Ticks, int.MaxValue - policy.Steps.Count - 1);
        var number = policy.Steps.Count - 1 + over;
        var dueAt = last + (wait * over);
        if (over > 0 && due.Count == 0 && !made.Any(one => one.Run == run.Number && policy.IsLast(one.Number) && one.MadeAt >= dueAt))
        {
            due.Add(new DueStep(run.Number, number, dueAt));
        }

        return dueAt + wait;
    }

    private static DateTimeOffset Following(DateTimeOffset at, TimeSpan wait, AlertStep? step) => step switch
    {
        { Outcome: StepOutcome.Skipped } => at,
        { Outcome: StepOutcome.Undelivered, EndedAt: { } ended } when ended < at + wait => ended > at ? ended : at,
        _ => at + wait,
    };

    // IsAtOnce: it began with what was found, and not after a time that an act granted.
    private sealed record Run(int Number, DateTimeOffset Begins, bool IsAtOnce);
}

/// <summary>A step that is due.</summary>
/// <param name="Run">Which run.</param>
/// <param name="Number">Which step of the policy, from 0; beyond its last one, the last one again.</param>
/// <param name="DueAt">Since when.</param>
public sealed record DueStep(int Run, int Number, DateTimeOffset DueAt);

/// <summary>What an open alert waits for.</summary>
/// <param name="Kind">What.</param>
/// <param name="Ends">When its escalation goes on if it does not come.</param>
public sealed record AlertClock(AlertClockKind Kind, DateTimeOffset Ends);

/// <summary>The two clocks of an alert.</summary>
public enum AlertClockKind
{
    /// <summary>That somebody says they have seen it.</summary>
    Acknowledge,

    /// <summary>The next useful act.</summary>
    Act,
}
