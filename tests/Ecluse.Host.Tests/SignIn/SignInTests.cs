using System.Net;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.SignIn;

public sealed class SignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_person_enrols_with_the_printed_code_and_everybody_else_finds_the_door_closed()
    {
        await using var running = await RunningServer.StartAsync();
        var code = running.Server.FirstCode!;
        using var browser = running.Open();
        using var passkey = new SoftPasskey(Server.Name);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.EnrolAsync(passkey, code.ToLowerInvariant())).StatusCode);
        Assert.Contains("Ève Caradec", await PageAsync(browser, "/"), StringComparison.Ordinal);
        Assert.Equal(["person.added", "account.enrolled"], (await running.ActsAsync())[^2..]);

        using var other = running.Open();
        using var second = new SoftPasskey(Server.Name);
        await RefusedAsync("SERVE-002", await other.EnrolAsync(second, code));
        await running.RestartAsync();
        Assert.Null(running.Server.FirstCode);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes_and_after_ten_guesses()
    {
        await using var running = await RunningServer.StartAsync();
        using var browser = running.Open();
        using var passkey = new SoftPasskey(Server.Name);
        for (var guess = 0; guess < 10; guess++)
        {
            await RefusedAsync("SERVE-002", await browser.EnrolAsync(passkey, "0000-0000-0000-0000-0000"));
        }

        await RefusedAsync("SERVE-002", await browser.EnrolAsync(passkey, running.Server.FirstCode!));
        await running.RestartAsync();
        running.Clock.Advance(TimeSpan.FromMinutes(10));
        using var later = running.Open();
        await RefusedAsync("SERVE-002", await later.EnrolAsync(passkey, running.Server.FirstCode!));
    }

    [Theory]
    [InlineData("", "Éditeur du Val")]
    [InlineData("Ève Caradec", "   ")]
    public async Task An_account_without_a_name_is_refused(string name, string organisation)
    {
        await using var running = await RunningServer.StartAsync();
        using var browser = running.Open();
        using var passkey = new SoftPasskey(Server.Name);
        await RefusedAsync("SERVE-003", await browser.EnrolAsync(passkey, running.Server.FirstCode!, name, organisation));
    }

    [Fact]
    public async Task A_person_comes_back_with_the_passkey_and_leaves_by_signing_out()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, passkey) = await running.EnrolledAsync();
        await running.RestartAsync();
        using var browser = running.Open();

        Assert.Equal("/sign-in", (await browser.GetAsync("/")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SignInAsync(passkey)).StatusCode);
        Assert.Contains("Ève Caradec", await PageAsync(browser, "/"), StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await browser.PostAsync("/sign-out", new { })).Headers.Location?.ToString());
        Assert.Equal("/sign-in", (await browser.GetAsync("/")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_passkey_of_nobody_of_another_site_or_of_an_unverified_person_is_refused()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, passkey) = await running.EnrolledAsync();
        using var browser = running.Open();
        using var stranger = new SoftPasskey(Server.Name) { User = passkey.User };

        await RefusedAsync("SERVE-004", await browser.SignInAsync(stranger));
        await RefusedAsync("SERVE-004", await browser.SignInAsync(passkey, "https://evil.example"));
        passkey.Flags = 0x01;
        await RefusedAsync("SERVE-004", await browser.SignInAsync(passkey));
        passkey.Flags = 0x05;
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SignInAsync(passkey)).StatusCode);
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_within_five_minutes()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, passkey) = await running.EnrolledAsync();
        using var browser = running.Open();
        var asked = await (await browser.PostAsync("/sign-in/begin", new { })).Content.ReadAsStringAsync(Stop);
        var challenge = System.Text.Json.JsonDocument.Parse(asked).RootElement.GetProperty("challenge").GetString()!;
        var answer = new { json = passkey.SignIn(challenge, running.Server.Address.GetLeftPart(UriPartial.Authority)) };

        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/sign-in/end", answer)).StatusCode);
        await RefusedAsync("SERVE-004", await browser.PostAsync("/sign-in/end", answer));

        await browser.PostAsync("/sign-in/begin", new { });
        running.Clock.Advance(TimeSpan.FromMinutes(5));
        await RefusedAsync("SERVE-004", await browser.PostAsync("/sign-in/end", answer));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(25, 30)]
    public async Task A_session_ends_unused_after_half_an_hour_and_used_after_twelve(int minutes, int times)
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        for (var use = 1; use < times; use++)
        {
            running.Clock.Advance(TimeSpan.FromMinutes(minutes));
            var isOver = minutes * use >= 12 * 60;
            Assert.Equal(isOver ? HttpStatusCode.Redirect : HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        }

        running.Clock.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task What_the_disk_holds_opens_no_session()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, _) = await running.EnrolledAsync();
        await using var state = running.Data.Open();
        var session = await state.Set<SessionRow>().SingleAsync(Stop);

        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, running.Server.Address);
        request.Headers.Add("Cookie", $"ecluse-session={session.TokenSha256}");
        Assert.Equal(HttpStatusCode.Redirect, (await client.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, passkey) = await running.EnrolledAsync();
        await using (var state = running.Data.Open())
        {
            (await state.Set<AccountRow>().SingleAsync(Stop)).ClosedAt = running.Clock.GetUtcNow();
            await state.SaveChangesAsync(Stop);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
        await RefusedAsync("SERVE-004", await browser.SignInAsync(passkey));
    }

    private static async Task<string> PageAsync(Browser browser, string path)
    {
        var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task RefusedAsync(string code, HttpResponseMessage answer)
    {
        Assert.False(answer.IsSuccessStatusCode, "It was accepted.");
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }
}
