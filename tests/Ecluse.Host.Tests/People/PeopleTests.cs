using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Accounts;
using Ecluse.Testkit;

namespace Ecluse.Host.People;

public sealed partial class PeopleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_invited_enrols_once_under_the_name_and_role_that_the_invitation_gave()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var code = await InviteAsync(officer, "Nadia Kervella", "operator");
        await running.RestartAsync();

        using var browser = running.Open();
        using var passkey = new SoftPasskey(Server.Name);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.EnrolAsync(passkey, code, "Another Name", "Elsewhere")).StatusCode);
        var page = await TextAsync(await browser.GetAsync("/"));
        Assert.Contains("Nadia Kervella", page, StringComparison.Ordinal);
        Assert.Contains("Éditeur du Val (operator)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Another Name", page, StringComparison.Ordinal);
        Assert.Equal(["account.invited", "person.added", "account.enrolled"], (await running.ActsAsync())[^3..]);

        using var again = running.Open();
        using var second = new SoftPasskey(Server.Name);
        await RefusedAsync("SERVE-002", await again.EnrolAsync(second, code));
    }

    [Fact]
    public async Task Of_two_who_use_an_invitation_at_once_one_is_enrolled()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var code = await InviteAsync(officer, "Nadia Kervella", "operator");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var browser = running.Open();
            using var passkey = new SoftPasskey(Server.Name);
            return (await browser.EnrolAsync(passkey, code)).StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.Equal(2, (await running.ActsAsync()).Count(act => act == "account.enrolled"));
    }

    [Fact]
    public async Task An_invitation_ends_after_seven_days()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var code = await InviteAsync(officer, "Nadia Kervella", "operator");
        running.Clock.Advance(TimeSpan.FromDays(7));
        using var browser = running.Open();
        using var passkey = new SoftPasskey(Server.Name);
        await RefusedAsync("SERVE-002", await browser.EnrolAsync(passkey, code));
    }

    [Theory]
    [InlineData("", "operator")]
    [InlineData("Nadia Kervella", "signatory")]
    [InlineData("Nadia Kervella", "king")]
    public async Task An_invitation_without_a_name_or_to_the_laboratory_s_role_is_refused(string name, string role)
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        await RefusedAsync("SERVE-005", await officer.PostFormAsync("/people/invite", ("name", name), ("role", role)));
    }

    [Fact]
    public async Task Inviting_asks_for_a_sign_in_of_the_last_ten_minutes()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, passkey) = await running.EnrolledAsync();
        running.Clock.Advance(TimeSpan.FromMinutes(10));
        var stale = await officer.PostFormAsync("/people/invite", ("name", "Nadia Kervella"), ("role", "operator"));
        Assert.Equal(HttpStatusCode.Forbidden, stale.StatusCode);
        Assert.Contains("SERVE-021", await TextAsync(stale), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/people")).StatusCode);

        await officer.SignInAsync(passkey);
        await InviteAsync(officer, "Nadia Kervella", "operator");
    }

    [Fact]
    public async Task A_person_sees_every_session_of_their_own_and_ends_the_others()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, passkey) = await running.EnrolledAsync();
        using var second = running.Open();
        await second.SignInAsync(passkey);
        Assert.Equal(2, Open().Count(await TextAsync(await second.GetAsync("/sessions"))));

        await second.PostFormAsync("/sessions/end-others");
        Assert.Equal(HttpStatusCode.Redirect, (await first.GetAsync("/")).StatusCode);
        Assert.Equal(1, Open().Count(await TextAsync(await second.GetAsync("/sessions"))));
    }

    private static async Task<string> InviteAsync(Browser officer, string name, string role)
    {
        var page = await TextAsync(await officer.PostFormAsync("/people/invite", ("name", name), ("role", role)));
        var code = Code().Match(page).Value;
        Assert.NotEqual("", code);
        Assert.DoesNotContain(code, await TextAsync(await officer.GetAsync("/people")), StringComparison.Ordinal);
        return code;
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));

    private static async Task RefusedAsync(string code, HttpResponseMessage answer)
    {
        Assert.False(answer.IsSuccessStatusCode, "It was accepted.");
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")]
    private static partial Regex Code();

    [GeneratedRegex("<span>open</span>")]
    private static partial Regex Open();
}
