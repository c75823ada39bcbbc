using Ecluse.Age;
using Ecluse.Alerts;
using Ecluse.Breaches;
using Ecluse.Host.Alerts;
using Ecluse.Host.Composition;
using Ecluse.Host.Warnings;
using Ecluse.Host.Watch;
using Ecluse.Notices;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Testkit;
using Ecluse.Warnings;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse;

/// <summary>
/// §§52 to 78, the year again from the employee's word of March 2020 to the day the real server was switched off: the same thirty-five
/// laboratories, the same strange address, the agency's 56 rows; and a vendor whose people do one thing in the whole year, which is to open
/// a breach when the agency writes. What its people do not do, Écluse's rounds do.
/// </summary>
public sealed class Paragraphs52To78_TheYearReplayed : IAsyncLifetime
{
    private const string Engineer = "person:engineer";
    private const string Officer = "person:officer";
    private const string Outside = "person:laboratory-dpo";
    private static readonly DateTimeOffset March = new(2020, 3, 25, 9, 20, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Night = new(2020, 10, 12, 2, 40, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SwitchedOff = ThirtyFiveLaboratories.Found.AddDays(111);

    private readonly ThirtyFiveLaboratories all;
    private readonly TestFolder folder = new();
    private readonly AgeIdentity key = AgeIdentity.New(AgeKeyKind.X25519);
    private readonly Queue<(DateTimeOffset At, Func<Task> Happens)> story;
    private Watcher? watcher;
    private string breach = "";

    public Paragraphs52To78_TheYearReplayed()
    {
        all = new() { OnTheWay = GoAsync };
        story = new([(new(2020, 3, 2, 8, 0, 0, TimeSpan.Zero), PeopleAsync), (March, EmployeeAsync), (Night, StrangeAsync), (ThirtyFiveLaboratories.Found, AgencyAsync)]);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private WarningDesk Desk => new(all.Installation);

    public async ValueTask InitializeAsync()
    {
        await all.InitializeAsync();
        await GoAsync(SwitchedOff);
    }

    public async ValueTask DisposeAsync()
    {
        watcher?.Dispose();
        await all.DisposeAsync();
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task On_day_111_every_clock_has_long_been_answered_or_stands_with_the_laboratories_and_exactly_twenty_eight_are_in_the_breach()
    {
        // The notice of March's warning reached every laboratory that had had data there by then, on the third day and by itself.
        for (var number = 29; number <= 31; number++)
        {
            var told = await Desk.Ledger.NoticesAsync(ThirtyFiveLaboratories.NameOf(number), Stop);
            var first = Assert.Single(told, one => one.Clock == WarningClockKind.Acknowledge && one.Warning.ReceivedAt == March);
            Assert.InRange(first.MadeAt - March, TimeSpan.FromHours(72), TimeSpan.FromHours(78));
            Assert.Equal(told.Count, told.Select(one => (one.Warning.Id, one.Clock)).Distinct().Count());
        }

        // The agency's 56 rows are a breach of the day they came, of the twenty-eight with data there and of no other; nobody let it rest.
        var dossier = await all.Installation.Breaches.GetAsync(breach, Stop);
        Assert.Equal(ThirtyFiveLaboratories.Found, dossier.Breach.Origin.ReceivedAt);
        Assert.Equal(Enumerable.Range(1, ThirtyFiveLaboratories.OnTheServer).Select(ThirtyFiveLaboratories.NameOf), dossier.Breach.Parts.Select(part => part.Controller));

        Assert.Contains(await all.Installation.Notices.OfAsync(breach, Stop), one => one.Kind == NoticeKind.BreachDuty);

        // The strange address was an alert within the minute; it and every other one went up to the laboratory, step by step, and once each.
        await using var state = all.Installation.OpenState();
        var alerts = await state.Set<AlertRow>().AsNoTracking().ToListAsync(Stop);
        var strange = Assert.Single(alerts, one => one.Rule == "sign-in-new-network");
        Assert.InRange(strange.RaisedAt - Night, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        foreach (var alert in alerts.Where(one => one.ClosedAt is null && one.RaisedAt < SwitchedOff.AddDays(-60)))
        {
            var detail = (await all.Installation.Alerts.FindAsync(alert.Id, Stop))!;
            var last = Assert.Single(detail.Steps, step => step.Run == detail.Steps.Max(one => one.Run) && step.Number == detail.Policy.Steps.Count - 1);
            var isReached = alert.Controller is null || alert.Controller == ThirtyFiveLaboratories.NameOf(1);
            Assert.Equal(isReached ? StepOutcome.Told : StepOutcome.Skipped, last.Outcome);
            Assert.Equal(
                isReached ? [Outside] : [],
                from told in await all.Installation.Notices.OfAsync(alert.Id, Stop)
                where told.Kind == NoticeKind.AlertStep && told.Run == last.Run && told.Step == last.Number
                select told.Recipient);
            Assert.Equal(detail.Steps.Count, detail.Steps.Select(step => (step.Run, step.Number)).Distinct().Count());
            Assert.Empty(detail.Standing(SwitchedOff).Due);
        }
    }

    private async Task PeopleAsync()
    {
        await using var state = all.Installation.OpenState();
        state.AddRange(
            new PersonRow { Id = Officer, Name = "Hugo Marchal", Organisation = "Solvane Santé", Role = "security-officer" },
            new PersonRow { Id = "person:dpo", Name = "Zoé Loire", Organisation = "Solvane Santé", Role = "dpo" },
            new PersonRow { Id = Outside, Name = "Ambre Vilaine", Organisation = ThirtyFiveLaboratories.NameOf(1), Controller = ThirtyFiveLaboratories.NameOf(1), Role = "dpo" },
            new PersonRow { Id = Engineer, Name = "Nadia Kervella", Organisation = "Solvane Santé", Role = "operator" });
        await state.SaveChangesAsync(Stop);
        await Desk.Ledger.EnrolHandlerAsync(Officer, key.Recipient.ToString()!, Stop);
        await Desk.Ledger.EnrolHandlerAsync("person:dpo", key.Recipient.ToString()!, Stop);
        Used("198.51.100.20");
    }

    private async Task EmployeeAsync() => await TellAsync(WarningSource.Employee, []);

    private Task StrangeAsync()
    {
        Used("203.0.113.66");
        return Task.CompletedTask;
    }

    private async Task AgencyAsync()
    {
        var warning = await TellAsync(WarningSource.Authority, ["ANSSI"]);
        breach = await Desk.BecomeAsync(warning, new Cause([Holding.Server], ThirtyFiveLaboratories.From, ThirtyFiveLaboratories.Found), null, Officer, Stop);
    }

    private async Task<Warning> TellAsync(WarningSource source, string[] told) => (await Desk.Ledger.FindAsync(
        (await Desk.TakeAsync(new(source, [WarningSubject.OpenToAnybody], WarningAbout.Nobody, told), new("The server answers to anonymous.", []), Officer, null, Stop)).Id, Stop))!;

    private void Used(string address) => all.Installation.Saw(new WatchEvent(all.Clock.GetUtcNow(), EventKinds.KeyUsed)
    {
        Person = Engineer, Key = "ssh:k-engineer", Network = new Places(new MasterKey(folder.Of("master.key"), all.Installation.Data.Path)).Of(address),
    });

    // Time goes by as the server sees it: its rounds at every step, finer on the days after something happened.
    private async Task GoAsync(DateTimeOffset until)
    {
        while (story.TryPeek(out var next) && next.At <= until)
        {
            await PassAsync(next.At);
            await story.Dequeue().Happens();
            await RoundAsync();
            await PassAsync(next.At.AddDays(4) < until ? next.At.AddDays(4) : until, TimeSpan.FromHours(6));
        }

        await PassAsync(until);
    }

    private async Task PassAsync(DateTimeOffset until, TimeSpan? by = null)
    {
        for (; all.Clock.GetUtcNow() < until; await RoundAsync())
        {
            var left = until - all.Clock.GetUtcNow();
            all.Clock.Advance(left < (by ?? TimeSpan.FromDays(3)) ? left : by ?? TimeSpan.FromDays(3));
        }
    }

    private async Task RoundAsync()
    {
        watcher ??= new Watcher(all.Installation, new StandingFacts(all.Installation, null));
        await Desk.RunDueAsync(Stop);
        await watcher.RoundAsync(Stop);
        await new AlertDesk(all.Installation).RoundAsync(Stop);
    }
}
