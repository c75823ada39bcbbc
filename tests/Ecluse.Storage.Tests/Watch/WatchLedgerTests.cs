using Ecluse.Storage.Journal;
using Ecluse.Watch;

namespace Ecluse.Storage.Watch;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class WatchLedgerTests
{
    private readonly string engine;

    public WatchLedgerTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected WatchLedgerTests(string engine) => this.engine = engine;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_and_every_entry_is_stepped_over_once_and_in_order()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var ledger = new WatchLedger(bench.Data.Open);
        await ledger.KeepAsync([Event(bench, "a"), Event(bench, "b")], Stop);
        await bench.AppendAsync(3);
        var (first, place) = await StepAsync(ledger, bench, new(0, 0, 0));
        await ledger.KeepAsync([Event(bench, "c")], Stop);
        var (second, after) = await StepAsync(ledger, bench, place);
        var (third, last) = await StepAsync(ledger, bench, after);

        Assert.Equal(["a", "b"], first.Where(one => one.Source == SightingSource.Events).Select(one => one.Id("person")));
        Assert.True(first.Count(one => one.Source == SightingSource.Journal) >= 3);
        Assert.Equal("c", Assert.Single(second).Id("person"));
        Assert.Empty(third);
        Assert.Equal(after, last);
        Assert.Equal(await ledger.EndAsync(Stop), last);
        Assert.Equal(bench.Clock.GetUtcNow(), await ledger.LastRoundAsync(Stop));
    }

    [Fact]
    public async Task A_step_that_fails_moves_nothing_and_one_from_an_old_place_takes_nothing()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var ledger = new WatchLedger(bench.Data.Open);
        var old = await ledger.PlaceAsync(Stop);
        await ledger.KeepAsync([Event(bench, "a")], Stop);
        await Assert.ThrowsAsync<IOException>(() => ledger.StepAsync(old, bench.Clock.GetUtcNow(), (_, _) => throw new IOException("killed"), Stop));
        Assert.Equal(old, await ledger.PlaceAsync(Stop));

        Assert.NotEmpty((await StepAsync(ledger, bench, old)).Seen);
        Assert.Null(await ledger.StepAsync(old, bench.Clock.GetUtcNow(), (_, _) => throw new InvalidOperationException(), Stop));
    }

    [Fact]
    public async Task More_than_a_step_holds_is_seen_whole_in_several()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var ledger = new WatchLedger(bench.Data.Open);
        await ledger.KeepAsync([.. Enumerable.Range(0, WatchLedger.StepMax + 7).Select(number => Event(bench, $"person:{number}"))], Stop);
        var (place, seen, isMore) = (new WatchPlace(0, 0, 0), new List<Sighting>(), true);
        while (isMore)
        {
            var step = await ledger.StepAsync(place, bench.Clock.GetUtcNow(), Take(seen), Stop);
            (place, isMore) = (step!.Place, step.IsMore);
        }

        Assert.Equal(WatchLedger.StepMax + 7, seen.Where(one => one.Source == SightingSource.Events).Select(one => one.Number).Distinct().Count());
    }

    [Fact]
    public async Task Old_events_are_forgotten_once_seen_and_the_others_are_read_back_counted_and_listed()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var ledger = new WatchLedger(bench.Data.Open);
        await ledger.KeepAsync([Event(bench, "old") with { Bytes = 7, Code = "SFTP-010" }], Stop);
        bench.Clock.Advance(TimeSpan.FromDays(10));
        var between = bench.Clock.GetUtcNow();
        Assert.Equal(0, await ledger.ForgetAsync(between, Stop));
        var (seen, place) = await StepAsync(ledger, bench, await ledger.PlaceAsync(Stop));
        var old = Assert.Single(seen, one => one.Source == SightingSource.Events);
        Assert.Equal((7, "SFTP-010"), (old.Figure("bytes"), old.Id("code")));
        await ledger.KeepAsync([Event(bench, "new")], Stop);
        await ledger.KeepSeldomAsync(Event(bench, "again"), TimeSpan.FromHours(1), Stop);

        Assert.Equal(1, await ledger.ForgetAsync(between, Stop));
        Assert.Equal(1, (await ledger.CountsAsync(DateTimeOffset.UnixEpoch, Stop))[EventKinds.SignInFailed]);
        Assert.Equal("new", Assert.Single(await ledger.LatestAsync(10, Stop)).Id("person"));
        Assert.Equal("new", Assert.Single(await ledger.SeenAsync(between, await ledger.EndAsync(Stop), Stop)).Id("person"));
        Assert.Empty(await ledger.SeenAsync(between, place, Stop));
    }

    private static WatchEvent Event(JournalBench bench, string person) => new(bench.Clock.GetUtcNow(), EventKinds.SignInFailed) { Person = person };

    private static async Task<(IReadOnlyList<Sighting> Seen, WatchPlace Place)> StepAsync(WatchLedger ledger, JournalBench bench, WatchPlace from)
    {
        var seen = new List<Sighting>();
        var step = await ledger.StepAsync(from, bench.Clock.GetUtcNow(), Take(seen), Stop);
        Assert.False(step!.IsMore);
        return (seen, step.Place);
    }

    private static Func<EcluseState, IReadOnlyList<Sighting>, Task> Take(List<Sighting> seen) => (_, more) =>
    {
        seen.AddRange(more);
        return Task.CompletedTask;
    };
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class WatchLedgerOnPostgresTests() : WatchLedgerTests(StateOn.Postgres);
