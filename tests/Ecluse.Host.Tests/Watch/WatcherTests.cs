using System.Net;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Passages;
using Ecluse.Storage.Watch;
using Ecluse.Testkit;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Watch;

public sealed class WatcherTests(WatchedServer watched) : IClassFixture<WatchedServer>
{
    private readonly RunningServer running = watched.Running;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_from_a_network_never_used_raises_exactly_one_alert_however_often_the_watch_goes_round()
    {
        const string person = "person:ada";
        await SignedInFromAsync(person, "192.0.2.7");
        await running.Server.WatchAsync(Stop);
        Assert.Empty(await AlertsAsync("sign-in-new-network", person));

        await SignedInFromAsync(person, "203.0.113.9");
        await running.Server.WatchAsync(Stop);
        await running.Server.WatchAsync(Stop);
        await running.RestartAsync();
        await running.Server.WatchAsync(Stop);
        await SignedInFromAsync(person, "203.0.113.77");
        await running.Server.WatchAsync(Stop);

        var alert = Assert.Single(await AlertsAsync("sign-in-new-network", person));
        Assert.Equal(1, alert.Count);
        Assert.Contains("alert.raised", await running.ActsAsync());
    }

    [Fact]
    public async Task A_real_sign_in_makes_an_event_that_holds_no_address()
    {
        Assert.Equal(HttpStatusCode.NoContent, (await running.Open().SignInAsync(watched.Passkey)).StatusCode);
        await running.Server.WatchAsync(Stop);

        await using var state = running.Data.Open();
        var events = await state.Set<WatchEventRow>().Where(row => row.Kind == EventKinds.SignedIn).ToListAsync(Stop);
        Assert.NotEmpty(events);
        Assert.All(events, row => Assert.Matches("^place:[0-9a-f]{16}$", row.Network));
        Assert.DoesNotContain("127.0.0.1", System.Text.Json.JsonSerializer.Serialize(await state.Set<WatchEventRow>().ToListAsync(Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_passwords_typed_in_a_row_raise_one_alert_and_keep_no_name()
    {
        var browser = running.Open();
        for (var time = 0; time < 5; time++)
        {
            await browser.PostFormAsync("/sign-in/password", ("name", "Marie.Dupont-Lefèvre"), ("password", "wrong wrong wrong"), ("code", "000000"));
        }

        await running.Server.WatchAsync(Stop);

        Assert.Single(await AlertsAsync("sign-in-failures-account", Places.Tried("marie.dupont-lefèvre")));
        await using var state = running.Data.Open();
        Assert.DoesNotContain("dupont", System.Text.Json.JsonSerializer.Serialize(await state.Set<WatchEventRow>().ToListAsync(Stop)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_a_rule_refuses_of_a_passage_that_is_over_is_told_and_reading_its_page_is_not()
    {
        await using var own = await RunningServer.StartAsync();
        var (lab, _) = await TwoLaboratories.AddAsync(own);
        var (browser, _) = await own.InvitedAsync((await own.EnrolledAsync()).Browser, "Ada Lauzon", "operator");
        await own.BindAsync("Ada Lauzon");
        var person = await own.PersonAsync("Ada Lauzon");
        await using (var state = own.Data.Open())
        {
            await state.Set<PassageRow>().Where(row => row.Id == lab.Passage).ExecuteUpdateAsync(row => row.SetProperty(one => one.State, PassageState.Erased), Stop);
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/passages/{lab.Passage}")).StatusCode);
        await own.Server.WatchAsync(Stop);
        Assert.Empty(await OutsideAsync(own));

        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostFormAsync($"/passages/{lab.Passage}/run")).StatusCode);

        // It is seen after the answer: whoever asked may have it a moment before.
        var alerts = await OutsideAsync(own);
        for (var tries = 0; alerts.Count == 0 && tries < 600; tries++)
        {
            await Task.Delay(100, Stop);
            await own.Server.WatchAsync(Stop);
            alerts = await OutsideAsync(own);
        }

        var alert = Assert.Single(alerts);
        Assert.Equal((person, lab.Name), (alert.Subject, alert.Controller));
    }

    private static async Task<List<AlertRow>> OutsideAsync(RunningServer own)
    {
        await using var state = own.Data.Open();
        return await state.Set<AlertRow>().Where(row => row.Rule == "access-outside").ToListAsync(Stop);
    }

    [Fact]
    public async Task Two_watchers_on_one_state_raise_one_alert()
    {
        using var one = new Watcher(running.Installation, new StandingFacts(running.Installation, null));
        using var other = new Watcher(running.Installation, new StandingFacts(running.Installation, null));
        for (var time = 0; time < 4; time++)
        {
            await SignedInFromAsync("person:two", time < 2 ? "192.0.2.7" : "203.0.113.9");
            await Task.WhenAll(one.RoundAsync(Stop), other.RoundAsync(Stop));
        }

        Assert.Equal(1, Assert.Single(await AlertsAsync("sign-in-new-network", "person:two")).Count);
    }

    [Fact]
    public async Task A_round_that_fails_before_its_end_is_made_again_whole()
    {
        await running.Server.WatchAsync(Stop);
        await SignedInFromAsync("person:fails", "192.0.2.7");
        await SignedInFromAsync("person:fails", "203.0.113.9");
        var events = running.Installation.Events;
        var from = await events.PlaceAsync(Stop);
        var clock = running.Clock.GetUtcNow();

        await Assert.ThrowsAsync<InvalidOperationException>(() => events.StepAsync(
            from, clock,
            async (state, seen) =>
            {
                var found = seen.SelectMany(new WatchEngine(RuleBook.Read(null)).Take).ToList();
                Assert.Contains(found, one => one.Subject == "person:fails");
                await running.Installation.Alerts.RaiseAsync(state, found, "agent:test", Stop);
                throw new InvalidOperationException();
            },
            Stop));

        Assert.Empty(await AlertsAsync("sign-in-new-network", "person:fails"));
        Assert.Equal(from, await events.PlaceAsync(Stop));
        await running.Server.WatchAsync(Stop);
        Assert.Single(await AlertsAsync("sign-in-new-network", "person:fails"));
    }

    [Fact]
    public async Task Rights_that_nobody_reviewed_for_a_year_are_told_once()
    {
        var person = await watched.PersonAsync();
        running.Clock.Advance(TimeSpan.FromDays(366));
        await running.Server.WatchAsync(Stop);
        await running.RestartAsync();
        await running.Server.WatchAsync(Stop);

        Assert.Equal(1, Assert.Single(await AlertsAsync("rights-due", person)).Count);
    }

    [Fact]
    public async Task A_server_that_was_silent_for_an_hour_says_so_when_it_is_back()
    {
        await running.Server.WatchAsync(Stop);
        await running.StopAsync();
        running.Clock.Advance(TimeSpan.FromHours(1));
        await running.RestartAsync();
        await running.Server.WatchAsync(Stop);

        Assert.Single(await AlertsAsync("events-stop", "installation"));
    }

    [Fact]
    public async Task Events_are_erased_after_twelve_months_and_not_before_a_rule_has_seen_them()
    {
        await SignedInFromAsync("person:x", "192.0.2.7");
        running.Clock.Advance(TimeSpan.FromDays(370));
        await running.Installation.EraseDueAsync(tryAgain: true, Stop);
        Assert.Equal(1, await CountAsync());

        await running.Server.WatchAsync(Stop);
        running.Clock.Advance(TimeSpan.FromHours(2));
        await running.Installation.EraseDueAsync(tryAgain: true, Stop);
        running.Clock.Advance(TimeSpan.FromHours(2));
        await running.Installation.EraseDueAsync(tryAgain: true, Stop);
        Assert.Equal(0, await CountAsync());
    }

    private async Task<int> CountAsync()
    {
        await using var state = running.Data.Open();
        return await state.Set<WatchEventRow>().CountAsync(row => row.Person == "person:x", Stop);
    }

    private Task SignedInFromAsync(string person, string address) => running.Installation.Events.KeepAsync(
        [new WatchEvent(running.Clock.GetUtcNow(), EventKinds.SignedIn) { Person = person, Network = Places.Of(address), Way = "passkey" }], Stop);

    private Places Places => new(new MasterKey(running.MasterKeyPath, running.Data.Path));

    private async Task<IReadOnlyList<AlertRow>> AlertsAsync(string rule, string subject)
    {
        await using var state = running.Data.Open();
        return await state.Set<AlertRow>().Where(row => row.Rule == rule && row.Subject == subject).ToListAsync(Stop);
    }
}

/// <summary>One server for all of them: each asks about persons of its own.</summary>
public sealed class WatchedServer : IAsyncLifetime
{
    internal RunningServer Running { get; private set; } = null!;

    internal SoftPasskey Passkey { get; private set; } = null!;

    /// <summary>The first administrator enrols before any test moves the clock: the code is good for ten minutes.</summary>
    public async ValueTask InitializeAsync()
    {
        Running = await RunningServer.StartAsync();
        Passkey = (await Running.EnrolledAsync()).Passkey;
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();

    internal async Task<string> PersonAsync()
    {
        await using var state = Running.Data.Open();
        return await state.Set<Storage.Accounts.AccountRow>().Select(row => row.Person).FirstAsync(TestContext.Current.CancellationToken);
    }
}
