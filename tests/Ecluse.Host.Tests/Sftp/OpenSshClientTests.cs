using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using Ecluse.Age;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

[Collection(SftpClients.Name)]
public sealed class OpenSshClientTests(SharedSftpLab shared)
{
    [Fact]
    public async Task Sftp_puts_and_lists_and_whoever_takes_gets_what_only_they_can_open()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = lab.Make("envoi.bin", 20_000_000);

        var put = (await lab.SftpAsync($"""
            ls /
            cd {space.Id}
            put envoi.bin "résultats de Mme X.bin"
            ls -l "résultats de Mme X.bin"
            ls -l

            """)).MustSucceed();
        Assert.Contains(space.Id, put.OutputText, StringComparison.Ordinal);
        Assert.Equal(2, put.OutputText.Split('\n').Count(line => line.StartsWith("-rw-------", StringComparison.Ordinal) && line.Contains(" 20000000 ", StringComparison.Ordinal)));

        var got = (await lab.SftpAsync($"get -r /{space.Id} pris-{space.Id}\n", lab.TakerKey)).MustSucceed();
        Assert.NotNull(got);
        var folder = Assert.Single(Directory.GetDirectories(lab.Of("pris-" + space.Id)));
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["000001.age", "000002.age", "end.age", "name.age"], files.Select(file => Path.GetFileName(file)));
        Assert.Equal((byte[])[.. "résultats de Mme X.bin"u8], Unsealed(lab, files[3]));
        Assert.Equal(sent, (byte[])[.. Unsealed(lab, files[0]), .. Unsealed(lab, files[1])]);
    }

    [Fact]
    public async Task An_object_is_got_as_one_tar_that_no_listing_names()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = lab.Make("tout.bin", 17_000_000);
        (await lab.SftpAsync($"put tout.bin /{space.Id}/tout.bin\n")).MustSucceed();
        var id = Assert.Single(await lab.OwnAsync(space)).Id;

        var got = (await lab.SftpAsync($"ls /{space.Id}\nget /{space.Id}/{id}.tar\n", lab.TakerKey)).MustSucceed();
        Assert.DoesNotContain(".tar", got.OutputText.Split('\n').First(line => !line.StartsWith("sftp>", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(sent, OpenedTar(lab, $"{id}.tar"));
        Assert.NotEqual(0, (await lab.SftpAsync($"get /{space.Id}/{id}.tar again.tar\n")).ExitCode);
        Assert.NotEqual(0, (await lab.SftpAsync($"get /{space.Id}/o-000000000000.tar\n", lab.TakerKey)).ExitCode);
    }

    [Fact]
    public async Task What_was_put_is_not_given_back_and_is_removed_by_whoever_put_it()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        lab.Make("a.bin", 1000);
        (await lab.SftpAsync($"put a.bin /{space.Id}/a.bin\n")).MustSucceed();

        Assert.NotEqual(0, (await lab.SftpAsync($"get /{space.Id}/a.bin retour.bin\n")).ExitCode);
        Assert.NotEqual(0, (await lab.SftpAsync($"put a.bin /{space.Id}/a.bin\n")).ExitCode);
        (await lab.SftpAsync($"rm /{space.Id}/a.bin\nput a.bin /{space.Id}/a.bin\nrename /{space.Id}/a.bin /{space.Id}/b.bin\n")).MustSucceed();
        Assert.Equal(["b.bin"], (await lab.OpenedAsync(space)).Keys);
    }

    [Fact]
    public async Task Scp_puts_a_folder_of_files()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = new[] { "un.txt", "deux.txt", "trois.txt" }.ToDictionary(name => name, name => lab.Make(name, 5000));

        (await ScpAsync(lab, null, [.. sent.Keys, $"{SftpLab.Account}@127.0.0.1:/{space.Id}/"])).MustSucceed();

        var there = await lab.OpenedAsync(space);
        Assert.Equal(sent.Keys.Order(StringComparer.Ordinal), there.Keys.Order(StringComparer.Ordinal));
        Assert.All(sent, one => Assert.Equal(one.Value, there[one.Key]));
    }

    [Fact]
    public async Task Scp_gets_what_is_there_and_is_refused_what_is_not_its_own()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = lab.Make("scp.bin", 17_000_000);
        (await ScpAsync(lab, null, "scp.bin", There("scp.bin"))).MustSucceed();
        var id = Assert.Single(await lab.OwnAsync(space)).Id;

        (await ScpAsync(lab, lab.TakerKey, "-r", There(id), "scp-folder")).MustSucceed();
        (await ScpAsync(lab, lab.TakerKey, There(id + ".tar"), "scp.tar")).MustSucceed();
        Assert.Equal(sent, OpenedTar(lab, "scp.tar"));
        Assert.Equal(sent, (byte[])[.. Unsealed(lab, lab.Of("scp-folder/000001.age")), .. Unsealed(lab, lab.Of("scp-folder/000002.age"))]);

        Assert.NotEqual(0, (await ScpAsync(lab, null, There("scp.bin"), "back.bin")).ExitCode);
        Assert.NotEqual(0, (await ScpAsync(lab, null, "scp.bin", There("scp.bin"))).ExitCode);
        Assert.NotEqual(0, (await ScpAsync(lab, lab.TakerKey, "scp.bin", There("other.bin"))).ExitCode);
        Assert.NotEqual(0, (await ScpAsync(lab, null, "scp.bin", $"{SftpLab.Account}@127.0.0.1:/s-000000000000/scp.bin")).ExitCode);
        var old = await ScpAsync(lab, null, "-O", "scp.bin", There("old-protocol.bin"));
        Assert.Contains("SFTP-024", old.ErrorText, StringComparison.Ordinal);
        Assert.NotEqual(0, old.ExitCode);
        Assert.False(File.Exists(lab.Of("back.bin")));
        Assert.Equal(sent, Assert.Single(await lab.OpenedAsync(space)).Value);

        string There(string name) => $"{SftpLab.Account}@127.0.0.1:/{space.Id}/{name}";
    }

    [Fact]
    public async Task A_get_that_was_cut_goes_on_where_it_stands()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = lab.Make("reget.bin", 17_000_000);
        (await lab.SftpAsync($"put reget.bin /{space.Id}/reget.bin\n")).MustSucceed();
        var tar = $"/{space.Id}/{Assert.Single(await lab.OwnAsync(space)).Id}.tar";
        (await lab.SftpAsync($"get {tar} whole.tar\n", lab.TakerKey)).MustSucceed();
        var whole = lab.Read("whole.tar");
        await File.WriteAllBytesAsync(lab.Of("cut.tar"), whole.AsMemory(0, 5_000_001), TestContext.Current.CancellationToken);

        (await lab.SftpAsync($"reget {tar} cut.tar\n", lab.TakerKey)).MustSucceed();

        Assert.Equal(whole, lab.Read("cut.tar"));
        Assert.Equal(sent, OpenedTar(lab, "cut.tar"));
    }

    [Fact]
    public async Task A_put_that_was_cut_goes_on_where_it_stands()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = lab.Make("gros.bin", 60_000_000);

        await CutAsync(lab, space, $"put gros.bin /{space.Id}/gros.bin\n");
        var stood = await SettledAsync(lab, space);
        Assert.InRange(stood, 1, sent.Length - 1);

        (await lab.SftpAsync($"reput gros.bin /{space.Id}/gros.bin\n")).MustSucceed();
        Assert.Equal(sent, (await lab.OpenedAsync(space))["gros.bin"]);
    }

    [Fact]
    public async Task Sealed_before_sending_is_kept_as_it_is_and_anything_else_refused()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync(Grade.EndToEnd);
        var plain = lab.Make("clair.bin", 100_000);
        await File.WriteAllBytesAsync(lab.Of("scelle.age"), Seal(lab, plain), TestContext.Current.CancellationToken);

        Assert.NotEqual(0, (await lab.SftpAsync($"put clair.bin /{space.Id}/clair.bin\n")).ExitCode);
        (await lab.SftpAsync($"put scelle.age /{space.Id}/scelle.age\n")).MustSucceed();

        var (name, bytes) = Assert.Single(await lab.OpenedAsync(space));
        Assert.Equal("scelle.age", name);
        Assert.Equal(plain, bytes);
        Assert.Single(await lab.Running.Installation.Exchange.ListAsync(space.Id, await lab.Running.PersonAsync(SftpLab.First), TestContext.Current.CancellationToken));
    }

    private static Task<ProcessResult> ScpAsync(SftpLab lab, string? key, params string[] what) => ProcessRun.RunAsync(
        "scp", ["-q", "-p", "-P", lab.Port.ToString(CultureInfo.InvariantCulture), .. lab.SshOptions(key), .. what], folder: lab.Folder);

    // With a reader of tars that is not ours.
    private static byte[] OpenedTar(SftpLab lab, string tar)
    {
        using var file = File.OpenRead(lab.Of(tar));
        using var reader = new TarReader(file);
        var joined = new MemoryStream();
        while (reader.GetNextEntry() is { } entry)
        {
            joined.Write(entry.Name[0] == '0' ? lab.Unseal(entry.DataStream!) : []);
        }

        return joined.ToArray();
    }

    // Killed once the server has a byte and before it has all of them: the connection is throttled so that there is such a moment.
    private static async Task CutAsync(SftpLab lab, Space space, string batch)
    {
        var start = new ProcessStartInfo(
            "sftp", ["-l", "48000", "-b", "-", "-P", lab.Port.ToString(CultureInfo.InvariantCulture), .. lab.SshOptions(), $"{SftpLab.Account}@127.0.0.1"])
        {
            RedirectStandardInput = true, WorkingDirectory = lab.Folder,
        };
        using var client = Process.Start(start)!;
        await client.StandardInput.WriteAsync(batch);
        await client.StandardInput.FlushAsync();
        await SftpLab.UntilAsync(async () => (await lab.OwnAsync(space)).Any(one => one.Received > 0));
        client.Kill(entireProcessTree: true);
        await client.WaitForExitAsync();
    }

    private static async Task<long> SettledAsync(SftpLab lab, Space space)
    {
        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sessions == 0));
        return Assert.Single(await lab.OwnAsync(space)).Received;
    }

    private static byte[] Unsealed(SftpLab lab, string file)
    {
        using var stream = File.OpenRead(file);
        return lab.Unseal(stream);
    }

    private static byte[] Seal(SftpLab lab, byte[] plain)
    {
        using var sealedBytes = new MemoryStream();
        using (var writer = AgeEncryptor.Start(sealedBytes, [lab.Identity.Recipient], leaveOpen: true))
        {
            writer.Write(plain);
            writer.Complete();
        }

        return sealedBytes.ToArray();
    }
}
