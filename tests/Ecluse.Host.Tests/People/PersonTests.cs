using System.Net;
using Ecluse.Testkit;

namespace Ecluse.Host.People;

public sealed class PersonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closing_an_account_ends_its_sessions_at_once_voids_its_invitations_and_is_for_good()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var (second, passkey) = await running.InvitedAsync(officer, "Nadia Kervella", "security-officer");
        var invitation = await second.InviteAsync("Somebody Else", "auditor");
        var id = await running.PersonAsync("Nadia Kervella");
        await running.Installation.Alerts.SetAddressAsync(id, "n.kervella@example.org", id, Stop);

        Assert.Equal("/people", (await officer.PostFormAsync($"/people/{id}/close")).Headers.Location?.ToString());

        Assert.Null(await running.Installation.Alerts.AddressOfAsync(id, Stop));
        Assert.Equal("/sign-in", (await second.GetAsync("/")).Headers.Location?.ToString());
        await RefusedAsync("SERVE-004", await second.SignInAsync(passkey));
        using var stranger = running.Open();
        using var key = new SoftPasskey(Server.Name);
        await RefusedAsync("SERVE-002", await stranger.EnrolAsync(key, invitation));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/people/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.PostFormAsync($"/people/{id}/close")).StatusCode);
        Assert.Equal("account.closed", (await running.ActsAsync())[^1]);
    }

    [Fact]
    public async Task Nobody_closes_or_reviews_their_own_account()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var id = await running.PersonAsync("Ève Caradec");
        await RefusedAsync("SERVE-025", await officer.PostFormAsync($"/people/{id}/close"));
        await RefusedAsync("SERVE-025", await officer.PostFormAsync($"/people/{id}/reviewed"));
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Whoever_was_not_reviewed_for_a_year_stands_first_until_somebody_of_their_side_looks()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, _) = await TwoLaboratories.AddAsync(running);
        var (officer, passkey) = await running.EnrolledAsync();
        await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        await running.InvitedAsync(officer, "Yann Corvellec", "auditor", first.Name);
        running.Clock.Advance(TimeSpan.FromDays(365));
        await officer.SignInAsync(passkey);
        Assert.Equal(3, Due(await TextAsync(officer, "/people")));

        var id = await running.PersonAsync("Nadia Kervella");
        await officer.PostFormAsync($"/people/{id}/reviewed");
        await RefusedAsync("SERVE-025", await officer.PostFormAsync($"/people/{await running.PersonAsync("Yann Corvellec")}/reviewed"));

        var page = await TextAsync(officer, "/people");
        Assert.Equal(2, Due(page));
        Assert.True(page.IndexOf("Yann Corvellec", StringComparison.Ordinal) < page.IndexOf("Nadia Kervella", StringComparison.Ordinal));
        Assert.Equal("account.reviewed", (await running.ActsAsync())[^1]);
    }

    private static int Due(string page) => page.Split("<span>due</span>").Length - 1;

    private static async Task<string> TextAsync(Browser browser, string path) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(path)).Content.ReadAsStringAsync(Stop));

    private static async Task RefusedAsync(string code, HttpResponseMessage answer)
    {
        Assert.False(answer.IsSuccessStatusCode, "It was accepted.");
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }
}
