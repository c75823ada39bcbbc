using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Alerts;

/// <summary>From a finding to the second person who closes, over the pages as people use them.</summary>
public sealed partial class AlertPagesTests
{
    private const string Said = "Compte bloqué ; son titulaire appelé au numéro du contrat.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_why_and_what_to_do_and_two_persons_close_it_after_an_act_and_not_before()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var (dpo, _) = await running.InvitedAsync(officer, "Zoé Loire", "dpo");
        var id = await TwoLaboratories.AlertAsync(running.Installation, null);
        await running.Server.AlertAsync(Stop);

        Assert.Contains(id, await officer.TextAsync("/alerts"), StringComparison.Ordinal);
        var page = await officer.TextAsync($"/alerts/{id}?lang=fr");
        Assert.Contains("Ce compte n’est jamais venu de là.", page, StringComparison.Ordinal);
        Assert.Contains("Demander à son titulaire par téléphone.", page, StringComparison.Ordinal);
        Assert.Contains("Personne n’a encore rien fait", page, StringComparison.Ordinal);
        Assert.Contains("dans la console", page, StringComparison.Ordinal);

        await FilledIsAsync(officer, id, "acknowledge");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/alerts/{id}/acknowledge")).StatusCode);
        await FilledIsAsync(officer, id, "act");
        await RefusedAsync("ALERT-003", officer, $"/alerts/{id}/acknowledge");
        await RefusedAsync("ALERT-005", officer, $"/alerts/{id}/close", ("outcome", "put-right"), ("words", Said));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/alerts/{id}/act", ("words", Said))).StatusCode);
        await FilledIsAsync(officer, id, "close");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/alerts/{id}/close", ("outcome", "put-right"), ("words", Said))).StatusCode);
        await FilledIsAsync(dpo, id, "confirm");
        await RefusedAsync("ALERT-006", officer, $"/alerts/{id}/confirm");
        Assert.Contains(Said, WebUtility.HtmlDecode(await dpo.TextAsync($"/alerts/{id}")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await dpo.PostFormAsync($"/alerts/{id}/confirm")).StatusCode);
        await RefusedAsync("ALERT-002", dpo, $"/alerts/{id}/act", ("words", Said));

        // Its dates stand on its page; a hold is said within ninety days of the date that it moves.
        Assert.Contains("Hold it longer", await officer.TextAsync($"/alerts/{id}?lang=en"), StringComparison.Ordinal);
        await RefusedAsync("ALERT-014", officer, $"/alerts/{id}/hold", ("until", "2099-01-01T00:00"), ("words", Said));
    }

    // One button is filled, that of the next useful act; the others are quiet.
    private static async Task FilledIsAsync(Browser browser, string id, string act)
    {
        var page = await browser.TextAsync($"/alerts/{id}");
        Assert.Equal(act, Assert.Single(Filled().Matches(page)).Groups[1].Value);
    }

    [GeneratedRegex("action=\"/alerts/[^/\"]+/([a-z-]+)\">(?:(?!</form>).)*class=\"btn btn-1\"", RegexOptions.Singleline)]
    private static partial Regex Filled();

    [Fact]
    public async Task It_becomes_a_breach_in_one_act_with_its_first_receipt()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var first = running.Clock.GetUtcNow();
        var id = await TwoLaboratories.AlertAsync(running.Installation, null);
        running.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/alerts/{id}/breach")).StatusCode);
        var breach = Assert.Single(await running.Installation.Breaches.ListAsync(Stop)).Breach;
        Assert.Equal((id, first), (breach.Origin.Id, breach.Origin.ReceivedAt));
        Assert.Contains(breach.Id, await officer.TextAsync($"/alerts/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_not_ok_once_the_watch_makes_no_rounds_any_more()
    {
        await using var running = await RunningServer.StartAsync();
        var rounds = new Rounds(running.Clock);
        running.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(rounds.IsAlive);
        rounds.Begin();
        running.Clock.Advance(Rounds.Within);
        Assert.True(rounds.IsAlive);
        running.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(rounds.IsAlive);
        rounds.Made(Round.Alerts);
        Assert.False(rounds.IsAlive);
        rounds.Made(Round.Watch);
        Assert.True(rounds.IsAlive);
    }

    [Fact]
    public async Task The_public_health_page_is_not_ok_once_the_watch_has_died_and_ok_again_once_it_makes_its_rounds()
    {
        await using var running = await RunningServer.StartAsync();
        using var somebody = running.Open();
        running.Parts.Rounds.Begin();
        await RoundsAsync();
        Assert.Equal("ok", await somebody.TextAsync("/health"));

        // It goes on trying, and every round of it fails.
        await ExecuteAsync("ALTER TABLE watch_place RENAME TO watch_place_away");
        running.Clock.Advance(Rounds.Within + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<Exception>(() => running.Server.WatchAsync(Stop));
        await running.Server.AlertAsync(Stop);
        Assert.Equal("not ok", await (await somebody.GetAsync("/health")).Content.ReadAsStringAsync(Stop));

        await ExecuteAsync("ALTER TABLE watch_place_away RENAME TO watch_place");
        await RoundsAsync();
        running.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("ok", await somebody.TextAsync("/health"));

        async Task RoundsAsync()
        {
            await running.Server.WatchAsync(Stop);
            await running.Server.AlertAsync(Stop);
        }

        async Task ExecuteAsync(string change)
        {
            await using var state = running.Data.Open();
            await state.Database.ExecuteSqlRawAsync(change, Stop);
        }
    }

    private static async Task RefusedAsync(string code, Browser browser, string path, params (string Name, string Value)[] fields) =>
        Assert.Contains(code, await (await browser.PostFormAsync(path, fields)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
}
