using System.Diagnostics;
using System.Globalization;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

/// <summary>Clients that are not OpenSSH's own, each for put, list, get, resume and refusal.</summary>
[Collection(SftpClients.Name)]
public sealed class OtherClientTests(SharedSftpLab shared)
{
    [Fact]
    public async Task Lftp_puts_lists_gets_and_goes_on_after_a_cut()
    {
        ProcessRun.Require("lftp");
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = lab.Make("lftp.bin", 60_000_000);

        using (var cut = Start(lab, "lftp", Lftp(lab, null, $"set net:limit-rate 8000000; put lftp.bin -o /{space.Id}/lftp.bin")))
        {
            await SftpLab.UntilAsync(async () => (await lab.OwnAsync(space)).Any(one => one.Received > 0));
            cut.Kill(entireProcessTree: true);
            await cut.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sessions == 0));
        var stood = Assert.Single(await lab.OwnAsync(space));
        Assert.InRange(stood.Received, 1, sent.Length - 1);
        (await RunAsync(lab, "lftp", Lftp(lab, null, $"put -c lftp.bin -o /{space.Id}/lftp.bin"))).MustSucceed();
        Assert.Equal(stood.Id, Assert.Single(await lab.OwnAsync(space)).Id);
        Assert.Equal(sent, (await lab.OpenedAsync(space))["lftp.bin"]);

        var listed = (await RunAsync(lab, "lftp", Lftp(lab, null, $"cls -l /{space.Id}"))).MustSucceed();
        Assert.Contains("60000000", listed.OutputText, StringComparison.Ordinal);
        (await RunAsync(lab, "lftp", Lftp(lab, lab.TakerKey, $"mirror /{space.Id} lftp-{space.Id}"))).MustSucceed();
        Assert.InRange(Directory.GetFiles(Assert.Single(Directory.GetDirectories(lab.Of("lftp-" + space.Id)))).Length, 6, 7);

        // A get goes on as well: half of a tar is there, and the rest comes.
        (await RunAsync(lab, "lftp", Lftp(lab, lab.TakerKey, $"get /{space.Id}/{stood.Id}.tar -o lftp.tar"))).MustSucceed();
        var whole = lab.Read("lftp.tar");
        await File.WriteAllBytesAsync(lab.Of("half.tar"), whole.AsMemory(0, whole.Length / 2), TestContext.Current.CancellationToken);
        (await RunAsync(lab, "lftp", Lftp(lab, lab.TakerKey, $"get -c /{space.Id}/{stood.Id}.tar -o half.tar"))).MustSucceed();
        Assert.Equal(whole, lab.Read("half.tar"));

        Assert.NotEqual(0, (await RunAsync(lab, "lftp", Lftp(lab, null, $"get /{space.Id}/lftp.bin -o retour.bin"))).ExitCode);
        Assert.NotEqual(0, (await RunAsync(lab, "lftp", Lftp(lab, null, "mkdir /dossier"))).ExitCode);
    }

    [Fact]
    public async Task Rclone_copies_a_folder_in_and_the_sealed_one_out()
    {
        ProcessRun.Require("rclone");
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        Directory.CreateDirectory(lab.Of("rclone-" + space.Id));
        var sent = Enumerable.Range(1, 8).ToDictionary(number => $"r{number}.bin", number => lab.Make($"rclone-{space.Id}/r{number}.bin", number * 400_000));

        (await RunAsync(lab, "rclone", Rclone(lab, lab.Key, "copy", lab.Of("rclone-" + space.Id), $":sftp:/{space.Id}"))).MustSucceed();

        var opened = await lab.OpenedAsync(space);
        Assert.Equal(sent.Keys.Order(StringComparer.Ordinal), opened.Keys.Order(StringComparer.Ordinal));
        Assert.All(sent, one => Assert.Equal(one.Value, opened[one.Key]));
        var listed = (await RunAsync(lab, "rclone", Rclone(lab, lab.Key, "lsf", $":sftp:/{space.Id}"))).MustSucceed();
        Assert.Equal(8, listed.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        (await RunAsync(lab, "rclone", Rclone(lab, lab.TakerKey, "copy", $":sftp:/{space.Id}", lab.Of("sorti-" + space.Id)))).MustSucceed();
        Assert.Equal(24, Directory.GetFiles(lab.Of("sorti-" + space.Id), "*.age", SearchOption.AllDirectories).Length);

        Assert.NotEqual(0, (await RunAsync(lab, "rclone", Rclone(lab, lab.Key, "copy", lab.Of("rclone-" + space.Id), ":sftp:/s-000000000000"))).ExitCode);
        Assert.NotEqual(0, (await RunAsync(lab, "rclone", Rclone(lab, lab.Of("id_nobody"), "lsf", ":sftp:/"))).ExitCode);
    }

    [Fact]
    public async Task Rclone_that_was_cut_sends_again_once_what_is_unfinished_is_removed()
    {
        ProcessRun.Require("rclone");
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        Directory.CreateDirectory(lab.Of("cut-" + space.Id));
        var sent = lab.Make($"cut-{space.Id}/gros.bin", 60_000_000);
        var copy = Rclone(lab, lab.Key, "copy", lab.Of("cut-" + space.Id), $":sftp:/{space.Id}");

        using (var cut = Start(lab, "rclone", [.. copy, "--bwlimit", "8M"]))
        {
            await SftpLab.UntilAsync(async () => (await lab.OwnAsync(space)).Any(one => one.Received > 0));
            cut.Kill(entireProcessTree: true);
            await cut.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sessions == 0));
        Assert.InRange(Assert.Single(await lab.OwnAsync(space)).Received, 1, sent.Length - 1);
        (await RunAsync(lab, "rclone", Rclone(lab, lab.Key, "delete", $":sftp:/{space.Id}"))).MustSucceed();
        (await RunAsync(lab, "rclone", copy)).MustSucceed();

        Assert.Equal(sent, Assert.Single(await lab.OpenedAsync(space)).Value);
    }

    [Fact]
    public async Task Curl_comes_in_where_its_library_knows_one_of_the_two_ciphers_and_is_refused_else()
    {
        ProcessRun.Require("curl");
        var version = (await ProcessRun.RunAsync("curl", ["-V"])).OutputText;
        Assert.SkipUnless(version.Contains("libssh2/", StringComparison.Ordinal), "curl without sftp");
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = lab.Make("curl.bin", 100_000);
        string[] arguments =
        [
            "-sS", "--key", lab.Key, "--pubkey", lab.Key + ".pub", "--insecure", "-u", SftpLab.Account + ":", "-T", lab.Of("curl.bin"),
            $"sftp://127.0.0.1:{lab.Port}/{space.Id}/curl.bin",
        ];

        var put = await RunAsync(lab, "curl", arguments);

        // AES-GCM came into libssh2 with 1.11.0; Debian 12 has 1.10, and every cipher that it knows is CBC, CTR or older.
        if (System.Text.RegularExpressions.Regex.IsMatch(version, @"libssh2/1\.([0-9]|10)\."))
        {
            Assert.Equal(2, put.ExitCode);
            Assert.Empty(await lab.OwnAsync(space));
            return;
        }

        put.MustSucceed();
        Assert.Equal(sent, (await lab.OpenedAsync(space))["curl.bin"]);
        Assert.NotEqual(0, (await RunAsync(lab, "curl", ["-sS", "--key", lab.Key, "--pubkey", lab.Key + ".pub", "--insecure", "-u", SftpLab.Account + ":", $"sftp://127.0.0.1:{lab.Port}/{space.Id}/curl.bin"])).ExitCode);
    }

    private static string[] Lftp(SftpLab lab, string? key, string what)
    {
        var ssh = string.Join(' ', lab.SshOptions(key).Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"'{word}'" : word));
        return ["--norc", "-c", $"set sftp:connect-program \"ssh -a -x {ssh}\"; set net:max-retries 1; set cmd:fail-exit yes; open -u {SftpLab.Account}, -p {lab.Port} sftp://127.0.0.1; {what}"];
    }

    private static string[] Rclone(SftpLab lab, string key, params string[] what) =>
    [
        "--config", "/dev/null", "--retries", "1", "--low-level-retries", "1", "--sftp-host", "127.0.0.1", "--sftp-port", lab.Port.ToString(CultureInfo.InvariantCulture),
        "--sftp-user", SftpLab.Account, "--sftp-key-file", key, "--sftp-known-hosts-file", lab.KnownHosts, "--sftp-disable-hashcheck", "--sftp-shell-type", "none", .. what,
    ];

    private static Task<ProcessResult> RunAsync(SftpLab lab, string program, IEnumerable<string> arguments) =>
        ProcessRun.RunAsync(program, arguments, folder: lab.Folder, environment: new Dictionary<string, string?> { ["HOME"] = lab.Folder }, seconds: 120);

    private static Process Start(SftpLab lab, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = lab.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = lab.Folder;
        return Process.Start(start)!;
    }
}
