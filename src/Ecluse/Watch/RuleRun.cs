using System.Globalization;
using Ecluse.Alerts;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>One rule at work: a memory for each group of ids.</summary>
/// <param name="rule">The rule.</param>
/// <param name="groupsMax">Most groups remembered at once; the one longest quiet makes room.</param>
internal sealed class RuleRun(WatchRule rule, int groupsMax)
{
    private const string Between = "\n";

    private static readonly string[] Concerned = ["controller", "contract", "passage", "space", "person"];

    private readonly Dictionary<string, RuleMemory> groups = new(StringComparer.Ordinal);
    private DateTimeOffset tidiedAt = DateTimeOffset.MinValue;

    public WatchRule Rule => rule;

    /// <summary>How many groups are remembered.</summary>
    public int Groups => groups.Count;

    /// <summary>Takes a sighting that is of the rule's kinds.</summary>
    public Finding? Take(Sighting seen)
    {
        if (!rule.Looks.Holds(seen) || GroupOf(seen) is not { } group || (rule.When is DueWithin && seen.Due is null))
        {
            return null;
        }

        var memory = MemoryOf(group);
        return memory.Take(seen) is { } firing && Fires(memory, firing.By) ? Found(firing) : null;
    }

    /// <summary>What time alone makes fire; and what is too old to matter is forgotten.</summary>
    public IReadOnlyList<Finding> Look(DateTimeOffset now)
    {
        List<Finding> found = [];
        if (rule.When is AbsentFor)
        {
            found.AddRange(groups.Values.Select(memory => memory.Look(now)).OfType<Firing>().Select(Found));
        }

        if (now - tidiedAt >= TimeSpan.FromHours(1))
        {
            tidiedAt = now;
            Forget(now - rule.LookBack);
        }

        return found;
    }

    // A group that fired is quiet until the next span begins; spans begin at whole multiples, so that a restart finds the same ones. What is
    // seen for the first time is so only once.
    private bool Fires(RuleMemory memory, Sighting seen)
    {
        switch (rule.When)
        {
            case DueWithin due when seen.Due - seen.At > due.Within:
                return false;
            case FirstSeen:
                return true;
        }

        var span = seen.At.UtcTicks / rule.AgainAfter.Ticks;
        if (memory.FiredIn == span)
        {
            return false;
        }

        memory.FiredIn = span;
        return true;
    }

    private string? GroupOf(Sighting seen)
    {
        if (rule.By is [var only])
        {
            return seen.Id(only);
        }

        var ids = rule.By.Select(seen.Id).ToList();
        return ids.Contains(null) ? null : string.Join(Between, ids);
    }

    private RuleMemory MemoryOf(string group)
    {
        if (groups.TryGetValue(group, out var memory))
        {
            return memory;
        }

        if (groups.Count >= groupsMax)
        {
            groups.Remove(groups.MinBy(one => one.Value.Last).Key);
        }

        return groups[group] = RuleMemory.Of(rule.When);
    }

    private void Forget(DateTimeOffset before)
    {
        foreach (var old in groups.Where(one => one.Value.Last < before).Select(one => one.Key).ToList())
        {
            groups.Remove(old);
        }
    }

    private Finding Found(Firing firing)
    {
        var subject = SubjectOf(firing.By);
        return new Finding(
            rule.Id, rule.Version, rule.Level, subject, ConcernOf(firing.By), rule.Title, Why(firing), rule.Todo, firing.By.At,
            [.. firing.Evidence, "measured:" + firing.Figure.ToString(CultureInfo.InvariantCulture)], $"{rule.Id}/{subject}");
    }

    // By which id the laboratory can be found that it concerns: whoever keeps the alert knows its name, the watch does not.
    private static string? ConcernOf(Sighting seen) =>
        Concerned.Where(name => seen.Id(name) is not null).Select(name => $"{name}={seen.Id(name)}").FirstOrDefault();

    private string SubjectOf(Sighting seen) =>
        rule.Subject == WatchRule.Installation || seen.Id(rule.Subject) is not { } id ? WatchRule.Installation
        : id.Contains(':', StringComparison.Ordinal) ? id
        : $"{rule.Subject}:{id}";

    private Text Why(Firing firing)
    {
        var measured = RuleWords.Measured(rule.When, firing);
        return new($"{rule.Why.English} {measured.English}", $"{rule.Why.French} {measured.French}");
    }
}
