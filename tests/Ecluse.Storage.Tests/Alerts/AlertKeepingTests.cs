using Ecluse.Alerts;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Notices;
using Ecluse.Storage.Breaches;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Notices;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Alerts;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class AlertKeepingTests
{
    private const string Agent = "agent:target-gate";
    private const string Said = "Asked the holder of the account by telephone.";
    private static readonly AlertPerson Officer = new("person:1", null);

    private readonly string engine;

    public AlertKeepingTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected AlertKeepingTests(string engine) => this.engine = engine;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_go_a_year_after_closing_and_the_alert_with_its_notices_after_three_and_an_open_one_stays()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var shelf = Shelf(bench);
        var (open, id) = (await RaiseAsync(bench, "open"), await ClosedAsync(bench));
        await shelf.ActAsync(open, Said, Officer, Stop);
        await using (var state = bench.Data.Open())
        {
            state.AddRange(Notice(bench, NoticeKind.AlertStep, open), Notice(bench, NoticeKind.AlertStep, id));
            await state.SaveChangesAsync(Stop);
        }

        var closed = bench.Clock.GetUtcNow();
        Assert.Null(await shelf.KeptAsync(open, Stop));
        Assert.Equal(new AlertKept(closed.AddMonths(12), closed.AddMonths(36), null), await shelf.KeptAsync(id, Stop));

        bench.Clock.SetUtcNow(closed.AddMonths(12).AddMilliseconds(-1));
        Assert.Empty(await shelf.EraseDueAsync(Agent, Stop));
        Assert.Contains(Said, await TypedAsync(bench, id));
        bench.Clock.SetUtcNow(closed.AddMonths(12));
        Assert.Equal([id], await shelf.EraseDueAsync(Agent, Stop));
        Assert.Empty(await shelf.EraseDueAsync(Agent, Stop));
        Assert.Empty(await TypedAsync(bench, id));
        Assert.Contains(Said, await TypedAsync(bench, open));
        Assert.All((await shelf.FindAsync(id, Stop))!.Acts, act => Assert.Null(act.Words));

        bench.Clock.SetUtcNow(closed.AddMonths(36));
        Assert.Equal([id], await shelf.EraseDueAsync(Agent, Stop));
        Assert.Null(await shelf.FindAsync(id, Stop));
        Assert.Equal(["alert.words-erased", "alert.erased"], (await NamesAsync(bench, id)).TakeLast(2));
        Assert.NotNull(await shelf.FindAsync(open, Stop));
        await using var left = bench.Data.Open();
        Assert.All(await left.Set<AlertActRow>().ToListAsync(Stop), act => Assert.Equal(open, act.Alert));
        Assert.All(await left.Set<AlertStepRow>().ToListAsync(Stop), step => Assert.Equal(open, step.Alert));
        Assert.Equal([open], await left.Set<NoticeRow>().Select(notice => notice.About).ToListAsync(Stop));
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_policy_is_kept_as_long_as_an_alert_goes_by_it()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var shelf = Shelf(bench);
        async Task<int> PoliciesAsync()
        {
            await using var state = bench.Data.Open();
            return await state.Set<EscalationPolicyRow>().CountAsync(Stop);
        }

        await ClosedAsync(bench);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await ClosedAsync(bench);
        bench.Clock.SetUtcNow(bench.Clock.GetUtcNow().AddDays(-1).AddMonths(36));
        await shelf.EraseDueAsync(Agent, Stop);
        Assert.Equal(1, await PoliciesAsync());
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await shelf.EraseDueAsync(Agent, Stop);
        Assert.Equal(0, await PoliciesAsync());

        // The next alert keeps it again.
        await RaiseAsync(bench, "again");
        Assert.Equal(1, await PoliciesAsync());
    }

    [Fact]
    public async Task A_hold_is_said_before_the_date_for_ninety_days_at_most_and_an_open_alert_has_none()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var shelf = Shelf(bench);
        var (open, id) = (await RaiseAsync(bench, "open"), await ClosedAsync(bench));
        var due = bench.Clock.GetUtcNow().AddMonths(12);
        async Task<string?> HeldAsync(string alert, DateTimeOffset until) =>
            (await Record.ExceptionAsync(() => shelf.HoldAsync(alert, until, "The court asked for it on Monday.", Officer, Stop)) as EcluseException)?.Code;
        Assert.Equal("ALERT-014", await HeldAsync(open, bench.Clock.GetUtcNow().AddDays(30)));
        Assert.Equal("ALERT-014", await HeldAsync(id, bench.Clock.GetUtcNow().AddDays(91)));
        Assert.Equal("ALERT-001", await HeldAsync("a-000000000000", due));
        bench.Clock.SetUtcNow(due.AddDays(-1));
        Assert.Equal("ALERT-014", await HeldAsync(id, due));
        Assert.Null(await HeldAsync(id, due.AddDays(80)));
        bench.Clock.SetUtcNow(due.AddDays(79));
        Assert.Empty(await shelf.EraseDueAsync(Agent, Stop));
        bench.Clock.SetUtcNow(due.AddDays(80));
        Assert.Equal("ALERT-014", await HeldAsync(id, due.AddDays(90)));
        Assert.Equal([id], await shelf.EraseDueAsync(Agent, Stop));
    }

    [Fact]
    public async Task One_that_became_a_breach_stays_as_long_as_the_breach()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var shelf = Shelf(bench);
        var breaches = new BreachLedger(bench.Data.Open, Append(bench), new ContractShelf(bench.Data.Open, Append(bench)), null, bench.Clock);
        var id = await RaiseAsync(bench, "breach");
        var breach = await shelf.BecomeAsync(
            id, async (state, first) => (await breaches.OpenAsync(state, new(new(Ecluse.Breaches.OriginKind.Alert, id, first), Ecluse.Breaches.Cause.Everything, "Cabinet du port"), Officer.Person, Stop)).Id,
            Officer, Stop);
        Assert.False(await shelf.CloseAsync(id, AlertOutcome.BecameBreach, Said, Officer, Stop));
        await shelf.ConfirmAsync(id, new("person:2", null), Stop);
        bench.Clock.SetUtcNow(bench.Clock.GetUtcNow().AddMonths(50));
        Assert.Empty(await shelf.EraseDueAsync(Agent, Stop));
        await breaches.EnterAsync(breach, new(0, "closed", "yes", "every duty is done"), Officer.Person, Stop);
        bench.Clock.SetUtcNow((await breaches.KeptUntilAsync(breach, Stop))!.Value);
        Assert.Empty(await shelf.EraseDueAsync(Agent, Stop));
        Assert.Equal([breach], await breaches.EraseDueAsync(Agent, Stop));
        Assert.Equal([id], await shelf.EraseDueAsync(Agent, Stop));
        Assert.Null(await shelf.FindAsync(id, Stop));
    }

    [Fact]
    public async Task A_notice_of_nothing_that_is_there_goes_after_a_year_and_one_of_an_open_alert_stays()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var shelf = Shelf(bench);
        var open = await RaiseAsync(bench, "open");
        await using var state = bench.Data.Open();
        state.AddRange(Notice(bench, NoticeKind.Test, "person:1"), Notice(bench, NoticeKind.AlertStep, open));
        await state.SaveChangesAsync(Stop);
        var made = bench.Clock.GetUtcNow();
        async Task<string[]> AboutAsync()
        {
            await shelf.EraseDueAsync(Agent, Stop);
            return [.. (await state.Set<NoticeRow>().AsNoTracking().Select(row => row.About).Distinct().ToListAsync(Stop)).Order(StringComparer.Ordinal)];
        }

        bench.Clock.SetUtcNow(made.AddMonths(12).AddMilliseconds(-1));
        Assert.Equal([open, "person:1"], await AboutAsync());
        bench.Clock.SetUtcNow(made.AddMonths(12));
        Assert.Equal([open], await AboutAsync());
    }

    [Theory]
    [InlineData("2026-01-31T10:00Z", "2026-02-28T10:00Z")]
    [InlineData("2026-03-31T00:00Z", "2026-04-30T00:00Z")]
    [InlineData("2027-12-31T23:59Z", "2028-02-29T23:59Z")]
    public void What_is_due_is_always_among_what_was_closed_by_now(string closed, string now)
    {
        var at = DateTimeOffset.Parse(closed, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var months in Enumerable.Range(1, 60))
        {
            var time = new KeepingTime(KeepingTimes.Alert, months, new("s", "s"));
            Assert.True(at <= time.ClosedByNow(time.EndOf(at)), $"{months} months");
        }

        Assert.Equal(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), new KeepingTime("", now.StartsWith("2028", StringComparison.Ordinal) ? 2 : 1, new("", "")).EndOf(at));
    }

    private static NoticeRow Notice(JournalBench bench, NoticeKind kind, string about) => new()
    {
        Id = NoticeIds.New(), Kind = kind, About = about, Detail = "", Run = 0, Step = 0, Channel = "siem", Recipient = "siem", MadeAt = bench.Clock.GetUtcNow(),
        State = NoticeState.Delivered, Tries = 1,
    };

    private static JournalAppend Append(JournalBench bench) => (state, act, stop) => bench.Journal.AppendAsync(state, act, stop);

    private static AlertShelf Shelf(JournalBench bench) => new(
        bench.Data.Open, Append(bench), new ContractShelf(bench.Data.Open, Append(bench)), () => EscalationPolicy.Shipped, () => NoticeWays.ConsoleOnly, Agent, bench.Clock);

    private static async Task<string> RaiseAsync(JournalBench bench, string rule)
    {
        await using var state = bench.Data.Open();
        await using var transaction = await state.Database.BeginTransactionAsync(Stop);
        var finding = new Finding(
            rule, "0123456789abcdef", AlertLevel.High, "account:1", null, new("What", "Quoi"), new("Why", "Pourquoi"), new("Do", "Faire"), bench.Clock.GetUtcNow(), [], rule);
        var raised = await Shelf(bench).RaiseAsync(state, [finding], Agent, Stop);
        await state.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return raised[0].Id;
    }

    private static async Task<string> ClosedAsync(JournalBench bench)
    {
        var id = await RaiseAsync(bench, "closed");
        await Shelf(bench).ActAsync(id, Said, Officer, Stop);
        Assert.False(await Shelf(bench).CloseAsync(id, AlertOutcome.PutRight, Said, Officer, Stop));
        await Shelf(bench).ConfirmAsync(id, new("person:2", null), Stop);
        return id;
    }

    // What was typed about an alert, wherever it stands: beside its acts, and beside its journal entries.
    private static async Task<IReadOnlyList<string>> TypedAsync(JournalBench bench, string id)
    {
        await using var state = bench.Data.Open();
        var typed = await state.Set<AlertActRow>().Where(act => act.Alert == id && act.Words != null).Select(act => act.Words!).ToListAsync(Stop);
        foreach (var entry in await EntriesAsync(state, id))
        {
            typed.AddRange((await bench.Journal.TextsAsync(entry.Index, Stop)).Values.OfType<string>());
        }

        return typed;
    }

    private static async Task<IEnumerable<string>> NamesAsync(JournalBench bench, string id)
    {
        await using var state = bench.Data.Open();
        return (await EntriesAsync(state, id)).Select(entry => entry.Act.Name);
    }

    private static async Task<IReadOnlyList<Acts.ActEntry>> EntriesAsync(EcluseState state, string id) =>
        [.. (await state.Set<JournalEntryRow>().OrderBy(row => row.Index).Select(row => row.Bytes).ToListAsync(Stop)).Select(bytes => Acts.ActEntry.Read(bytes))
            .Where(entry => entry.Act.Subjects.GetValueOrDefault("alert") == id)];
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class AlertKeepingOnPostgresTests() : AlertKeepingTests(StateOn.Postgres);
