using Ecluse.Host.Composition;
using Ecluse.Host.Watch;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Journal;
using Ecluse.Testkit;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse;

/// <summary>§65: addresses that nobody knew used the server, whole files of patients left it, and nobody was told.</summary>
public sealed class Paragraph65_StrangeAddressesRaiseAlerts : IAsyncLifetime
{
    private const string Engineer = "person:engineer";
    private const long FileOfALaboratory = 400L << 20;
    private static readonly DateTimeOffset March = new(2020, 3, 2, 7, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(March);
    private Installation? installation;
    private Watcher? watcher;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var data = new DataFolder(folder.Of("data"));
        await data.CreateAsync(Stop);
        await new JournalSetup(new JournalPlaces(data), clock).StartAsync("case.example/" + Guid.NewGuid().ToString("N"), "agent:test", Stop);
        await using (var state = data.Open())
        {
            state.Add(new PersonRow { Id = Engineer, Name = "Hugo Marchal", Organisation = "Solvane Santé", Role = "operator" });
            await state.SaveChangesAsync(Stop);
        }

        await RestartAsync();

        // A year of work: from the office, some hundred megabytes a week.
        for (var week = 0; week < 30; week++)
        {
            Saw(EventKinds.KeyUsed, "198.51.100.20");
            Saw(EventKinds.Given, null, FileOfALaboratory);
            clock.Advance(TimeSpan.FromDays(7));
        }

        await watcher!.RoundAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        watcher?.Dispose();
        await installation!.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_year_of_ordinary_work_raises_nothing() => Assert.Empty(await AlertsAsync());

    [Theory]
    [InlineData("203.0.113.66")]
    [InlineData("2001:db8:5:4400::1")]
    public async Task The_first_use_from_a_strange_address_is_an_alert_within_a_minute_and_a_restart_makes_no_second_one(string address)
    {
        var before = clock.GetUtcNow();
        Saw(EventKinds.KeyUsed, address);
        clock.Advance(Watcher.Every);
        await watcher!.RoundAsync(Stop);
        await RestartAsync();
        await watcher.RoundAsync(Stop);

        var alert = Assert.Single(await AlertsAsync());
        Assert.Equal(("sign-in-new-network", Engineer, 1), (alert.Rule, alert.Subject, alert.Count));
        Assert.InRange(alert.RaisedAt - before, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(address, alert.Why + alert.Evidence + alert.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_twenty_eight_laboratories_in_one_night_are_an_alert_before_the_night_is_over()
    {
        var night = clock.GetUtcNow();
        for (var laboratory = 0; laboratory < 28; laboratory++)
        {
            Saw(EventKinds.Given, null, FileOfALaboratory);
            clock.Advance(TimeSpan.FromMinutes(10));
            await watcher!.RoundAsync(Stop);
        }

        var alert = Assert.Single(await AlertsAsync(), one => one.Rule == "volume-of-person");
        Assert.Equal(Engineer, alert.Subject);
        Assert.True(alert.RaisedAt - night < TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Somebody_who_tries_a_door_that_is_closed_is_an_alert_too()
    {
        installation!.Exchange.Refused!(Engineer, "s-0123456789ab", "SPACE-007");
        await watcher!.RoundAsync(Stop);

        Assert.Equal("access-outside", Assert.Single(await AlertsAsync()).Rule);
    }

    private void Saw(string kind, string? address, long? bytes = null) => installation!.Saw(new WatchEvent(clock.GetUtcNow(), kind)
    {
        Person = Engineer, Key = address is null ? null : "ssh:k-engineer", Network = address is null ? null : Places.Of(address), Bytes = bytes,
        Object = bytes is null ? null : "o-000000000001",
    });

    private Places Places => new(new MasterKey(folder.Of("config", "master.key"), installation!.Data.Path));

    private async Task RestartAsync()
    {
        watcher?.Dispose();
        if (installation is not null)
        {
            await installation.DisposeAsync();
        }

        installation = await Installation.OpenAsync(new DataFolder(folder.Of("data")), clock, Stop);
        watcher = new Watcher(installation, new StandingFacts(installation, null));
    }

    private async Task<IReadOnlyList<AlertRow>> AlertsAsync()
    {
        await using var state = installation!.OpenState();
        return await state.Set<AlertRow>().AsNoTracking().ToListAsync(Stop);
    }
}
