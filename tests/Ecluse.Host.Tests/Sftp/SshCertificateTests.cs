using Ecluse.Host.Api;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

/// <summary>Certificates that end by themselves: what they say, whom sshd lets in by them, and when no longer.</summary>
public sealed class SshCertificateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certificate_opens_as_its_person_and_ends_with_the_session_and_at_its_hour()
    {
        await using var lab = await SftpLab.StartAsync(now: TimeProvider.System.GetUtcNow());
        var (browser, key, file) = await PersonAsync(lab);
        var certified = await CertifyAsync(lab, browser, file);
        var shown = (await ProcessRun.RunAsync("ssh-keygen", ["-L", "-f", file + "-cert.pub"])).MustSucceed().OutputText;
        Assert.Contains("user certificate", shown, StringComparison.Ordinal);
        Assert.Contains("Critical Options: (none)", shown, StringComparison.Ordinal);
        Assert.Contains("Extensions: (none)", shown, StringComparison.Ordinal);
        Assert.Matches("Principals: *\\n *c-[0-9a-f]{12}\\n", shown);
        Assert.InRange(certified.Until - lab.Running.Clock.GetUtcNow(), TimeSpan.Zero, SshAuthority.Lifetime);
        Assert.Equal(0, (await lab.SftpAsync("ls /\n", file)).ExitCode);
        Assert.Equal("account.ssh-certificate-made", (await lab.Running.ActsAsync())[^1]);
        Assert.Contains("certificate until", await browser.TextAsync("/keys"), StringComparison.Ordinal);

        // The key alone is nobody's; another certificate of the same key is not given.
        File.Move(file + "-cert.pub", file + "-cert.away");
        Assert.NotEqual(0, (await lab.SftpAsync("ls /\n", file)).ExitCode);
        File.Move(file + "-cert.away", file + "-cert.pub");

        // Signed out: sshd still believes it, the door does not.
        await browser.PostFormAsync("/sign-out");
        Assert.Contains("SFTP-010", (await lab.SshAsync(file)).ErrorText, StringComparison.Ordinal);
        Assert.NotEqual(0, (await lab.SftpAsync("ls /\n", file)).ExitCode);

        // Another session, and eight hours.
        await browser.SignInAsync(key);
        var second = lab.Of("id_second");
        await CertifyAsync(lab, browser, second);
        Assert.Equal(0, (await lab.SftpAsync("ls /\n", second)).ExitCode);
        lab.Running.Clock.Advance(SshAuthority.Lifetime);
        Assert.Contains("SFTP-010", (await lab.SshAsync(second)).ErrorText, StringComparison.Ordinal);
        browser.Dispose();
        key.Dispose();
    }

    [Fact]
    public async Task What_is_over_of_another_authority_or_names_somebody_else_s_entry_opens_nothing()
    {
        await using var lab = await SftpLab.StartAsync(now: TimeProvider.System.GetUtcNow());
        var (browser, passkey, file) = await PersonAsync(lab);
        await CertifyAsync(lab, browser, file);
        var id = (await lab.Keys.OpeningAsync(Stop)).Single(row => row.Until is not null).Id;
        var now = lab.Running.Clock.GetUtcNow();
        using var authority = SshSigner.Load(Path.Combine(lab.Running.Data.SigningKeys, SshAuthority.KeyName));
        using var another = SshSigner.Generate("another authority");
        var subject = SshPublicKey.Parse(await File.ReadAllTextAsync(file + ".pub", Stop));
        var faults = new List<string>();
        foreach (var (what, certificate) in new[]
        {
            ("over", SshCertificate.Write(subject, authority, id, now.AddHours(-2), now.AddHours(-1))),
            ("not yet", SshCertificate.Write(subject, authority, id, now.AddHours(1), now.AddHours(2))),
            ("of another authority", SshCertificate.Write(subject, another, id, now.AddMinutes(-1), now.AddHours(1))),
            ("of another entry", SshCertificate.Write(subject, authority, "c-000000000000", now.AddMinutes(-1), now.AddHours(1))),
            ("of a person, not an entry", SshCertificate.Write(subject, authority, SftpLab.Account, now.AddMinutes(-1), now.AddHours(1))),
        })
        {
            await File.WriteAllTextAsync(file + "-cert.pub", certificate + "\n", Stop);
            if ((await lab.SftpAsync("ls /\n", file)).ExitCode == 0)
            {
                faults.Add(what);
            }
        }

        Assert.Empty(faults);
        await File.WriteAllTextAsync(file + "-cert.pub", SshCertificate.Write(subject, authority, id, now.AddMinutes(-1), now.AddHours(1)) + "\n", Stop);
        Assert.Equal(0, (await lab.SftpAsync("ls /\n", file)).ExitCode);
        browser.Dispose();
        passkey.Dispose();
    }

    [Fact]
    public async Task A_certificate_is_given_freshly_to_an_ed25519_key_of_nobody_and_to_nobody_without_undertaking()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        using var caller = await ApiCaller.ConfirmedAsync(running, officer);
        using var made = SshSigner.Generate("");
        var line = made.PublicKey.ToLine();
        Assert.Equal("SFTP-011", await ApiCaller.CodeAsync(await caller.PostAsync("/api/v1/ssh-certificate", new { key = line })));
        await running.BindAsync("Ève Caradec");
        Assert.Equal("SIGN-005", await ApiCaller.CodeAsync(await caller.PostAsync("/api/v1/ssh-certificate", new { key = Ecdsa() })));
        await ApiCaller.ReadAsync<SshCertified>(await caller.PostAsync("/api/v1/ssh-certificate", new { key = line }));
        Assert.Equal("SFTP-020", await ApiCaller.CodeAsync(await caller.PostAsync("/api/v1/ssh-certificate", new { key = line })));
        running.Clock.Advance(TimeSpan.FromMinutes(10));
        using var later = SshSigner.Generate("");
        Assert.Equal("SERVE-021", await ApiCaller.CodeAsync(await caller.PostAsync("/api/v1/ssh-certificate", new { key = later.PublicKey.ToLine() })));
    }

    private static string Ecdsa()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        static byte[] Field(byte[] bytes) => [0, 0, 0, (byte)bytes.Length, .. bytes];
        byte[] blob = [.. Field("ecdsa-sha2-nistp256"u8.ToArray()), .. Field("nistp256"u8.ToArray()), .. Field([4, .. point.X!, .. point.Y!])];
        return "ecdsa-sha2-nistp256 " + Convert.ToBase64String(blob);
    }

    private static async Task<(Browser Browser, SoftPasskey Passkey, string File)> PersonAsync(SftpLab lab)
    {
        var officer = lab.Running.Open();
        await officer.SignInAsync(lab.Officer);
        var (browser, passkey) = await lab.Running.InvitedAsync(officer, "Nadia Kervella", "operator");
        await lab.Running.BindAsync("Nadia Kervella");
        officer.Dispose();
        return (browser, passkey, lab.Of("id_certified"));
    }

    private static async Task<SshCertified> CertifyAsync(SftpLab lab, Browser browser, string file)
    {
        using var made = SshSigner.Generate("");
        made.Save(file);
        using var caller = await ApiCaller.ConfirmedAsync(lab.Running, browser);
        var certified = await ApiCaller.ReadAsync<SshCertified>(await caller.PostAsync("/api/v1/ssh-certificate", new { key = made.PublicKey.ToLine() }));
        await File.WriteAllTextAsync(file + "-cert.pub", certified.Certificate + "\n", Stop);
        return certified;
    }
}
