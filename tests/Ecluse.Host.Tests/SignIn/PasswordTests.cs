using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Ecluse.Host.SignIn;

public sealed partial class PasswordTests
{
    private const string Password = "k8Rv#2qLz%7W";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Password_and_code_open_the_account_and_each_code_opens_once()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, key, _) = await SetAsync(running);
        running.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = CodeOf(running, key);

        using var browser = running.Open();
        await OpensAsync(browser, "E.Caradec", Password, code);
        using var another = running.Open();
        await RefusedAsync("SERVE-026", another, "e.caradec", Password, code);
        await RefusedAsync("SERVE-026", another, "e.caradec", Password, CodeOf(running, key, minutesAgo: 0.5));

        running.Clock.Advance(TimeSpan.FromSeconds(30));
        await OpensAsync(another, "e.caradec", Password, CodeOf(running, key));
        Assert.Contains("password and code", await TextAsync(another, "/sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_that_set_it_opens_nothing_and_of_two_at_once_one_opens()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, key, _) = await SetAsync(running);
        using var first = running.Open();
        await RefusedAsync("SERVE-026", first, "e.caradec", Password, CodeOf(running, key));

        running.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = CodeOf(running, key);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            using var browser = running.Open();
            return (await SignInAsync(browser, "e.caradec", Password, code)).StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_with_the_password_and_never_without()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _, codes) = await SetAsync(running);
        Assert.Equal(10, codes.Length);
        using var browser = running.Open();
        await RefusedAsync("SERVE-026", browser, "e.caradec", "another-Password-9%", codes[0]);
        await OpensAsync(browser, "e.caradec", Password, codes[0].ToLowerInvariant());
        await RefusedAsync("SERVE-026", browser, "e.caradec", Password, codes[0]);

        var renewed = Codes().Matches(await PageAsync(await officer.PostFormAsync("/ways/recovery"))).Select(match => match.Value).ToList();
        Assert.Equal(10, renewed.Count);
        await RefusedAsync("SERVE-026", browser, "e.caradec", Password, codes[1]);
        await OpensAsync(browser, "e.caradec", Password, renewed[0]);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_and_waits_as_one_that_somebody_has()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, key, _) = await SetAsync(running);
        using var browser = running.Open();
        var answers = new Dictionary<string, List<(HttpStatusCode, string)>>();
        foreach (var name in new[] { "e.caradec", "nobody.here" })
        {
            answers[name] = [];
            for (var time = 0; time < 6; time++)
            {
                var answer = await SignInAsync(browser, name, "wrong-Password-9%", "123456");
                answers[name].Add((answer.StatusCode, await PageAsync(answer)));
            }
        }

        Assert.Equal(answers["e.caradec"], answers["nobody.here"]);
        Assert.Equal((HttpStatusCode)429, answers["nobody.here"][5].Item1);
        await RefusedAsync("SERVE-027", browser, "e.caradec", Password, CodeOf(running, key));
        running.Clock.Advance(TimeSpan.FromMinutes(1));
        await OpensAsync(browser, "e.caradec", Password, CodeOf(running, key));
    }

    [Fact]
    public async Task After_25_failures_in_a_day_a_name_waits_for_the_day_s_end_and_passkeys_go_on()
    {
        await using var running = await RunningServer.StartAsync();
        var throttle = new SignInThrottle(running.Clock);
        for (var failure = 0; failure < 25; failure++)
        {
            while (throttle.Wait("e.caradec") is { } wait)
            {
                Assert.InRange(wait, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
                running.Clock.Advance(wait);
            }

            throttle.Failed("e.caradec");
        }

        Assert.InRange(throttle.Wait("e.caradec")!.Value, TimeSpan.FromHours(3), TimeSpan.FromDays(1));
        running.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(throttle.Wait("e.caradec"));
        Assert.Null(throttle.Wait("somebody.else"));
    }

    [Fact]
    public async Task The_state_holds_neither_password_nor_key_nor_recovery_code_and_the_key_opens_for_its_person_alone()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, key, codes) = await SetAsync(running);
        await using var state = running.Data.Open();
        var row = await state.Set<AccountRow>().SingleAsync(Stop);
        Assert.StartsWith("AQAAAA", row.PasswordHash, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(key), Convert.ToHexString(row.CodeKey!), StringComparison.Ordinal);
        Assert.All(await state.Set<RecoveryCodeRow>().ToListAsync(Stop), one => Assert.DoesNotContain(one.CodeSha256, codes));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(running.MasterKeyPath));
        var files = Directory.GetFiles(running.Data.Path, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => File.ReadAllBytes(file).AsSpan().IndexOf(key) >= 0);

        // Without the master key passkeys and recovery codes go on, codes do not.
        File.Delete(running.MasterKeyPath);
        running.Clock.Advance(TimeSpan.FromMinutes(1));
        using var browser = running.Open();
        await RefusedAsync("SERVE-026", browser, "e.caradec", Password, CodeOf(running, key));
        await OpensAsync(browser, "e.caradec", Password, codes[0]);
    }

    [Fact]
    public async Task A_closed_account_s_password_opens_nothing_and_its_name_goes_to_nobody_else()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, key, _) = await SetAsync(running);
        await using (var state = running.Data.Open())
        {
            (await state.Set<AccountRow>().SingleAsync(Stop)).ClosedAt = running.Clock.GetUtcNow();
            await state.SaveChangesAsync(Stop);
        }

        running.Clock.Advance(TimeSpan.FromMinutes(1));
        using var browser = running.Open();
        await RefusedAsync("SERVE-026", browser, "e.caradec", Password, CodeOf(running, key));
    }

    [Theory]
    [InlineData("SERVE-028", "e.caradec", "Caradec#2026!x")]
    [InlineData("SERVE-028", "e.caradec", "")]
    [InlineData("SERVE-029", "ab", Password)]
    [InlineData("SERVE-029", "e caradec", Password)]
    public async Task A_weak_password_or_a_malformed_name_is_refused(string code, string name, string password)
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        Assert.Contains($"\"{code}\"", await PageAsync(await browser.PostFormAsync("/ways/password", ("name", name), ("password", password))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_first_right_code_nothing_is_set_and_a_name_is_one_person_s()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _, _) = await SetAsync(running);
        var (browser, _) = await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        Assert.Contains("SERVE-029", await PageAsync(await browser.PostFormAsync("/ways/password", ("name", "e.caradec"), ("password", Password))), StringComparison.Ordinal);

        await browser.PostFormAsync("/ways/password", ("name", "n.kervella"), ("password", Password));
        Assert.Contains("SERVE-041", await PageAsync(await browser.PostFormAsync("/ways/password/code", ("code", "000000"))), StringComparison.Ordinal);
        Assert.Equal(1, (await running.ActsAsync()).Count(act => act == "account.password-set"));
        await using var state = running.Data.Open();
        Assert.Equal(1, await state.Set<AccountRow>().CountAsync(row => row.PasswordHash != null, Stop));
    }

    private static async Task<(Browser Browser, byte[] Key, string[] Recovery)> SetAsync(RunningServer running)
    {
        var (browser, _) = await running.EnrolledAsync();
        var shown = await PageAsync(await browser.PostFormAsync("/ways/password", ("name", "E.Caradec "), ("password", Password)));
        var key = Base32Encoding.ToBytes(Secret().Match(shown).Groups[1].Value);
        var page = await PageAsync(await browser.PostFormAsync("/ways/password/code", ("code", CodeOf(running, key))));
        return (browser, key, [.. Codes().Matches(page).Select(match => match.Value)]);
    }

    private static string CodeOf(RunningServer running, byte[] key, double minutesAgo = 0) =>
        new Totp(key).ComputeTotp(running.Clock.GetUtcNow().UtcDateTime.AddMinutes(-minutesAgo));

    private static Task<HttpResponseMessage> SignInAsync(Browser browser, string name, string password, string code) =>
        browser.PostFormAsync("/sign-in/password", ("name", name), ("password", password), ("code", code));

    private static async Task OpensAsync(Browser browser, string name, string password, string code)
    {
        var answer = await SignInAsync(browser, name, password, code);
        Assert.Equal("/", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    private static async Task RefusedAsync(string error, Browser browser, string name, string password, string code)
    {
        var answer = await SignInAsync(browser, name, password, code);
        Assert.Contains(error, await PageAsync(answer), StringComparison.Ordinal);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out _));
    }

    private static async Task<string> TextAsync(Browser browser, string path) => await PageAsync(await browser.GetAsync(path));

    private static async Task<string> PageAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));

    [GeneratedRegex("secret=([A-Z2-7]+)")]
    private static partial Regex Secret();

    [GeneratedRegex("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")]
    private static partial Regex Codes();
}
