using System.Text;
using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Notices;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Notices;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Alerts;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class AlertShelfTests : IAsyncLifetime
{
    private const string Parc = "Laboratoire du Parc";
    private const string Agent = "agent:target-gate";
    private static readonly DateTimeOffset Morning = new(2020, 3, 25, 9, 20, 0, TimeSpan.Zero);

    private static readonly AlertPerson Officer = new("person:officer", null);

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(Morning);
    private readonly List<Act> acts = [];
    private readonly DataFolder data;
    private NoticeWays ways = NoticeWays.ConsoleOnly;
    private EscalationPolicy policy = EscalationPolicy.Shipped;
    private int killIn = int.MaxValue;

    public AlertShelfTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected AlertShelfTests(string engine) => data = StateOn.Folder(folder, engine);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AlertShelf Shelf => new(data.Open, AppendAsync, new ContractShelf(data.Open, AppendAsync), () => policy, () => ways, Agent, clock);

    private NoticeShelf Notices => new(data.Open, new ContractShelf(data.Open, AppendAsync), () => ways, clock);

    public async ValueTask InitializeAsync()
    {
        await data.CreateAsync(Stop);
        await using var state = data.Open();
        state.AddRange(
            new PersonRow { Id = "person:officer", Name = "Ada", Organisation = "Vendor", Role = "security-officer" },
            new PersonRow { Id = "person:dpo", Name = "Zoé", Organisation = "Vendor", Role = "dpo" },
            new PersonRow { Id = "person:lab", Name = "Lia", Organisation = "Parc", Role = "dpo", Controller = Parc });
        await state.SaveChangesAsync(Stop);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Repeats_of_a_group_count_up_on_the_open_alert_and_are_no_alert_of_their_own()
    {
        var first = await RaiseAsync(Found("sign-in.new-network", "account:1"), Found("sign-in.new-network", "account:1"));
        Assert.Equal([true, false], first.Select(one => one.IsNew));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(Assert.Single(await RaiseAsync(Found("sign-in.new-network", "account:1"))).IsNew);
        Assert.True(Assert.Single(await RaiseAsync(Found("sign-in.new-network", "account:2"))).IsNew);

        var open = await Shelf.OpenAsync(null, 10, Stop);
        Assert.Equal([3, 1], open.Select(one => one.Count));
        Assert.Equal(["alert.raised", "alert.raised"], acts.Select(act => act.Name));
    }

    [Fact]
    public async Task What_was_found_is_there_with_the_callers_own_rows_or_not_at_all()
    {
        await using (var state = data.Open())
        {
            await using var transaction = await state.Database.BeginTransactionAsync(Stop);
            await Shelf.RaiseAsync(state, [Found("journal.broken", "installation")], Agent, Stop);
            await state.SaveChangesAsync(Stop);
        }

        Assert.Empty(await Shelf.OpenAsync(null, 10, Stop));
    }

    [Fact]
    public async Task The_largest_risk_comes_first_and_then_whose_clock_ends_first()
    {
        await RaiseAsync(Found("a", "account:1") with { Level = AlertLevel.Low });
        clock.Advance(TimeSpan.FromMinutes(1));
        await RaiseAsync(Found("b", "account:1") with { Level = AlertLevel.Critical });
        clock.Advance(TimeSpan.FromMinutes(1));
        await RaiseAsync(Found("c", "account:1") with { Level = AlertLevel.Critical, Controller = "Laboratoire du Parc" });

        Assert.Equal(["b", "c", "a"], (await Shelf.OpenAsync(null, 10, Stop)).Select(one => one.Rule));
        Assert.Equal("c", Assert.Single(await Shelf.OpenAsync("Laboratoire du Parc", 10, Stop)).Rule);
        Assert.Equal("b", Assert.Single(await Shelf.OpenAsync(null, 1, Stop)).Rule);
    }

    [Fact]
    public async Task A_name_in_the_place_of_an_id_is_withheld()
    {
        await RaiseAsync(Found("a", "Mme Ève Dupré") with { Evidence = ["count:57", "Ève Dupré, 12/03/1961"] });
        await using var state = data.Open();
        var row = await state.Set<AlertRow>().AsNoTracking().SingleAsync(Stop);
        Assert.Equal((Finding.Withheld, "count:57\nwithheld"), (row.Subject, row.Evidence));
    }

    [Fact]
    public async Task Nobody_acts_and_it_ends_with_the_laboratorys_officer_each_told_once()
    {
        await RaiseAsync(Found("a", "account:1") with { Level = AlertLevel.Critical, Controller = Parc });
        await Shelf.EscalateAsync(Stop);
        Assert.Equal([(0, "person:officer")], await ToldAsync());
        for (var minutes = 0; minutes < 600; minutes += 40)
        {
            clock.Advance(TimeSpan.FromMinutes(40));
            await Shelf.EscalateAsync(Stop);
        }

        // While nobody acts, the laboratory's officer again every four hours.
        Assert.Equal([(0, "person:officer"), (1, "person:dpo"), (1, "person:officer"), (2, "person:lab"), (3, "person:lab"), (4, "person:lab")], await ToldAsync());
        Assert.Equal(5, acts.Count(act => act.Name == "alert.escalated"));

        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await Shelf.EscalateAsync(Stop));
        Assert.Equal(0, await Shelf.EscalateAsync(Stop));
        Assert.Equal(7, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task Found_again_with_more_at_stake_its_level_rises_and_the_steps_of_that_level_begin()
    {
        var low = Found("a", "account:1") with { Level = AlertLevel.Low, Controller = Parc };
        var id = (await RaiseAsync(low))[0].Id;
        await Shelf.EscalateAsync(Stop);
        await Shelf.AcknowledgeAsync(id, Officer, Stop);

        Assert.Equal(new RaisedAlert(id, IsNew: false), Assert.Single(await RaiseAsync(low with { Level = AlertLevel.Critical })));
        await Shelf.EscalateAsync(Stop);
        clock.Advance(TimeSpan.FromMinutes(60));
        await Shelf.EscalateAsync(Stop);

        var open = Assert.Single(await Shelf.OpenAsync(null, 10, Stop));
        Assert.Equal((AlertLevel.Critical, 2), (open.Level, open.Count));
        Assert.Contains((2, "person:lab"), await ToldAsync());
        Assert.Equal("critical", Assert.Single(acts, act => act.Name == "alert.level-raised").Subjects["level"]);

        // Less at stake changes nothing.
        await RaiseAsync(low);
        Assert.Equal(AlertLevel.Critical, Assert.Single(await Shelf.OpenAsync(null, 10, Stop)).Level);
    }

    [Fact]
    public async Task A_step_whose_people_are_away_is_passed_over_at_once_and_says_so_in_the_journal()
    {
        await Shelf.AwayAsync("person:officer", Morning, Morning.AddDays(3), "person:dpo", Stop);
        await RaiseAsync(Found("a", "account:1") with { Level = AlertLevel.Critical, Controller = Parc });
        Assert.Equal(2, await Shelf.EscalateAsync(Stop));
        Assert.Equal([(1, "person:dpo")], await ToldAsync());
        Assert.Equal(["skipped", "told"], acts.Where(act => act.Name == "alert.escalated").Select(act => act.Subjects["outcome"]));
    }

    [Fact]
    public async Task Where_nobody_outside_can_be_told_the_houses_officers_are_asked_to_tell_it_otherwise()
    {
        await RaiseAsync(Found("a", "account:1") with { Controller = "Laboratoire sans compte" });
        clock.Advance(TimeSpan.FromDays(2));
        await Shelf.EscalateAsync(Stop);
        await using var state = data.Open();
        Assert.Equal(
            ["person:dpo", "person:officer"],
            await state.Set<NoticeRow>().Where(row => row.Kind == NoticeKind.NobodyOutside).OrderBy(row => row.Recipient).Select(row => row.Recipient).ToListAsync(Stop));
    }

    [Fact]
    public async Task What_was_due_before_an_act_is_made_with_it_and_a_closed_one_is_never_woken()
    {
        var id = (await RaiseAsync(Found("a", "account:1") with { Level = AlertLevel.Critical, Controller = Parc }))[0].Id;
        clock.Advance(TimeSpan.FromMinutes(61));
        await Shelf.ActAsync(id, "Blocked the account and asked its holder.", Officer, Stop);
        Assert.Contains((2, "person:lab"), await ToldAsync());
        Assert.False(await Shelf.CloseAsync(id, AlertOutcome.PutRight, "It was a new telephone of the same person.", Officer, Stop));
        await Shelf.ConfirmAsync(id, new AlertPerson("person:dpo", null), Stop);

        var told = await ToldAsync();
        clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, await Shelf.EscalateAsync(Stop));
        Assert.Equal(told, await ToldAsync());
        Assert.Empty(await Shelf.OpenAsync(null, 10, Stop));

        // The next of its group is an alert of its own.
        Assert.True(Assert.Single(await RaiseAsync(Found("a", "account:1"))).IsNew);
    }

    [Fact]
    public async Task An_alert_keeps_the_policy_that_it_began_with()
    {
        await RaiseAsync(Found("a", "account:1") with { Level = AlertLevel.Critical, Controller = Parc });
        var slower = Encoding.UTF8.GetString(EscalationPolicy.Shipped.Bytes.Span).Replace("15m", "9d", StringComparison.Ordinal);
        policy = EscalationPolicy.Read("escalation.yaml", Encoding.UTF8.GetBytes(slower));
        clock.Advance(TimeSpan.FromMinutes(20));
        await Shelf.EscalateAsync(Stop);
        Assert.Contains((1, "person:dpo"), await ToldAsync());

        await RaiseAsync(Found("b", "account:1") with { Level = AlertLevel.Critical });
        Assert.Equal(Morning.AddMinutes(20).AddDays(9), (await Shelf.OpenAsync(null, 10, Stop)).Single(one => one.Rule == "b").Clock.Ends);
    }

    [Fact]
    public async Task It_becomes_a_breach_with_its_first_receipt_and_once()
    {
        var id = (await RaiseAsync(Found("a", "account:1") with { At = Morning.AddHours(-3) }))[0].Id;
        DateTimeOffset? received = null;
        Assert.Equal("b-1", await Shelf.BecomeAsync(id, (_, first) => Task.FromResult((received = first) is null ? "" : "b-1"), Officer, Stop));
        Assert.Equal(Morning.AddHours(-3), received);
        Assert.Equal("ALERT-011", (await Assert.ThrowsAsync<EcluseException>(() => Shelf.BecomeAsync(id, (_, _) => Task.FromResult("b-2"), Officer, Stop))).Code);
    }

    [Fact]
    public async Task Killed_at_any_instant_nothing_is_missed_and_a_second_copy_has_the_same_id()
    {
        ways = new NoticeWays(true, ["siem"]);
        foreach (var person in new[] { "person:officer", "person:dpo", "person:lab" })
        {
            await Shelf.SetAddressAsync(person, person[7..] + "@example.org", "person:dpo", Stop);
        }

        var random = new Random(TestSizes.Seed);
        var sent = new List<string>();
        await RaiseAsync(Found("a", "account:1") with { Level = AlertLevel.Critical, Controller = Parc });
        for (var minutes = 0; minutes < 240; minutes += 5)
        {
            clock.Advance(TimeSpan.FromMinutes(5));

            // At the end it lives on: what was claimed last is seen through.
            killIn = minutes < 180 ? random.Next(4) : int.MaxValue;
            try
            {
                await Shelf.EscalateAsync(Stop);
                foreach (var one in await Notices.ClaimAsync(10, Stop))
                {
                    Kill();
                    sent.Add(one.Id);
                    Kill();
                    await Notices.DeliveredAsync(one, "250", Stop);
                }
            }
            catch (IOException)
            {
                // Killed, and started again five minutes later.
            }
        }

        await using var state = data.Open();
        var rows = await state.Set<NoticeRow>().AsNoTracking()
            .Where(row => row.Kind == NoticeKind.AlertStep && row.Channel != NoticeWays.Console).ToListAsync(Stop);
        Assert.Equal([(0, "person:officer"), (1, "person:dpo"), (1, "person:officer"), (2, "person:lab")], await ToldAsync());
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.True(sent.Contains(row.Id) || row.Code == NoticeShelf.NoEnd));
        Assert.All(rows, row => Assert.Contains(row.State, new[] { NoticeState.Delivered, NoticeState.Undelivered }));
    }

    [Fact]
    public async Task What_no_one_takes_after_all_tries_makes_the_next_step_due_at_once()
    {
        ways = new NoticeWays(true, []);
        await Shelf.SetAddressAsync("person:officer", "ada@example.org", "person:dpo", Stop);
        await RaiseAsync(Found("a", "account:1") with { Level = AlertLevel.Low, Controller = Parc });
        await Shelf.EscalateAsync(Stop);
        for (var tries = 0; tries <= NoticeShelf.Pauses.Count; tries++)
        {
            await Notices.FailedAsync(Assert.Single(await Notices.ClaimAsync(10, Stop)), "421", isFinal: false, Stop);
            Assert.Equal(tries == NoticeShelf.Pauses.Count ? 1 : 0, await Shelf.EscalateAsync(Stop));
            clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Empty(await Notices.ClaimAsync(10, Stop));
        Assert.Contains((1, "person:dpo"), await ToldAsync());
    }

    [Fact]
    public async Task Whoever_claimed_too_long_ago_ends_nothing_of_who_claimed_it_since()
    {
        ways = new NoticeWays(true, ["siem"]);
        await Notices.TestAsync("person:officer", Stop);
        var slow = Assert.Single(await Notices.ClaimAsync(10, Stop));
        Assert.Empty(await Notices.ClaimAsync(10, Stop));
        clock.Advance(NoticeShelf.ClaimFor);
        var quick = Assert.Single(await Notices.ClaimAsync(10, Stop));
        Assert.Equal(slow.Id, quick.Id);
        await Notices.FailedAsync(slow, "500", isFinal: true, Stop);
        await Notices.DeliveredAsync(quick, "250", Stop);
        Assert.Equal((NoticeState.Delivered, "250"), (await Notices.OfAsync("person:officer", Stop)).Where(row => row.Channel == "siem").Select(row => (row.State, row.Code)).Single());
    }

    private static Finding Found(string rule, string subject) => new(
        rule, "0123456789abcdef", AlertLevel.High, subject, null, new("What", "Quoi"), new("Why", "Pourquoi"), new("Do", "Faire"), Morning, [], $"{rule} {subject}");

    private async Task<IReadOnlyList<RaisedAlert>> RaiseAsync(params Finding[] findings)
    {
        await using var state = data.Open();
        await using var transaction = await state.Database.BeginTransactionAsync(Stop);
        var raised = await Shelf.RaiseAsync(state, findings, Agent, Stop);
        await state.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return raised;
    }

    private async Task<IReadOnlyList<(int Step, string To)>> ToldAsync()
    {
        await using var state = data.Open();
        return [.. (await state.Set<NoticeRow>().AsNoTracking().Where(row => row.Kind == NoticeKind.AlertStep && row.Channel == NoticeWays.Console)
            .OrderBy(row => row.Step).ThenBy(row => row.Recipient).ToListAsync(Stop)).Select(row => (row.Step, row.Recipient))];
    }

    private void Kill()
    {
        if (killIn-- <= 0)
        {
            killIn = int.MaxValue;
            throw new IOException("killed");
        }
    }

    private Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation)
    {
        if (act.Name == "alert.escalated")
        {
            Kill();
        }

        acts.Add(act);
        return Task.FromResult((long)acts.Count);
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class AlertShelfOnPostgresTests() : AlertShelfTests(StateOn.Postgres);
