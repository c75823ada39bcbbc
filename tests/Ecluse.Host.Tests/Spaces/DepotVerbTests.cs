using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecluse.Cli;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Api;
using Ecluse.Spaces;
using Ecluse.Storage.Spaces;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Spaces;

/// <summary><c>ecluse depot</c> at a server: processes of their own, each with its person's token.</summary>
public sealed class DepotVerbTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_sent_over_a_line_that_is_cut_is_taken_over_a_line_that_is_cut_and_opens_with_its_name()
    {
        await using var seat = await SpaceSeat.StartAsync();
        await using var line = new CuttingProxy(seat.Running.Server.Port) { CutUp = 6_000_000 };
        await SignInAsync(seat, line.Address);
        var space = await OpenAsync(seat, line.Address);
        var bytes = await MakeAsync("résultats de mars.csv", 9_000_000);

        var sent = (await AsAsync("sender", "depot", "send", space, folder.Of("résultats de mars.csv"), "-r", seat.Identity.Recipient.ToString()!, "--server", line.Address.ToString())).MustSucceed();
        Assert.True(line.Reached.IsCompleted);
        var id = sent.OutputText.Split(':')[0];
        Assert.Equal(
            $"{id}: sent, 9,003,260 bytes; sealed here, name included, for {seat.Identity.Recipient}\n", sent.OutputText);
        var shown = (await AsAsync("taker", "depot", "show", space, "--server", line.Address.ToString())).MustSucceed().OutputText;
        Assert.Contains($"{id}  complete, 9,003,260 bytes", shown, StringComparison.Ordinal);

        line.CutDown = 5_000_000;
        var taken = (await AsAsync("taker", "depot", "take", space, id, "-i", Key(seat), "-o", folder.Of("taken.csv"), "--server", line.Address.ToString())).MustSucceed();
        Assert.Null(line.CutDown);
        Assert.Equal("opened 9000000 bytes, all verified; it was called résultats de mars.csv\n", taken.OutputText);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Of("taken.csv"), Stop));

        // Without the identity: sealed, for another machine to open. And what is complete is not sent again.
        (await AsAsync("taker", "depot", "take", space, id, "-o", folder.Of("taken.tar"), "--server", line.Address.ToString())).MustSucceed();
        (await AsAsync("taker", "unseal", "-i", Key(seat), "-o", folder.Of("again.csv"), folder.Of("taken.tar"))).MustSucceed();
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Of("again.csv"), Stop));
        Refused("SPACE-006", await AsAsync("sender", "depot", "send", space, folder.Of("résultats de mars.csv"), "--server", line.Address.ToString()));
        await NothingInClearAsync(seat, "résultats de mars", bytes.AsMemory(4000, 64));
    }

    [Fact]
    public async Task A_send_that_was_killed_goes_on_when_it_is_run_again()
    {
        await using var seat = await SpaceSeat.StartAsync();
        await using var line = new CuttingProxy(seat.Running.Server.Port) { CutUp = 7_000_000, StandsStillInstead = true };
        await SignInAsync(seat, line.Address);
        await SignInAsync(seat, seat.Running.Server.Address);
        var space = await OpenAsync(seat, seat.Running.Server.Address);
        var bytes = await MakeAsync("gros.bin", 12_000_000);

        using (var killed = Process.Start(Started("sender", "depot", "send", space, folder.Of("gros.bin"), "--server", line.Address.ToString()))!)
        {
            await line.Reached;
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync(Stop);
        }

        var sent = (await AsAsync("sender", "depot", "send", space, folder.Of("gros.bin"), "--server", seat.Running.Server.Address.ToString(), "--json")).MustSucceed();
        var said = JsonDocument.Parse(sent.Output).RootElement;
        Assert.InRange(said.GetProperty("from").GetInt64(), 4_000_000, 7_000_000);
        (await AsAsync(
            "taker", "depot", "take", space, said.GetProperty("sent").GetString()!, "-i", Key(seat), "-o", folder.Of("taken"), "--server", seat.Running.Server.Address.ToString())).MustSucceed();
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Of("taken"), Stop));
    }

    [Fact]
    public async Task A_space_on_arrival_an_empty_file_and_what_lies_in_this_very_folder_are_taken_too()
    {
        await using var seat = await SpaceSeat.StartAsync(running: await RunningServer.StartAsync(now: TimeProvider.System.GetUtcNow()));
        var server = seat.Running.Server.Address.ToString();
        await SignInAsync(seat, seat.Running.Server.Address);
        var space = await OpenAsync(seat, seat.Running.Server.Address, "--on-arrival", "--mebibytes", "64", "--objects", "3", "--days", "2");
        var bytes = await MakeAsync("a.bin", 20_000_000);
        await MakeAsync("vide.txt", 0);
        foreach (var name in new[] { "a.bin", "vide.txt" })
        {
            var id = (await AsAsync("sender", "depot", "send", space, folder.Of(name), "--server", server, "--lang", "fr")).MustSucceed().OutputText.Split(' ')[0];
            (await AsAsync("taker", "depot", "take", space, id, "-i", Key(seat), "-o", folder.Of("out-" + name), "--server", server)).MustSucceed();
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Of("out-a.bin"), Stop));
        Assert.Empty(await File.ReadAllBytesAsync(folder.Of("out-vide.txt"), Stop));

        // The people of the server's own machine: by the person who is linked to this account of it.
        var there = (await seat.Running.Installation.Spaces.ObjectsAsync(space, Stop)).Single(one => one.Received == 20_000_000).Id;
        Refused("PERSON-002", await HereAsync(seat, "depot", "take", space, there, "-i", Key(seat)));
        (await HereAsync(seat, "person", "link", await seat.Running.PersonAsync("Théo Kerbrat"))).MustSucceed();
        (await HereAsync(seat, "depot", "take", space, there, "-i", Key(seat), "-o", folder.Of("here"))).MustSucceed();
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Of("here"), Stop));

        (await HereAsync(seat, "depot", "erase", space)).MustSucceed();
        Assert.Contains(there, (await HereAsync(seat, "certificate", "show", space)).MustSucceed().OutputText, StringComparison.Ordinal);
        Refused("SPACE-002", await AsAsync("taker", "depot", "take", space, there, "--server", server));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_nothing_of_it_is_kept()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var server = seat.Running.Server.Address.ToString();
        await SignInAsync(seat, seat.Running.Server.Address);
        var space = await OpenAsync(seat, seat.Running.Server.Address);
        await MakeAsync("a.bin", 100_000);

        Refused("REMOTE-009", await AsAsync("sender", "depot", "send", space, folder.Of("a.bin"), "-r", Ecluse.Age.AgeIdentity.New(Ecluse.Age.AgeKeyKind.X25519).Recipient.ToString()!, "--server", server));
        Refused("SEAL-004", await AsAsync("sender", "depot", "send", space, folder.Of("nothing"), "--server", server));
        Refused("REMOTE-007", await AsAsync("sender", "depot", "send", space, folder.Of("a.bin")));
        Refused("SPACE-007", await AsAsync("taker", "depot", "send", space, folder.Of("a.bin"), "--server", server));
        Refused("SPACE-001", await AsAsync("sender", "depot", "send", "s-000000000000", folder.Of("a.bin"), "--server", server));
        Refused("SPACE-010", await AsAsync("taker", "depot", "new", seat.Instruction.Number, "--direction", "to-processor", "--person", "Nobody", "-r", seat.Identity.Recipient.ToString()!, "--erase-by", "2026-03-05T08:00:00Z", "--server", server));
        Refused("SPACE-010", await AsAsync("taker", "depot", "new", seat.Instruction.Number, "--direction", "to-processor", "--person", "Nora Sauldre", "-r", seat.Identity.Recipient.ToString()!, "--erase-by", "tomorrow", "--server", server));
        Assert.Empty(await seat.Running.Installation.Spaces.ObjectsAsync(space, Stop));

        // An object that lost its end, as the state tells it.
        var id = (await AsAsync("sender", "depot", "send", space, folder.Of("a.bin"), "--server", server)).MustSucceed().OutputText.Split(':')[0];
        await using (var state = seat.Running.Data.Open())
        {
            await state.Set<SpaceObjectRow>().Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Received, one => one.Received + 1), Stop);
        }

        Refused("REMOTE-010", await AsAsync("taker", "depot", "take", space, id, "-i", Key(seat), "-o", folder.Of("taken"), "--server", server));
        Assert.False(File.Exists(folder.Of("taken")));
        Assert.Contains(space, (await AsAsync("taker", "depot", "list", "--server", server)).MustSucceed().OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_object_given_out_under_another_one_s_id_is_not_taken_for_it()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var server = seat.Running.Server.Address.ToString();
        await SignInAsync(seat, seat.Running.Server.Address);
        var space = await OpenAsync(seat, seat.Running.Server.Address);
        var ids = new List<string>();
        foreach (var name in new[] { "a.bin", "b.bin" })
        {
            await MakeAsync(name, 100_000);
            ids.Add((await AsAsync("sender", "depot", "send", space, folder.Of(name), "--server", server)).MustSucceed().OutputText.Split(':')[0]);
        }

        await using (var state = seat.Running.Data.Open())
        {
            await state.Set<SegmentRow>().Where(row => row.Object == ids[0]).ExecuteUpdateAsync(row => row.SetProperty(one => one.Object, "moving"), Stop);
            await state.Set<SegmentRow>().Where(row => row.Object == ids[1]).ExecuteUpdateAsync(row => row.SetProperty(one => one.Object, ids[0]), Stop);
        }

        Refused("SEAL-009", await AsAsync("taker", "depot", "take", space, ids[0], "-i", Key(seat), "-o", folder.Of("taken"), "--server", server));
        Assert.False(File.Exists(folder.Of("taken")));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_is_not_sent_as_a_mixture()
    {
        await MakeAsync("a.bin", 100_000);
        using var sent = new SentFile(folder.Of("a.bin"));
        Assert.Equal(100_000, sent.From("o-0123456789ab", 0).Length);
        await File.AppendAllTextAsync(folder.Of("a.bin"), "more", Stop);
        Assert.Equal("REMOTE-011", Assert.Throws<EcluseException>(() => sent.From("o-0123456789ab", 0)).Code);
    }

    public void Dispose() => folder.Dispose();

    private static void Refused(string code, ProcessResult result)
    {
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(code, result.ErrorText, StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync(SpaceSeat seat, Uri server, params string[] more) => (await AsAsync(
        "taker", ["depot", "new", seat.Instruction.Number, "--direction", "to-processor", "--person", "Nora Sauldre", "--person", await seat.Running.PersonAsync("Théo Kerbrat"),
            "-r", seat.Identity.Recipient.ToString()!, "--erase-by", $"{seat.Running.Clock.GetUtcNow().AddDays(5):yyyy-MM-dd'T'HH:mm:ss}Z", "--server", server.ToString(), .. more])).MustSucceed().OutputText.Split(':')[0];

    // Each has a home of their own, with the token that the console gave it.
    private async Task SignInAsync(SpaceSeat seat, Uri server)
    {
        foreach (var (name, browser) in new[] { ("sender", seat.Sender), ("taker", seat.Taker) })
        {
            using var caller = await ApiCaller.ConfirmedAsync(
                seat.Running, browser, agent: $"ecluse/{typeof(ServerClient).Assembly.GetName().Version!.ToString(3)}");
            var file = folder.Of(name, "ecluse", "servers", $"localhost_{server.Port.ToString(CultureInfo.InvariantCulture)}.token");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, caller.Token + "\n", Stop);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private async Task<byte[]> MakeAsync(string name, int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        await File.WriteAllBytesAsync(folder.Of(name), bytes, Stop);
        return bytes;
    }

    private string Key(SpaceSeat seat)
    {
        var file = folder.Of("key");
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, [.. seat.Identity.ExportSecret(), (byte)'\n']);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return file;
    }

    private static async Task NothingInClearAsync(SpaceSeat seat, string name, ReadOnlyMemory<byte> content)
    {
        foreach (var file in Directory.EnumerateFiles(seat.Running.Data.Path, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) < 0 && bytes.AsSpan().IndexOf(content.Span) < 0, file);
        }
    }

    private Task<ProcessResult> AsAsync(string who, params string[] args) => ProcessRun.RunAsync(
        Programs.Find("dotnet")!, Arguments(args), folder: folder.Path, environment: new Dictionary<string, string?> { ["XDG_STATE_HOME"] = folder.Of(who) }, seconds: 120);

    private Task<ProcessResult> HereAsync(SpaceSeat seat, params string[] args) => ProcessRun.RunAsync(
        Programs.Find("dotnet")!, Arguments([.. args, "--data", seat.Running.Data.Path]), folder: folder.Path, environment: seat.Running.Homes, seconds: 120);

    private ProcessStartInfo Started(string who, params string[] args) => new(Programs.Find("dotnet")!, Arguments(args))
    {
        WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["XDG_STATE_HOME"] = folder.Of(who) },
    };

    private static string[] Arguments(string[] args) => ["exec", typeof(CommandLine).Assembly.Location, .. args, .. args.Contains("--lang") ? [] : new[] { "--lang", "en" }];
}
