namespace Ecluse.Breaches;

/// <summary>A duty as it runs for one controller: computed from the dossier each time, kept nowhere, so that no restart can lose it.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="Part">The controller.</param>
/// <param name="From">When it began to run; null while nothing has started it.</param>
/// <param name="Due">When it ends; null where it has not begun, or has no end but "without undue delay".</param>
/// <param name="DoneAt">When what it asks for was done; null before.</param>
public sealed record BreachClock(Duty Duty, BreachPart Part, DateTimeOffset? From, DateTimeOffset? Due, DateTimeOffset? DoneAt)
{
    /// <summary>How it stands.</summary>
    public ClockState State(DateTimeOffset now) => (From, DoneAt) switch
    {
        (_, { } done) => Due < done ? ClockState.DoneLate : ClockState.Done,
        (null, _) => ClockState.Waiting,
        _ => Due <= now ? ClockState.Late : ClockState.Running,
    };

    /// <summary>The clocks of a dossier: for each controller concerned the processor's and its own, side by side.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<BreachClock> Of(BreachDossier dossier, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return
        [
            .. from part in dossier.ConcernedParts
               from duty in dossier.Breach.Duties
               where IsOwed(duty, dossier, part)
               orderby part.Number, duty.Who, duty.Hours ?? int.MaxValue, duty.Id
               select Of(duty, dossier, part, now),
        ];
    }

    private static BreachClock Of(Duty duty, BreachDossier dossier, BreachPart part, DateTimeOffset now)
    {
        var from = duty.Starts == DutyStart.Aware ? dossier.Aware(now)?.At : dossier.Knew(part, now);

        // The law gives the processor no hours: the contract does.
        int? hours = duty.Hours ?? (duty.Who == DutyBearer.Processor ? part.NoticeHours ?? BreachPart.NoticeHoursDefault : null);
        return new BreachClock(
            duty, part, from, from is { } begun && hours is { } count ? begun + TimeSpan.FromHours(count) : null,
            dossier.Instant(part.Number, duty.DoneBy) ?? dossier.Instant(0, duty.DoneBy));
    }

    private static bool IsOwed(Duty duty, BreachDossier dossier, BreachPart part) =>
        (duty.Who == DutyBearer.Controller || !part.IsOwn) && duty.Applies switch
        {
            DutyCondition.UnlessRiskUnlikely => dossier.Value(part.Number, BreachFields.RiskUnlikely) != BreachFields.Yes,
            DutyCondition.HighRisk => dossier.IsHighRisk(part.Number)
                && (dossier.Value(part.Number, BreachFields.PersonsDecision) ?? BreachFields.Yes) == BreachFields.Yes,
            DutyCondition.Nis2 => dossier.For(part.Number, BreachFields.Nis2)?.Value == BreachFields.Yes,
            _ => true,
        };
}

/// <summary>How a clock stands.</summary>
public enum ClockState
{
    /// <summary>Nothing has started it yet.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended, and what it asks for is not done.</summary>
    Late,

    /// <summary>Done in time, or without a time.</summary>
    Done,

    /// <summary>Done after its end.</summary>
    DoneLate,
}
