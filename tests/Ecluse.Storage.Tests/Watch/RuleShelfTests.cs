using Ecluse.Acts;
using Ecluse.Storage.Journal;
using Ecluse.Watch;

namespace Ecluse.Storage.Watch;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class RuleShelfTests
{
    private const string Agent = "agent:target-gate";
    private const string Key = "key-two-places";

    private static readonly IReadOnlyList<RuleInForce> Shipped = RuleBook.InForce(null);

    private readonly string engine;

    public RuleShelfTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected RuleShelfTests(string engine) => this.engine = engine;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_set_is_told_once_with_its_hash_and_again_only_when_it_is_another()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var shelf = Shelf(bench);
        Assert.True(await shelf.TellAsync(Shipped, Agent, Stop));
        Assert.False(await shelf.TellAsync(Shipped, Agent, Stop));
        Assert.False(await shelf.TellAsync([.. Shipped.Reverse()], Agent, Stop));

        var told = Assert.Single(await ActsAsync(bench));
        Assert.Equal(("watch.rules-in-force", Agent, RuleInForce.HashOf(Shipped)), (told.Name, told.By, told.Hashes["rules"]));
        Assert.Equal(Shipped.Count, (await NowAsync(bench, shelf)).Count);
    }

    [Fact]
    public async Task A_rule_that_is_replaced_switched_off_and_gone_is_named_each_time_and_its_past_stays()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var shelf = Shelf(bench);
        var began = bench.Clock.GetUtcNow();
        await shelf.TellAsync(Shipped, Agent, Stop);
        foreach (var (standing, sha256) in new[] { (RuleStanding.Replaced, 'a'), (RuleStanding.Off, 'b'), (RuleStanding.BuiltIn, ' ') })
        {
            bench.Clock.Advance(TimeSpan.FromDays(1));
            Assert.True(await shelf.TellAsync([.. Shipped.Select(one => one.Rule.Id == Key && sha256 != ' ' ? Changed(one, standing, sha256) : one)], Agent, Stop));
        }

        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await shelf.TellAsync([.. Shipped.Where(one => one.Rule.Id != Key)], Agent, Stop));

        var changes = (await ActsAsync(bench)).Where(act => act.Name == "watch.rule-changed").ToList();
        Assert.Equal(["replaced", "off", "built-in", "gone"], changes.Select(act => act.Subjects["kind"]));
        Assert.All(changes, act => Assert.Equal(Key, act.Subjects["rule"]));
        Assert.Equal(new string('b', 64), changes[1].Hashes["rule"]);
        Assert.Equal(5, (await ActsAsync(bench)).Count(act => act.Name == "watch.rules-in-force"));

        var past = (await shelf.BetweenAsync(began, began.AddDays(30), Stop)).Where(row => row.Rule == Key).ToList();
        Assert.Equal([RuleStanding.BuiltIn, RuleStanding.Replaced, RuleStanding.Off, RuleStanding.BuiltIn], past.Select(row => row.Standing));
        Assert.Equal(began.AddDays(4), past[^1].Until);
        Assert.Equal(RuleStanding.Off, Assert.Single(await shelf.BetweenAsync(began.AddDays(2).AddHours(1), began.AddDays(2).AddHours(2), Stop), row => row.Rule == Key).Standing);
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);
    }

    private static RuleInForce Changed(RuleInForce one, RuleStanding standing, char digit) => new(
        one.Rule with { Sha256 = new string(digit, 64), IsOff = standing == RuleStanding.Off, Reason = standing == RuleStanding.Off ? "Two lines, balanced by the provider." : null }, standing);

    private static RuleShelf Shelf(JournalBench bench) => new(bench.Data.Open, (state, act, stop) => bench.Journal.AppendAsync(state, act, stop), bench.Clock);

    private static Task<IReadOnlyList<WatchRuleRow>> NowAsync(JournalBench bench, RuleShelf shelf) =>
        shelf.BetweenAsync(bench.Clock.GetUtcNow(), bench.Clock.GetUtcNow().AddSeconds(1), Stop);

    private static async Task<IReadOnlyList<Act>> ActsAsync(JournalBench bench)
    {
        var acts = new List<Act>();
        await foreach (var entry in bench.Journal.EntriesAsync(0, Stop))
        {
            if (entry.Act.Name.StartsWith("watch.", StringComparison.Ordinal))
            {
                acts.Add(entry.Act);
            }
        }

        return acts;
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class RuleShelfOnPostgresTests() : RuleShelfTests(StateOn.Postgres);
