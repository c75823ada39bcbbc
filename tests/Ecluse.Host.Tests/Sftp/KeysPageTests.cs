using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Contracts;
using Ecluse.Host.Spaces;
using Ecluse.Samples.Documents;
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

    [Fact]
    public async Task A_key_that_signs_for_a_laboratory_opens_nothing_and_one_that_opens_signs_for_none()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var signatory = seat.Contract.Record.Signatories[0].Key!;
        await RefusedAsync("SFTP-023", await seat.Sender.PostFormAsync("/keys", ("line", signatory.ToLine())));
        await RefusedAsync("SFTP-023", await seat.Taker.PostFormAsync("/keys", ("line", signatory.ToLine())));

        using var director = SshSigner.Generate("director");
        using var processor = SshSigner.Generate("processor");
        await seat.Taker.PostFormAsync("/keys", ("line", director.PublicKey.ToLine()));
        var (installation, now) = (seat.Running.Installation, seat.Running.Clock.GetUtcNow());
        var record = SampleDocuments.Contract(new SampleSigners(director.PublicKey, null, processor.PublicKey, null), now.AddDays(-1), now.AddDays(90));
        var contract = SignedContract.Read(
            "c", record, director.Sign("contract@ecluse", record).Armor(), processor.Sign("contract@ecluse", record).Armor());
        Assert.Equal("CONTRACT-011", (await Assert.ThrowsAsync<Ecluse.Errors.EcluseException>(() => installation.Contracts.AddAsync(contract, now, "agent:test", Stop))).Code);

        // Withdrawn, it was the processor's all the same: nothing is approved with it, in contracts of before either.
        await seat.Taker.PostFormAsync("/keys/withdraw", ("key", Key().Match(await TextAsync(seat.Taker)).Value));
        Assert.Contains(director.PublicKey, (await installation.GroundAsync(seat.Contract.Record.Number, Stop)).ProcessorKeys);
    }

    private static async Task<string> TextAsync(Browser browser) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync("/keys")).Content.ReadAsStringAsync(Stop));

    private static async Task RefusedAsync(string code, HttpResponseMessage answer) =>
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

    [GeneratedRegex("k-[0-9a-f]{12}")]
    private static partial Regex Key();
}
