using System.Globalization;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

/// <summary>The SSH layer asked from outside: what sshd says it would do, and every algorithm that this machine's ssh knows, offered one at a time.</summary>
[Collection(SftpClients.Name)]
public sealed class SshdConfigurationTests(SharedSftpLab shared)
{
    private static readonly string[] Ciphers = ["aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com"];
    private static readonly string[] Exchanges = ["curve25519-sha256", "curve25519-sha256@libssh.org", "sntrup761x25519-sha512@openssh.com"];
    private static readonly string[] HostKeys = ["ecdsa-sha2-nistp256", "rsa-sha2-512", "ssh-ed25519"];

    [Fact]
    public async Task Sshd_itself_says_what_it_does_and_what_not()
    {
        var lab = await shared.OpenAsync();
        var said = (await ProcessRun.RunAsync(SshdPlace.Sshd, ["-T", "-f", lab.Sftp.Place.Configuration])).MustSucceed().OutputText
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).ToLookup(words => words[0], words => words.ElementAtOrDefault(1) ?? "");

        Assert.Equal(Exchanges.Order(), Words("kexalgorithms"));
        Assert.Equal(Ciphers.Order(), Words("ciphers"));
        Assert.Equal(HostKeys.Order(), Words("hostkeyalgorithms"));
        foreach (var no in new[]
        {
            "passwordauthentication", "kbdinteractiveauthentication", "hostbasedauthentication", "gssapiauthentication", "permitemptypasswords", "usepam",
            "allowtcpforwarding", "allowstreamlocalforwarding", "allowagentforwarding", "x11forwarding", "gatewayports", "permittunnel", "permittty", "permituserrc",
            "permituserenvironment", "printmotd", "compression", "usedns",
        })
        {
            Assert.Equal("no", Assert.Single(said[no]));
        }

        Assert.Equal("yes", Assert.Single(said["disableforwarding"]));
        Assert.Equal("publickey", Assert.Single(said["authenticationmethods"]));
        Assert.Contains("verify-required", Assert.Single(said["pubkeyauthoptions"]), StringComparison.Ordinal);
        Assert.Equal("3072", Assert.Single(said["requiredrsasize"]));
        Assert.Equal("none", Assert.Single(said["trustedusercakeys"]));
        Assert.Equal("none", Assert.Single(said["authorizedkeyscommand"]));
        Assert.Empty(said["acceptenv"]);
        Assert.Equal(SftpLab.Account, Assert.Single(said["allowusers"]));
        Assert.Equal($"127.0.0.1:{lab.Port}", Assert.Single(said["listenaddress"]));

        IEnumerable<string> Words(string option) => Assert.Single(said[option]).Split(',').Order();
    }

    [Theory]
    [InlineData("cipher", "Ciphers")]
    [InlineData("kex", "KexAlgorithms")]
    [InlineData("HostKeyAlgorithms", "HostKeyAlgorithms")]
    public async Task Of_all_that_ssh_knows_only_what_is_listed_is_agreed(string query, string option)
    {
        var lab = await shared.OpenAsync();
        var known = (await ProcessRun.RunAsync("ssh", ["-Q", query])).MustSucceed().OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct();
        var agreed = new List<string>();
        foreach (var one in known)
        {
            // Without certificates here, their algorithms name the keys behind them.
            if ((await lab.SftpAsync("ls /\n", null, "-o", $"{option}={one}")).ExitCode == 0)
            {
                agreed.Add(one);
            }
        }

        var listed = query switch { "cipher" => Ciphers, "kex" => Exchanges, _ => HostKeys };
        Assert.Equal(listed.Order(), agreed.Order());
    }

    [Fact]
    public async Task Keys_of_each_kind_open_and_weak_ones_do_not()
    {
        var lab = await shared.OpenAsync();
        var person = await lab.Running.PersonAsync(SftpLab.First);
        foreach (var (kind, bits) in new[] { ("ecdsa", "256"), ("ecdsa", "384"), ("ecdsa", "521"), ("rsa", "3072") })
        {
            var file = lab.Of($"id_{kind}_{bits}");
            await lab.AddKeyAsync(file, kind, person, "-b", bits);
            (await lab.SftpAsync("ls /\n", file)).MustSucceed();
        }

        var signedSha256 = await lab.SftpAsync("ls /\n", lab.Of("id_rsa_3072"), "-o", "PubkeyAcceptedAlgorithms=rsa-sha2-256");
        Assert.NotEqual(0, signedSha256.ExitCode);
        var weak = await Assert.ThrowsAsync<Errors.EcluseException>(() => lab.AddKeyAsync(lab.Of("id_weak"), "rsa", person, "-b", "2048"));
        Assert.Equal("SIGN-006", weak.Code);
        Assert.NotEqual(0, (await lab.SftpAsync("ls /\n", lab.Of("id_weak"))).ExitCode);
    }

    [Fact]
    public async Task A_security_key_opens_with_touch_and_PIN_and_not_with_touch_alone()
    {
        const string Dummy = "/usr/lib/openssh/regress/misc/sk-dummy/sk-dummy.so";
        Assert.SkipUnless(File.Exists(Dummy), "sk-dummy.so (Debian: openssh-tests) is not installed");
        var lab = await shared.OpenAsync();
        var person = await lab.Running.PersonAsync(SftpLab.First);
        var (touched, verified) = (lab.Of("id_sk_touch"), lab.Of("id_sk_pin"));
        await lab.AddKeyAsync(touched, "ed25519-sk", person, "-w", Dummy);
        await lab.AddKeyAsync(verified, "ed25519-sk", person, "-w", Dummy, "-O", "verify-required");

        Assert.NotEqual(0, (await lab.SftpAsync("ls /\n", touched, "-o", $"SecurityKeyProvider={Dummy}")).ExitCode);
        var opened = await lab.SftpAsync("ls /\n", verified, "-o", $"SecurityKeyProvider={Dummy}");
        Assert.SkipWhen(opened.ErrorText.Contains("PIN", StringComparison.Ordinal), "ssh asks a person for the PIN here");
        opened.MustSucceed();
    }

    [Theory]
    [InlineData("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1")]
    [InlineData("-W", "127.0.0.1:22")]
    [InlineData("-tt")]
    [InlineData("id")]
    [InlineData("-s", "netconf")]
    public async Task Nothing_but_the_forced_command_runs(params string[] asked)
    {
        var lab = await shared.OpenAsync();
        var port = lab.Port.ToString(CultureInfo.InvariantCulture);
        string[] options = [.. asked.Where(word => word is not ("id" or "netconf"))];
        string[] command = [.. asked.Where(word => word is "id" or "netconf")];

        var result = await ProcessRun.RunAsync("ssh", ["-p", port, .. lab.SshOptions(), .. options, $"{SftpLab.Account}@127.0.0.1", .. command]);

        Assert.DoesNotContain("uid=", result.OutputText, StringComparison.Ordinal);
        if (asked[0] is "-N" or "-W")
        {
            Assert.NotEqual(0, result.ExitCode);
        }
        else if (asked[0] == "-tt")
        {
            Assert.Contains("PTY allocation request failed", result.ErrorText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_key_that_was_added_nobody_comes_in_and_no_other_way_is_offered()
    {
        var lab = await shared.OpenAsync();
        var stranger = lab.Of("id_stranger");
        (await ProcessRun.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", stranger])).MustSucceed();

        var refused = await ProcessRun.RunAsync(
            "ssh", ["-p", lab.Port.ToString(CultureInfo.InvariantCulture), .. lab.SshOptions(stranger), $"{SftpLab.Account}@127.0.0.1", "-s", "sftp"]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("Permission denied (publickey)", refused.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_folder_and_files_are_their_owners_alone()
    {
        var lab = await shared.OpenAsync();
        var place = lab.Sftp.Place;

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(place.Folder));
        foreach (var file in new[] { place.HostKey("ed25519"), place.HostKey("ecdsa"), place.HostKey("rsa"), place.AuthorizedKeys, place.Configuration, place.Bans, place.Door })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.DoesNotContain("somebody@somewhere", await File.ReadAllTextAsync(place.AuthorizedKeys, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
