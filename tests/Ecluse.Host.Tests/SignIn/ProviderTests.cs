using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Host.Providers;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Ecluse.Host.SignIn;

/// <summary>Signing in at an identity provider: npm's oidc-provider, and one that forges in every way that matters.</summary>
public sealed partial class ProviderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_invited_and_vouched_for_enrols_and_signs_in_and_whoever_is_only_vouched_for_does_not()
    {
        await using var seat = await ProviderSeat.StartAsync();
        var (officer, _) = await seat.Running.EnrolledAsync();
        await seat.SignsInAsAsync("nadia", "pwd,mfa");
        using var stranger = seat.Running.Open();
        Assert.Contains("OIDC-005", await seat.WalkAsync(stranger, "/sign-in/with/real"), StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await stranger.GetAsync("/")).Headers.Location?.ToString());

        var code = await officer.InviteAsync("Nadia Kervella", "operator");
        using var nadia = seat.Running.Open();
        var page = await (await nadia.PostFormAsync("/enrol/with", ("code", code), ("name", "real"))).Content.ReadAsStringAsync(Stop);
        var answer = await seat.WalkAsync(nadia, Way().Match(page).Value);
        Assert.Contains("Signed in", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await nadia.GetAsync("/")).StatusCode);
        Assert.Equal(["account.enrolled", "account.provider-linked"], (await seat.Running.ActsAsync())[^2..]);

        // Used up: the same way opens nothing a second time, and the link opens the account in another browser.
        Assert.Contains("SERVE-002", await (await stranger.PostFormAsync("/enrol/with", ("code", code), ("name", "real"))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("Signed in", await seat.WalkAsync(stranger, "/sign-in/with/real"), StringComparison.Ordinal);
        Assert.Contains("Nadia Kervella", await stranger.TextAsync("/sessions"), StringComparison.Ordinal);
        Assert.Contains("organisation", await stranger.TextAsync("/sessions"), StringComparison.Ordinal);

        // The only way in stays; the person closed, it opens nothing.
        Assert.Contains("SERVE-042", await (await stranger.PostFormAsync("/ways/with/withdraw")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var person = await seat.Running.PersonAsync("Nadia Kervella");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/people/{person}/close")).StatusCode);
        Assert.Contains("OIDC-005", await seat.WalkAsync(stranger, "/sign-in/with/real"), StringComparison.Ordinal);
        Assert.DoesNotContain(await RowsAsync(seat), row => row.Contains("nadia", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_factor_there_asks_for_a_code_here_and_an_account_without_one_is_refused()
    {
        await using var seat = await ProviderSeat.StartAsync();
        var (browser, passkey) = await seat.Running.EnrolledAsync();
        await seat.SignsInAsAsync("eve", "pwd");
        await LinkAsync(seat, browser);
        Assert.Equal("account.provider-linked", (await seat.Running.ActsAsync())[^1]);

        using var other = seat.Running.Open();
        Assert.Contains("OIDC-007", await seat.WalkAsync(other, "/sign-in/with/real"), StringComparison.Ordinal);
        var shown = WebUtility.HtmlDecode(await (await browser.PostFormAsync("/ways/password", ("name", "e.caradec"), ("password", "k8Rv#2qLz%7W"))).Content.ReadAsStringAsync(Stop));
        var key = Base32Encoding.ToBytes(Secret().Match(shown).Groups[1].Value);
        await browser.PostFormAsync("/ways/password/code", ("code", CodeOf(seat, key)));

        seat.Running.Clock.Advance(TimeSpan.FromMinutes(1));
        var asked = await seat.WalkAsync(other, "/sign-in/with/real");
        var ceremony = Ceremony().Match(asked).Groups[1].Value;
        Assert.Equal("/sign-in", (await other.GetAsync("/")).Headers.Location?.ToString());
        var wrong = await other.PostFormAsync("/sign-in/with/code", ("ceremony", ceremony), ("code", "000000"));
        Assert.Contains("SERVE-026", await wrong.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var code = CodeOf(seat, key);
        Assert.Equal(HttpStatusCode.OK, (await other.PostFormAsync("/sign-in/with/code", ("ceremony", ceremony), ("code", code))).StatusCode);
        Assert.Contains("organisation and code", await other.TextAsync("/sessions"), StringComparison.Ordinal);

        // Neither the way nor the code opens twice.
        using var again = seat.Running.Open();
        Assert.Contains("OIDC-004", await (await again.PostFormAsync("/sign-in/with/code", ("ceremony", ceremony), ("code", code))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        passkey.Dispose();
    }

    [Fact]
    public async Task A_link_is_one_person_s_and_made_by_a_click_in_the_session_that_asked()
    {
        await using var seat = await ProviderSeat.StartAsync();
        var (officer, passkey) = await seat.Running.EnrolledAsync();
        var (nadia, _) = await seat.Running.InvitedAsync(officer, "Nadia Kervella", "operator");
        await seat.SignsInAsAsync("eve", "mfa");
        var confirm = await ConfirmingAsync(seat, officer);
        Assert.Contains("OIDC-004", await (await nadia.PostFormAsync("/ways/with/confirm", ("ceremony", confirm))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        confirm = await ConfirmingAsync(seat, officer);
        Assert.Equal("/ways", (await officer.PostFormAsync("/ways/with/confirm", ("ceremony", confirm))).Headers.Location?.ToString());

        confirm = await ConfirmingAsync(seat, nadia);
        Assert.Contains("OIDC-009", await (await nadia.PostFormAsync("/ways/with/confirm", ("ceremony", confirm))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("/ways", (await officer.PostFormAsync("/ways/with/withdraw")).Headers.Location?.ToString());
        using var other = seat.Running.Open();
        Assert.Contains("OIDC-005", await seat.WalkAsync(other, "/sign-in/with/real"), StringComparison.Ordinal);
        Assert.Contains("OIDC-008", await (await officer.PostFormAsync("/ways/with", ("name", "elsewhere"))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        // Changing a way in asks for a sign-in of the last ten minutes, and so does this one.
        seat.Running.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.PostFormAsync("/ways/with", ("name", "real"))).StatusCode);
        passkey.Dispose();
    }

    [Fact]
    public async Task A_forged_answer_opens_nothing_and_an_honest_one_opens_once()
    {
        (string What, string Code)[] forgeries =
        [
            ("issuer", "OIDC-004"), ("nonce", "OIDC-004"), ("no-nonce", "OIDC-004"), ("state", "OIDC-004"), ("client", "OIDC-004"), ("none", "OIDC-004"),
            ("secret", "OIDC-004"), ("key", "OIDC-004"), ("expired", "OIDC-004"), ("auth-time", "OIDC-006"), ("no-auth-time", "OIDC-006"), ("one-factor", "OIDC-007"),
        ];
        await using var seat = await ProviderSeat.StartAsync();
        var (browser, passkey) = await seat.Running.EnrolledAsync();
        await LinkAsync(seat, browser, "forger");
        using var other = seat.Running.Open();
        var faults = new List<string>();
        foreach (var (what, code) in forgeries)
        {
            await seat.ForgesAsync(what);
            var page = await seat.WalkAsync(other, "/sign-in/with/forger");
            if (!page.Contains(code, StringComparison.Ordinal) || (await other.GetAsync("/")).Headers.Location?.ToString() != "/sign-in")
            {
                faults.Add($"{what}: {page[page.IndexOf("<main", StringComparison.Ordinal)..]}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        await seat.ForgesAsync("");
        Assert.Contains("Signed in", await seat.WalkAsync(other, "/sign-in/with/forger"), StringComparison.Ordinal);
        var replayed = await other.GetAsync(seat.LastAnswer);
        Assert.Contains("OIDC-004", await replayed.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using var thief = seat.Running.Open();
        Assert.Contains("OIDC-004", await (await thief.GetAsync(seat.LastAnswer)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        passkey.Dispose();
    }

    [Fact]
    public async Task A_provider_that_is_down_is_told_and_the_page_does_not_say_which_there_are()
    {
        await using var seat = await ProviderSeat.StartAsync();
        using var browser = seat.Running.Open();
        Assert.Contains("OIDC-003", await seat.WalkAsync(browser, "/sign-in/with/down"), StringComparison.Ordinal);
        Assert.DoesNotContain("Laboratoire d", await browser.TextAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/sign-in/with/none")).StatusCode);
        Assert.Contains("/sign-in/with/real", await browser.TextAsync("/sign-in/with?name=Real"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issuer: http://id.lab.example", "OIDC-001")]
    [InlineData("issuer: nowhere", "OIDC-001")]
    [InlineData("issuer: https://id.lab.example", "OIDC-002")]
    public void What_the_file_says_is_judged_before_the_server_listens(string issuer, string code)
    {
        using var folder = new TestFolder();
        File.SetUnixFileMode(
            folder.Write("providers.yaml", $"lab:\n  organisation: Lab\n  {issuer}\n  client: ecluse\n  secret: {{ file: /nowhere/secret }}\n"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(code, Assert.Throws<Errors.EcluseException>(() => ProviderFile.Read(folder.Path)).Code);
        File.SetUnixFileMode(folder.Of("providers.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal("CONN-002", Assert.Throws<Errors.EcluseException>(() => ProviderFile.Read(folder.Path)).Code);
    }

    private static async Task LinkAsync(ProviderSeat seat, Browser browser, string provider = "real")
    {
        var ceremony = await ConfirmingAsync(seat, browser, provider);
        Assert.Equal("/ways", (await browser.PostFormAsync("/ways/with/confirm", ("ceremony", ceremony))).Headers.Location?.ToString());
    }

    private static async Task<string> ConfirmingAsync(ProviderSeat seat, Browser browser, string provider = "real")
    {
        var page = await (await browser.PostFormAsync("/ways/with", ("name", provider))).Content.ReadAsStringAsync(Stop);
        return Ceremony().Match(await seat.WalkAsync(browser, Way().Match(page).Value)).Groups[1].Value;
    }

    private static string CodeOf(ProviderSeat seat, byte[] key) => new Totp(key).ComputeTotp(seat.Running.Clock.GetUtcNow().UtcDateTime);

    private static async Task<List<string>> RowsAsync(ProviderSeat seat)
    {
        await using var state = seat.Running.Data.Open();
        return [.. (await state.Set<ProviderLinkRow>().ToListAsync(Stop)).Select(row => $"{row.SubjectSha256} {row.Person} {row.Provider}")];
    }

    [GeneratedRegex("/sign-in/with/[a-z]+\\?ceremony=[0-9a-f]+")]
    private static partial Regex Way();

    [GeneratedRegex("name=\"ceremony\" value=\"([0-9a-f]+)\"")]
    private static partial Regex Ceremony();

    [GeneratedRegex("secret=([A-Z2-7]+)")]
    private static partial Regex Secret();
}
