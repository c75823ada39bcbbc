using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.People;

public sealed partial class WaysTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_passkey_opens_the_account_and_the_first_can_go_then_and_the_last_never()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, first) = await running.EnrolledAsync();
        var one = Keys().Matches(await TextAsync(browser, "/ways")).Single().Groups[1].Value;
        await RefusedAsync("SERVE-042", await browser.PostFormAsync("/ways/passkey/withdraw", ("key", one)));

        using var second = new SoftPasskey(Server.Name);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.AddPasskeyAsync(second)).StatusCode);
        using var other = running.Open();
        await other.SignInAsync(second);

        Assert.Equal("/ways", (await browser.PostFormAsync("/ways/passkey/withdraw", ("key", one))).Headers.Location?.ToString());
        Assert.Equal("/sign-in", (await other.GetAsync("/")).Headers.Location?.ToString());
        await RefusedAsync("SERVE-004", await other.SignInAsync(first));
        Assert.Equal(HttpStatusCode.NoContent, (await other.SignInAsync(second)).StatusCode);
        Assert.Equal(["account.passkey-added", "account.passkey-withdrawn"], (await running.ActsAsync())[^2..]);
    }

    [Fact]
    public async Task The_key_of_codes_is_a_picture_that_another_reader_reads_as_the_address_beside_it()
    {
        var packages = await NodePackages.OrSkipAsync("qr");
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        var page = await (await browser.PostFormAsync("/ways/password", ("name", "e.caradec"), ("password", "k8Rv#2qLz%7W"))).Content.ReadAsStringAsync(Stop);
        var picture = page[page.IndexOf("<svg class=\"qr\"", StringComparison.Ordinal)..];
        picture = picture[..(picture.IndexOf("</svg>", StringComparison.Ordinal) + 6)];
        Assert.Contains("role=\"img\" aria-label=\"", picture, StringComparison.Ordinal);
        var read = await Programs.RunAsync(Programs.Find("node")!, [Path.Combine(packages, "read.mjs")], System.Text.Encoding.UTF8.GetBytes(picture));
        var address = WebUtility.HtmlDecode(Address().Match(page).Groups[1].Value);
        Assert.StartsWith("otpauth://totp/", address, StringComparison.Ordinal);
        Assert.Equal(address, System.Text.Encoding.UTF8.GetString(read.Output).Trim());
    }

    [Fact]
    public async Task Nobody_takes_a_colleague_s_passkey_away()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var theirs = Keys().Matches(await TextAsync(officer, "/ways")).Single().Groups[1].Value;
        var (browser, _) = await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostFormAsync("/ways/passkey/withdraw", ("key", theirs))).StatusCode);
    }

    [Fact]
    public async Task Changing_a_way_in_asks_for_a_sign_in_of_the_last_ten_minutes()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        running.Clock.Advance(TimeSpan.FromMinutes(10));
        using var second = new SoftPasskey(Server.Name);
        await RefusedAsync("SERVE-021", await browser.AddPasskeyAsync(second));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/ways")).StatusCode);
    }

    [Fact]
    public async Task One_account_in_two_browsers_at_once_goes_on_in_the_later_alone_and_stands_in_the_journal()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, passkey) = await running.EnrolledAsync();
        using var second = running.Open("Another browser");
        await second.SignInAsync(passkey);

        Assert.Equal("/sign-in", (await first.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/")).StatusCode);
        Assert.Equal("account.shared-use", (await running.ActsAsync())[^1]);
    }

    [Fact]
    public async Task A_change_of_browser_after_a_pause_ends_the_old_session_without_an_event()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, passkey) = await running.EnrolledAsync();
        running.Clock.Advance(TimeSpan.FromMinutes(5));
        using var second = running.Open("Another browser");
        await second.SignInAsync(passkey);
        Assert.Equal("/sign-in", (await first.GetAsync("/")).Headers.Location?.ToString());
        Assert.DoesNotContain("account.shared-use", await running.ActsAsync());
    }

    [Fact]
    public async Task A_session_s_token_in_another_browser_ends_the_session()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        using var thief = running.Open("Another browser", browser);

        Assert.Equal("/sign-in", (await thief.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal("/sign-in", (await browser.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal("account.shared-use", (await running.ActsAsync())[^1]);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.254", true)]
    [InlineData("192.0.2.1", "192.0.3.1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.9", true)]
    [InlineData("2001:db8:0:1200::1", "2001:db8:0:12ff::2", true)]
    [InlineData("2001:db8:0:1200::1", "2001:db8:0:1300::1", false)]
    [InlineData("192.0.2.1", "2001:db8::1", false)]
    [InlineData("", "192.0.2.1", false)]
    public void Addresses_are_of_one_network_by_24_bits_of_IPv4_and_56_of_IPv6(string one, string other, bool areOne) =>
        Assert.Equal(areOne, Accounts.Networks.AreOne(one, other));

    [Fact]
    public async Task The_first_page_shows_the_last_three_connections_before_this_one()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, passkey) = await running.EnrolledAsync();
        Assert.DoesNotContain("Your last connections", await TextAsync(browser, "/"), StringComparison.Ordinal);
        for (var time = 0; time < 4; time++)
        {
            running.Clock.Advance(TimeSpan.FromHours(1));
            await browser.SignInAsync(passkey);
        }

        var page = await TextAsync(browser, "/");
        Assert.Equal(3, page[page.IndexOf("Your last connections", StringComparison.Ordinal)..].Split("<li><time").Length - 1);
    }

    [Fact]
    public async Task Sessions_and_invitations_are_forgotten_after_their_time()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, passkey) = await running.EnrolledAsync();
        await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        await officer.InviteAsync("Somebody Else", "auditor");
        running.Clock.Advance(TimeSpan.FromDays(29));
        await running.Server.ForgetAsync(Stop);
        Assert.Equal((2, 2), await RowsAsync(running));

        running.Clock.Advance(TimeSpan.FromDays(8) + TimeSpan.FromMinutes(1));
        await running.Server.ForgetAsync(Stop);
        Assert.Equal((2, 0), await RowsAsync(running));
        running.Clock.Advance(TimeSpan.FromDays(180));
        await officer.SignInAsync(passkey);
        await running.Server.ForgetAsync(Stop);
        Assert.Equal((1, 0), await RowsAsync(running));
    }

    private static async Task<(int Sessions, int Invitations)> RowsAsync(RunningServer running)
    {
        await using var state = running.Data.Open();
        return (await state.Set<SessionRow>().CountAsync(Stop), await state.Set<InvitationRow>().CountAsync(Stop));
    }

    private static async Task<string> TextAsync(Browser browser, string path) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(path)).Content.ReadAsStringAsync(Stop));

    private static async Task RefusedAsync(string code, HttpResponseMessage answer)
    {
        Assert.False(answer.IsSuccessStatusCode, "It was accepted.");
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"(otpauth:[^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("name=\"key\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Keys();
}
