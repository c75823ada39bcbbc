using System.Globalization;
using Ecluse.Alerts;
using CsCheck;

namespace Ecluse.Watch;

public sealed class WatchEngineTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<WatchRule> Rules = RuleBook.Read(null);

    // Each rule by itself: together the one that looks back farthest would do the others a service.
    [Fact]
    public void A_restart_that_looks_back_finds_the_same_as_no_restart() =>
        Gen.Select(Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[1, 900]).Array[10, 300], Gen.Int[0, 300]).Sample(
            (made, cut) =>
            {
                var seen = Seen(made);
                var at = Math.Min(cut, seen.Count);
                Assert.All(Rules, rule => Assert.Equal(
                    seen.SelectMany(new WatchEngine([rule]).Take).Select(Name), Restarted(rule, seen, at).Select(Name)));
            },
            iter: 50);

    [Fact]
    public void A_new_network_is_found_once_and_known_from_then_on()
    {
        var engine = new WatchEngine(Rules);
        var found = new[] { "a", "a", "b", "b", "a", "c" }
            .SelectMany((network, at) => engine.Take(SignedIn(at, "person:ada", network))).ToList();

        Assert.Equal(["event:3", "event:6"], found.Select(one => one.Evidence[0]));
        Assert.All(found, one => Assert.Equal(("sign-in-new-network", "person:ada", "sign-in-new-network/person:ada"), (one.Rule, one.Subject, one.Group)));
    }

    [Fact]
    public void What_no_rule_looks_at_finds_nothing()
    {
        var engine = new WatchEngine(Rules);

        Assert.Empty(engine.Take(new Sighting(SightingSource.Journal, 1, Monday, "sign-in.done", new Dictionary<string, string> { ["person"] = "p" }, new Dictionary<string, long>())));
        Assert.Empty(engine.Take(new Sighting(SightingSource.Events, 1, Monday, "sign-in.failed", new Dictionary<string, string>(), new Dictionary<string, long>())));
    }

    [Fact]
    public void A_flood_of_names_does_not_grow_the_memory_without_end()
    {
        var rule = Rules.Single(one => one.Id == "sign-in-failures-account");
        var run = new RuleRun(rule, groupsMax: 100);
        for (var at = 0; at < 10_000; at++)
        {
            run.Take(Failed(at, at.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.Equal(100, run.Groups);
    }

    // The new process learns from what the old one had read, and raises nothing by it.
    private static List<Finding> Restarted(WatchRule rule, List<Sighting> seen, int at)
    {
        var (before, after) = (new WatchEngine([rule]), new WatchEngine([rule]));
        var found = seen.Take(at).SelectMany(before.Take).ToList();
        var since = at > 0 ? seen[at - 1].At - after.LookBack : DateTimeOffset.MinValue;
        foreach (var old in seen.Take(at).Where(one => one.At >= since))
        {
            _ = after.Take(old);
        }

        return [.. found, .. seen.Skip(at).SelectMany(after.Take)];
    }

    private static string Name(Finding found) => $"{found.Rule}/{found.Subject}@{found.At:O}";

    private static Sighting SignedIn(int at, string person, string network) =>
        new WatchEvent(Monday.AddMinutes(at), EventKinds.SignedIn) { Person = person, Network = network }.ToSighting(at + 1);

    private static Sighting Failed(int at, string person) =>
        new WatchEvent(Monday.AddMilliseconds(at), EventKinds.SignInFailed) { Person = person }.ToSighting(at + 1);

    private static List<Sighting> Seen((int Kind, int Person, int Network, int Seconds)[] made)
    {
        var (now, list) = (Monday, new List<Sighting>());
        foreach (var (kind, person, network, seconds) in made)
        {
            now = now.AddSeconds(seconds);
            list.Add(new WatchEvent(now, new[] { EventKinds.SignedIn, EventKinds.SignInFailed, EventKinds.Given, EventKinds.KeyUsed, EventKinds.Alive }[kind])
            {
                Person = $"person:{person}", Network = $"place:{network}", Key = $"k-{person}", Object = $"o-{seconds}", Bytes = seconds * 10_000_000L,
            }.ToSighting(list.Count + 1));
        }

        return list;
    }
}
