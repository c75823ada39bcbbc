using Ecluse.Acts;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Journal;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Breaches;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class BreachLedgerTests
{
    private readonly string engine;

    public BreachLedgerTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected BreachLedgerTests(string engine) => this.engine = engine;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_instant_it_dies_at_journal_and_dossier_tell_the_same()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var (calls, dies) = (0, int.MaxValue);
        async Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation)
        {
            // Before the entry at odd counts, after it at even ones: between act and row, and between row and act.
            if (++calls == dies)
            {
                throw new IOException("killed");
            }

            var index = await bench.Journal.AppendAsync(state, act, cancellation);
            return ++calls == dies ? throw new IOException("killed") : index;
        }

        var ledger = Ledger(bench, AppendAsync);
        var breach = await ledger.OpenAsync(Opening(), "person:1", Stop);
        for (dies = 1; dies <= 6; dies++)
        {
            calls = 0;
            var tried = await Record.ExceptionAsync(async () =>
            {
                await ledger.JoinAsync(breach.Id, $"Laboratoire {dies}", false, "person:1", Stop);
                await ledger.EnterAsync(breach.Id, new BreachSaying(0, "certainty", "suspected"), "person:1", Stop);
                await ledger.OpenAsync(Opening(), "person:1", Stop);
            });
            Assert.IsType<IOException>(tried);
            Assert.Equal(await JournaledAsync(bench), await KeptAsync(ledger));
        }

        dies = int.MaxValue;
        await ledger.EnterAsync(breach.Id, new BreachSaying(0, "certainty", "established"), "person:1", Stop);
        Assert.Equal(await JournaledAsync(bench), await KeptAsync(ledger));
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Reopened_after_a_restart_a_dossier_is_what_it_was_with_the_duties_it_began_with()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var breach = await Ledger(bench).OpenAsync(Opening(), "person:1", Stop);
        var entered = await Ledger(bench).EnterAsync(breach.Id, new BreachSaying(0, "severity", "maximal", "results are in it"), "person:1", Stop);

        var again = await Ledger(bench).GetAsync(breach.Id, Stop);
        Assert.Equal(breach.Duties, again.Breach.Duties);
        Assert.Equal(breach.Origin, again.Breach.Origin);
        Assert.Equal([entered], again.Entries);
        Assert.Equal("BREACH-001", (await Assert.ThrowsAsync<EcluseException>(() => Ledger(bench).GetAsync("b-000000000000", Stop))).Code);
    }

    [Fact]
    public async Task Of_two_who_open_a_breach_from_one_warning_the_second_is_told_which_it_is()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var opening = new BreachOpening(new BreachOrigin(OriginKind.Warning, "w-0123456789ab", bench.Clock.GetUtcNow()), Cause.Everything);
        var first = await Ledger(bench).OpenAsync(opening, "person:1", Stop);
        var second = await Assert.ThrowsAsync<EcluseException>(() => Ledger(bench).OpenAsync(opening, "person:2", Stop));
        Assert.Equal("BREACH-003", second.Code);
        Assert.Contains(first.Id, second.Problem.English, StringComparison.Ordinal);
        Assert.Single(await Ledger(bench).ListAsync(Stop));
    }

    [Fact]
    public async Task Five_years_after_closing_dossier_and_typed_texts_go_unless_held_and_the_journal_still_verifies()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var ledger = Ledger(bench);
        var breach = await ledger.OpenAsync(new BreachOpening(Opening().Origin, Cause.Everything, "Cabinet du port"), "person:1", Stop);
        var entered = await ledger.EnterAsync(breach.Id, new BreachSaying(0, "circumstances", "found by the press"), "person:1", Stop);
        async Task<string> HeldAsync(DateTimeOffset until) =>
            (await Record.ExceptionAsync(() => ledger.HoldAsync(breach.Id, until, "asked for by the court", "person:1", Stop)) as EcluseException)?.Code ?? "";
        Assert.Equal("BREACH-023", await HeldAsync(bench.Clock.GetUtcNow().AddDays(30)));
        await ledger.EnterAsync(breach.Id, new BreachSaying(0, "closed", "yes", "every duty is done"), "person:1", Stop);
        var due = (await ledger.KeptUntilAsync(breach.Id, Stop))!.Value;
        Assert.Equal(bench.Clock.GetUtcNow().AddMonths(60), due);

        bench.Clock.SetUtcNow(due.AddDays(-1));
        Assert.Empty(await ledger.EraseDueAsync("agent:target-gate", Stop));
        Assert.Equal("", await HeldAsync(due.AddDays(60)));
        bench.Clock.SetUtcNow(due.AddDays(59));
        Assert.Empty(await ledger.EraseDueAsync("agent:target-gate", Stop));
        Assert.Equal("found by the press", (await bench.Journal.TextsAsync(entered.Entry, Stop))["value"]);
        bench.Clock.SetUtcNow(due.AddDays(60));
        Assert.Equal([breach.Id], await ledger.EraseDueAsync("agent:target-gate", Stop));
        Assert.Empty(await ledger.ListAsync(Stop));
        Assert.Null((await bench.Journal.TextsAsync(entered.Entry, Stop))["value"]);
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task The_journal_holds_ids_and_commitments_and_no_word_that_was_typed()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var ledger = Ledger(bench);
        var breach = await ledger.OpenAsync(Opening(), "person:1", Stop);
        await ledger.JoinAsync(breach.Id, "Laboratoire des Mouettes", false, "person:1", Stop);
        await ledger.EnterAsync(breach.Id, new BreachSaying(1, "told", "2026-01-01T00:00:00Z", "Madame Cormoran, by telephone"), "person:1", Stop).ContinueWith(_ => { }, Stop);
        await ledger.EnterAsync(breach.Id, new BreachSaying(0, "circumstances", "an anonymous goéland called"), "person:1", Stop);
        var entries = new List<byte[]>();
        await using var state = bench.Data.Open();
        entries.AddRange(await state.Set<JournalEntryRow>().Select(row => row.Bytes).ToListAsync(Stop));
        foreach (var word in new[] { "Mouettes", "Cormoran", "goéland" })
        {
            Assert.DoesNotContain(entries, bytes => System.Text.Encoding.UTF8.GetString(bytes).Contains(word, StringComparison.Ordinal));
        }
    }

    private static BreachOpening Opening() => new(new BreachOrigin(OriginKind.Finding, null, new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)), new Cause(["contract:none"]));

    private static BreachLedger Ledger(JournalBench bench, Passages.JournalAppend? append = null)
    {
        Passages.JournalAppend real = (state, act, cancellation) => bench.Journal.AppendAsync(state, act, cancellation);
        return new BreachLedger(bench.Data.Open, append ?? real, new ContractShelf(bench.Data.Open, real), null, bench.Clock);
    }

    // What the journal says was done, and what the state has: opened, joined, entered.
    private static async Task<(int, int, int)> JournaledAsync(JournalBench bench)
    {
        var names = new List<string>();
        await foreach (var entry in bench.Journal.EntriesAsync(0, Stop))
        {
            names.Add(entry.Act.Name);
        }

        return (names.Count(name => name == "breach.opened"), names.Count(name => name == "breach.joined"), names.Count(name => name == "breach.entered"));
    }

    private static async Task<(int, int, int)> KeptAsync(BreachLedger ledger)
    {
        var all = await ledger.ListAsync(Stop);
        return (all.Count, all.Sum(one => one.Breach.Parts.Count), all.Sum(one => one.Entries.Count));
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresBreachLedgerTests() : BreachLedgerTests(StateOn.Postgres);
