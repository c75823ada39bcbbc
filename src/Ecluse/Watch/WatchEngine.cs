using Ecluse.Alerts;

namespace Ecluse.Watch;

/// <summary>
/// Runs rules over sightings. It reads no clock and no disk: what it finds follows from the rules, the sightings and their order alone, so that
/// after a restart the same sightings give the same memory again.
/// </summary>
public sealed class WatchEngine
{
    private const int GroupsMax = 100_000;

    private readonly RuleRun[] runs;
    private readonly Dictionary<(SightingSource Source, string Kind), RuleRun[]> byKind;

    /// <summary>An engine that has seen nothing yet.</summary>
    /// <param name="rules">The rules.</param>
    public WatchEngine(IReadOnlyList<WatchRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        runs = [.. rules.Select(rule => new RuleRun(rule, GroupsMax))];
        byKind = runs.SelectMany(run => run.Rule.Looks.Kinds.Select(kind => (Key: (run.Rule.Looks.Source, kind), Run: run)))
            .GroupBy(one => one.Key, one => one.Run).ToDictionary(one => one.Key, one => one.ToArray());
    }

    /// <summary>The rules.</summary>
    public IReadOnlyList<WatchRule> Rules { get; }

    /// <summary>How far back sightings matter to one rule or another.</summary>
    public TimeSpan LookBack => Rules.Select(rule => rule.LookBack).DefaultIfEmpty().Max();

    /// <summary>Takes a sighting.</summary>
    /// <returns>What rules found at it.</returns>
    public IReadOnlyList<Finding> Take(Sighting seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return byKind.TryGetValue((seen.Source, seen.Kind), out var concerned) ? [.. concerned.Select(run => run.Take(seen)).OfType<Finding>()] : [];
    }

    /// <summary>Ends a round: standing facts, and what did not come.</summary>
    /// <param name="now">When the round is.</param>
    /// <param name="standing">What holds now.</param>
    public IReadOnlyList<Finding> Look(DateTimeOffset now, IReadOnlyList<Sighting> standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return [.. standing.SelectMany(Take), .. runs.SelectMany(run => run.Look(now))];
    }
}
