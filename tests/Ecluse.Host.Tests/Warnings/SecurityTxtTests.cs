using System.Globalization;
using System.Net;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Host.Warnings;

/// <summary>With gpg as the signer: what a person's own program signs, the server shows, and nothing else.</summary>
public sealed class SecurityTxtTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_signed_is_shown_byte_for_byte_until_it_expires_and_not_once_it_was_changed()
    {
        await using var running = await RunningServer.StartAsync();
        using var stranger = running.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/.well-known/security.txt")).StatusCode);
        var securityTxt = new SecurityTxt(running.Installation);
        Assert.True(securityTxt.IsGoodFor(TimeSpan.FromDays(30)));

        var (signed, key) = await SignAsync($"# Écluse  \nContact: https://localhost/warning\nExpires: {Day(running, 300)}\nPreferred-Languages: fr, en\n- dash\n");
        await PutAsync(running, signed, key);
        Assert.Equal(signed, await (await stranger.GetAsync("/.well-known/security.txt")).Content.ReadAsByteArrayAsync(Stop));
        Assert.True(securityTxt.IsGoodFor(TimeSpan.FromDays(30)));

        await PutAsync(running, System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(signed).Replace("localhost", "l0calhost", StringComparison.Ordinal)), key);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/.well-known/security.txt")).StatusCode);
        Assert.False(securityTxt.IsGoodFor(TimeSpan.Zero));

        await PutAsync(running, signed, key);
        running.Clock.Advance(TimeSpan.FromDays(271));
        Assert.False(securityTxt.IsGoodFor(TimeSpan.FromDays(30)));
        Assert.NotNull(securityTxt.Read());
        running.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/.well-known/security.txt")).StatusCode);
    }

    [Theory]
    [InlineData("Contact: https://localhost/warning\n")]
    [InlineData("Expires: DAY\n")]
    [InlineData("Contact: https://localhost/warning\nExpires: DAY\nExpires: DAY\n")]
    [InlineData("Contact: https://localhost/warning\nExpires: 2126-01-01T00:00:00Z\n")]
    [InlineData("Contact: https://localhost/warning\nExpires: soon\n")]
    public async Task A_file_without_contact_or_without_one_end_within_a_year_is_not_shown(string text)
    {
        await using var running = await RunningServer.StartAsync();
        var (signed, key) = await SignAsync(text.Replace("DAY", Day(running, 100), StringComparison.Ordinal));
        await PutAsync(running, signed, key);
        Assert.Null(new SecurityTxt(running.Installation).Read());
    }

    [Fact]
    public async Task Another_person_s_key_verifies_nothing_and_rubbish_is_no_error()
    {
        var (signed, key) = await SignAsync("Contact: x\n");
        Assert.Equal("Contact: x", OpenPgpCleartext.Verify(signed, key));
        Assert.Null(OpenPgpCleartext.Verify(signed, (await SignAsync("Contact: x\n")).Key));
        Assert.Null(OpenPgpCleartext.Verify("Contact: x\n"u8.ToArray(), key));
        Assert.Null(OpenPgpCleartext.Verify(signed[..(signed.Length / 2)], key));
        Assert.Null(OpenPgpCleartext.Verify(signed, "no key"u8.ToArray()));
        Assert.Null(OpenPgpCleartext.Verify([], []));
    }

    private static string Day(RunningServer running, int days) => running.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task PutAsync(RunningServer running, byte[] signed, byte[] key)
    {
        await File.WriteAllBytesAsync(Path.Combine(running.Data.Path, "security.txt"), signed, Stop);
        await File.WriteAllBytesAsync(Path.Combine(running.Data.Path, "security.txt.key"), key, Stop);
    }

    private static async Task<(byte[] Signed, byte[] Key)> SignAsync(string text)
    {
        var gpg = ProcessRun.Require("gpg");
        var home = Directory.CreateTempSubdirectory("ecluse-gpg-").FullName;
        try
        {
            string[] quiet = ["--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "", "--faked-system-time", "20260201T000000!"];
            Run(gpg, [.. quiet, "--quick-gen-key", "security@lab.example", "ed25519", "sign", "never"]);
            await File.WriteAllTextAsync(Path.Combine(home, "text"), text, Stop);
            Run(gpg, [.. quiet, "--clearsign", "--digest-algo", "SHA512", "-o", Path.Combine(home, "signed"), Path.Combine(home, "text")]);
            Run(gpg, [.. quiet, "--armor", "--export", "-o", Path.Combine(home, "key"), "security@lab.example"]);
            return (await File.ReadAllBytesAsync(Path.Combine(home, "signed"), Stop), await File.ReadAllBytesAsync(Path.Combine(home, "key"), Stop));
        }
        finally
        {
            Run("gpgconf", ["--homedir", home, "--kill", "all"]);
            Directory.Delete(home, recursive: true);
        }
    }

    private static void Run(string program, string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments[^1]}: {error}");
    }
}
