using System.Formats.Tar;
using System.Text;
using Ecluse.Age;
using Ecluse.Cli.Verbs;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Cli.Remote;

/// <summary>What comes out of an object's tar, and what a storage that lost, doubled or mixed files of it does not get past.</summary>
public sealed class JoinedObjectTests : IDisposable
{
    private const string Id = "o-0123456789ab";

    private readonly AgeIdentity identity = AgeIdentity.New(AgeKeyKind.X25519);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_object_comes_out_with_its_name_and_its_end()
    {
        var (opened, bytes) = await OpenAsync(Name, Part(1, "one "), Part(2, "two"), End(2, 7));
        Assert.Equal(("Résultats.csv", "one two", new ObjectEnd(Id, 2, 7)), (opened.Name, bytes, opened.End));
        Assert.Equal((7, 2), (opened.Length, opened.Segments));

        (opened, bytes) = await OpenAsync(Name, Part(1, "a file that its sender sealed"), End(1, null));
        Assert.Equal(("a file that its sender sealed", (long?)null), (bytes, opened.End!.Bytes));
        Assert.Equal("", (await OpenAsync(Name, End(0, 0))).Bytes);
    }

    [Fact]
    public async Task What_is_missing_behind_is_noticed_though_each_file_that_is_there_is_whole()
    {
        // The last segment, the last two, all of them; with the end, and without.
        await RefusedAsync("SEAL-008", Name, Part(1, "one "), End(2, 7));
        await RefusedAsync("SEAL-008", Name, End(2, 7));
        await RefusedAsync("SEAL-008", Name, End(1, null));
        await RefusedAsync("SEAL-007", Name, Part(1, "one "), Part(2, "two"));
        await RefusedAsync("SEAL-007", Name, Part(1, "one "));
        await RefusedAsync("SEAL-007", Name);

        // As many, and other bytes: a segment of another object; and more than there were.
        await RefusedAsync("SEAL-008", Name, Part(1, "one "), Part(2, "twice"), End(2, 7));
        await RefusedAsync("SEAL-008", Name, Part(1, "one "), Part(2, "two"), Part(3, ""), End(2, 7));
        await RefusedAsync("SEAL-008", Name, Part(1, "one "), Part(2, "two"), End(2, null));
    }

    [Fact]
    public async Task What_is_not_an_end_or_not_in_its_place_is_no_object()
    {
        await RefusedAsync("SEAL-006", Name, End(0, 0), Part(1, "one "));
        await RefusedAsync("SEAL-006", Name, Part(1, "one "), End(1, 4), End(1, 4));
        await RefusedAsync("SEAL-006", Part(1, "one "), Name, End(1, 4));
        await RefusedAsync("SEAL-006", Part(1, "one "), End(1, 4));
        await RefusedAsync("SEAL-006", Name, Part(2, "two"), End(1, 3));
        foreach (var text in new[]
        {
            "two", "{}", "{\"bytes\":4,\"object\":\"o-0123456789ab\",\"segments\":1,\"type\":\"object-end/2\"}",
            "{\"bytes\":-4,\"object\":\"o-0123456789ab\",\"segments\":1,\"type\":\"object-end/1\"}",
            "{\"bytes\":4,\"object\":\"../o-0123456789\",\"segments\":1,\"type\":\"object-end/1\"}",
            "{\"bytes\": 4,\"object\":\"o-0123456789ab\",\"segments\":1,\"type\":\"object-end/1\"}", new string(' ', 5000),
        })
        {
            await RefusedAsync("SEAL-006", Name, Part(1, "one "), (TakenObject.EndFile, Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public async Task Without_an_end_it_opens_where_that_is_said_and_an_end_that_is_there_counts_all_the_same()
    {
        Assert.Equal("one two", (await OpenAsync(true, Name, Part(1, "one "), Part(2, "two"))).Bytes);
        Assert.Equal("SEAL-008", (await Assert.ThrowsAsync<EcluseException>(() => OpenAsync(true, Name, Part(1, "one "), End(2, 7)))).Code);
    }

    [Fact]
    public async Task The_command_keeps_no_file_of_an_object_whose_end_is_missing_unless_it_is_told_to()
    {
        using var folder = new TestFolder();
        var (tar, key, got) = (folder.Of("o.tar"), folder.Of("key"), folder.Of("got.csv"));
        await File.WriteAllBytesAsync(tar, await TarAsync([Name, Part(1, "one ")]), Stop);
        await File.WriteAllBytesAsync(key, [.. identity.ExportSecret(), (byte)'\n'], Stop);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var refused = await RunAsync("unseal", "-i", key, "-o", got, tar);
        Assert.Equal(12, refused.ExitCode);
        Assert.Contains("SEAL-007", refused.ErrorText, StringComparison.Ordinal);
        Assert.False(File.Exists(got));
        (await RunAsync("unseal", "--without-end", "-i", key, "-o", got, tar)).MustSucceed();
        Assert.Equal("one ", await File.ReadAllTextAsync(got, Stop));
    }

    public void Dispose() => identity.Dispose();

    private static (string Name, byte[] Plain) Name => (TakenObject.NameFile, Encoding.UTF8.GetBytes("Résultats.csv"));

    private static (string Name, byte[] Plain) Part(int number, string text) => ($"{number:000000}.age", Encoding.UTF8.GetBytes(text));

    private static (string Name, byte[] Plain) End(int segments, long? bytes) =>
        (TakenObject.EndFile, CanonicalDocument.Write(new ObjectEnd(Id, segments, bytes)));

    private static Task<ProcessResult> RunAsync(params string[] args) => ProcessRun.RunAsync(
        Programs.Find("dotnet")!, ["exec", typeof(CommandLine).Assembly.Location, .. args, "--lang", "en"], seconds: 120);

    private async Task RefusedAsync(string code, params (string Name, byte[] Plain)[] files) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<EcluseException>(() => OpenAsync(files))).Code);

    private Task<(JoinedResult Opened, string Bytes)> OpenAsync(params (string Name, byte[] Plain)[] files) => OpenAsync(false, files);

    private async Task<(JoinedResult Opened, string Bytes)> OpenAsync(bool mayLackEnd, params (string Name, byte[] Plain)[] files)
    {
        using var output = new MemoryStream();
        var opened = await JoinedObject.OpenAsync(new MemoryStream(await TarAsync(files)), [identity], output, mayLackEnd, Stop);
        return (opened, Encoding.UTF8.GetString(output.ToArray()));
    }

    private async Task<byte[]> TarAsync((string Name, byte[] Plain)[] files)
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, plain) in files)
            {
                await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Seal(plain)) }, Stop);
            }
        }

        return tar.ToArray();
    }

    private byte[] Seal(byte[] plain)
    {
        using var sealedBytes = new MemoryStream();
        using (var sealing = AgeEncryptor.Start(sealedBytes, [identity.Recipient], leaveOpen: true))
        {
            sealing.Write(plain);
            sealing.Complete();
        }

        return sealedBytes.ToArray();
    }
}
