using Ecluse.Breaches;
using Ecluse.Errors;

namespace Ecluse.Host.Breaches;

/// <summary>A dossier as command line and API say it; of a controller's person, the incident and its own part.</summary>
/// <param name="Id">Id of the breach.</param>
/// <param name="Origin">What it comes from; of which warning or alert only where all of it is seen.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Cause">Where and when something went wrong; null where only a part is seen: places name other controllers' things.</param>
/// <param name="Aware">When one was aware; null before.</param>
/// <param name="Closed">Whether it is closed.</param>
/// <param name="Parts">The parts that are seen.</param>
/// <param name="Entries">What was entered, every version, in order.</param>
/// <param name="KeptUntil">When it is erased; null while it has no date.</param>
/// <param name="Clocks">The clocks of those parts.</param>
/// <param name="Things">What of their data lay there, and until when.</param>
/// <param name="At">The instant at which all this stood so.</param>
internal sealed record BreachStory(
    string Id, BreachOrigin Origin, DateTimeOffset OpenedAt, Cause? Cause, BreachAware? Aware, bool Closed, IReadOnlyList<BreachPart> Parts, IReadOnlyList<BreachEntry> Entries,
    DateTimeOffset? KeptUntil, IReadOnlyList<BreachClockFacts> Clocks, IReadOnlyList<ThingThere> Things, DateTimeOffset At)
{
    /// <summary>What somebody sees of it at an instant.</summary>
    public static BreachStory Of(SeenBreach seen, DateTimeOffset? keptUntil, IReadOnlyList<ThingThere> things, DateTimeOffset now)
    {
        var (dossier, breach) = (seen.Own, seen.Own.Breach);
        return new(
            breach.Id, seen.IsWhole ? breach.Origin : breach.Origin with { Id = null }, breach.OpenedAt, seen.IsWhole ? breach.Cause : null,
            dossier.Aware(now) is { } aware ? new(aware.At, aware.Stated is null) : null, dossier.IsClosed, breach.Parts, dossier.Entries, keptUntil,
            [.. BreachClock.Of(dossier, now).Select(clock => new BreachClockFacts(clock.Duty.Id, clock.Duty.Version, clock.Duty.Title, clock.Part.Number, clock.State(now), clock.From, clock.Due, clock.DoneAt))],
            things, now);
    }
}

/// <summary>When one was aware.</summary>
/// <param name="At">When.</param>
/// <param name="ByItself">Whether nobody stated it: 24 hours after receipt.</param>
internal sealed record BreachAware(DateTimeOffset At, bool ByItself);

/// <summary>A duty as it runs for one controller.</summary>
internal sealed record BreachClockFacts(
    string Duty, int Version, Text Title, int Controller, ClockState State, DateTimeOffset? From, DateTimeOffset? Due, DateTimeOffset? DoneAt);
