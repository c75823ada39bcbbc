using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

public sealed partial class KeysPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_comes_with_its_fingerprint_goes_and_is_nobody_else_s_afterwards()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        var (other, _) = await running.InvitedAsync(browser, "Nadia Kervella", "operator");
        using var signer = SshSigner.Generate("somebody@laptop");

        Assert.Equal("/keys", (await browser.PostFormAsync("/keys", ("line", signer.PublicKey.ToLine()))).Headers.Location?.ToString());
        var page = await TextAsync(browser);
        Assert.Contains(signer.PublicKey.Fingerprint, page, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody@laptop", page, StringComparison.Ordinal);
        Assert.DoesNotContain(signer.PublicKey.Fingerprint, await TextAsync(other), StringComparison.Ordinal);
        await RefusedAsync("SFTP-020", await other.PostFormAsync("/keys", ("line", signer.PublicKey.ToLine())));

        var id = Key().Match(page).Value;
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostFormAsync("/keys/withdraw", ("key", id))).StatusCode);
        Assert.Equal("/keys", (await browser.PostFormAsync("/keys/withdraw", ("key", id))).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostFormAsync("/keys/withdraw", ("key", id))).StatusCode);
        await RefusedAsync("SFTP-020", await other.PostFormAsync("/keys", ("line", signer.PublicKey.ToLine())));
        Assert.Equal(["account.ssh-key-added", "account.ssh-key-withdrawn"], (await running.ActsAsync())[^2..]);
    }

    [Fact]
    public async Task What_is_no_key_is_refused_and_an_old_sign_in_too()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        using var signer = SshSigner.Generate("");

        await RefusedAsync("SFTP-021", await browser.PostFormAsync("/keys", ("line", " ")));
        await RefusedAsync("SFTP-021", await browser.PostFormAsync("/keys", ("line", new string('x', 9000))));
        await RefusedAsync("SIGN-007", await browser.PostFormAsync("/keys", ("line", "ssh-ed25519 AAAA")));
        await RefusedAsync("SIGN-007", await browser.PostFormAsync("/keys", ("line", signer.PublicKey.ToLine() + "\ncommand=\"/bin/sh\" " + signer.PublicKey.ToLine())));

        running.Clock.Advance(TimeSpan.FromMinutes(10));
        await RefusedAsync("SERVE-021", await browser.PostFormAsync("/keys", ("line", signer.PublicKey.ToLine())));
        Assert.Contains("None yet.", await TextAsync(browser), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(Browser browser) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync("/keys")).Content.ReadAsStringAsync(Stop));

    private static async Task RefusedAsync(string code, HttpResponseMessage answer) =>
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

    [GeneratedRegex("k-[0-9a-f]{12}")]
    private static partial Regex Key();
}
