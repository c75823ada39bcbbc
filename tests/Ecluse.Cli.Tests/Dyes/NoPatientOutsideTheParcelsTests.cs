using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecluse.Cli.Demo;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Samples;
using Ecluse.Samples.Servers;
using Ecluse.Storage;
using Ecluse.Storage.Passages;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Dyes;

/// <summary>
/// Rule 12: a whole passage is run under a system-call trace, killed on the way and taken up again, with rejects; every
/// byte that any process wrote or sent is searched for the dyes of the sample patients. The two laboratory systems' own
/// database files are the only exceptions; on a server, the one socket to the target, by its port.
/// </summary>
public sealed class NoPatientOutsideTheParcelsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<Trace> traces = [];
    private SampleOptions options = new() { Patients = TestSizes.Of("dye.patients") };
    private DemoStage stage = null!;

    [Fact]
    public async Task No_patient_value_leaves_but_sealed_through_crash_rejects_acceptance_and_erasure()
    {
        ProcessRun.Require("strace");
        var passage = await OpenPassageAsync();

        var killed = await TraceAsync(killWhen: DepotHasFiles, "passage", "run", passage);
        Assert.NotEqual(0, killed);
        if (await RunToItsEndAsync(passage) == (int)ErrorKind.PartlyDone)
        {
            await MustAsync("passage", "rejects", "list", passage);
            await MustAsync("passage", "rejects", "skip", passage, "REJECT-UNIQUE", "--reason", "re-entered by hand");
            await MustAsync("passage", "run", passage);
        }

        await MustAsync("passage", "status", passage, "--page", folder.Of("status.html"));
        await MustAsync("passage", "list");
        await AcceptAsync(passage);
        await MustAsync("erase", passage);
        await MustAsync("certificate", "show", passage, "-o", folder.Of("certificate.json"), "--page", folder.Of("certificate.html"));
        await MustAsync("journal", "verify");
        await MustAsync("journal", "show");

        var search = Search();
        Assert.NotEmpty(search.Find(await File.ReadAllBytesAsync(stage.Target), "the new system"));
        var trace = Trace.Join(traces);
        Assert.Equal([], trace.Unseen);
        Assert.Equal([], trace.Find(search, stage.Source + "*", stage.Target + "*").Select(finding => finding.ToString()));
        Assert.Equal([], Remaining(search));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("mariadb")]
    public async Task No_patient_value_leaves_a_server_but_over_the_socket_to_the_new_system(string engine)
    {
        ProcessRun.Require("strace");
        foreach (var program in SampleServer.Missing(engine))
        {
            ProcessRun.Require(program);
        }

        // Of its own and without TLS: on its wires everything can be read.
        options = options with { Patients = TestSizes.Of("dye.patients") / 2, PatientsBeforeBound = 6 };
        var server = SampleServer.Start(engine, "throw-away");
        try
        {
            var target = new ServerSystem(server, "kalisil", isOld: false, server.Loopback);
            var source = new ServerSystem(server, "megabus", isOld: true, server.Socket);
            var passage = await OpenPassageAsync(new AmendedSystem(source, [.. Stumbles()]), target);
            await MustAsync("plan", "I-2026-001", "-o", folder.Of("again.json"));

            Assert.NotEqual(0, await TraceAsync(DepotHasFiles, "passage", "run", passage));
            await TraceAsync(() => HoldsAParcel(target), "passage", "run", passage);
            Assert.Equal((int)ErrorKind.PartlyDone, await RunToItsEndAsync(passage));
            await MustAsync("passage", "rejects", "list", passage);
            await MustAsync("passage", "rejects", "skip", passage, "REJECT-UNIQUE", "--reason", "re-entered by hand");
            await MustAsync("passage", "run", passage);
            await AcceptAsync(passage);
            await MustAsync("erase", passage);

            var (search, trace) = (Search(), Trace.Join(traces));
            var socket = "tcp:" + server.Loopback;
            Assert.Equal([], trace.Unseen);
            Assert.NotEmpty(trace.Streams.Where(stream => stream.Name == socket).SelectMany(stream => search.Find(stream.Bytes, stream.Name)));
            Assert.Contains(trace.Streams, stream => stream.Name.StartsWith("unix:" + server.Folder, StringComparison.Ordinal));
            Assert.Equal([], trace.Find(search, socket).Select(finding => finding.ToString()));
            Assert.Equal([], Remaining(search));
        }
        finally
        {
            server.Drop();
        }
    }

    [Fact]
    public async Task A_patient_value_sent_to_another_port_is_found()
    {
        ProcessRun.Require("strace");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var dye = Search();
        var value = SampleDyes.All(options).First(one => one.Column == "NOM").Value;

        var run = await TracedRun.RunAsync(
            "bash", ["-c", $"cat > /dev/tcp/127.0.0.1/{port}"], Encoding.UTF8.GetBytes(value), folder.Path);

        run.Process.MustSucceed();
        Assert.Contains(run.Trace.Find(dye, "tcp:127.0.0.1:1"), finding => finding.Where.StartsWith($"tcp:127.0.0.1:{port}", StringComparison.Ordinal));
        Assert.Empty(run.Trace.Find(dye, $"tcp:127.0.0.1:{port}"));
    }

    public void Dispose() => folder.Dispose();

    // Dyes where an engine's or a transform's own words would repeat them: a number that is another's already, a name in mojibake.
    private IEnumerable<string> Stumbles()
    {
        var (first, second, third) = (Dye("IPP", 0), Dye("IPP", 1), Dye("NOM", 2));
        yield return $"UPDATE FICPAT SET IPP = '{first.Value}' WHERE NUMPAT = {SampleLaboratory.PatientNumber(second.Patient)}";
        yield return $"UPDATE FICPAT SET NOM = 'Ã©{third.Value}' WHERE NUMPAT = {SampleLaboratory.PatientNumber(third.Patient)}";
    }

    // In this process: what happens before the passage is the laboratory's own writing, on its own side.
    private async Task<string> OpenPassageAsync(DemoSystem? source = null, DemoSystem? target = null)
    {
        stage = new DemoStage(folder.Path, TimeProvider.System, source, target);
        var play = new DemoPlay(new DemoScript(Context, folder.Path, Language.English), stage);
        await play.OpenAsync(options, TimeSpan.FromDays(7));
        return play.Passage;
    }

    private async Task<int> RunToItsEndAsync(string passage)
    {
        var exit = await TraceAsync(null, "passage", "run", passage);
        Assert.True(exit is 0 or (int)ErrorKind.PartlyDone, lastWords);
        return exit;
    }

    // A killed process holds the passage until its lease ends, within a minute; nobody waits for that here.
    private async Task ForgetLeaseAsync()
    {
        await using var installation = await Installation.OpenAsync(new DataFolder(stage.Data), Context.Clock, default);
        await using var state = installation.OpenState();
        await state.Set<PassageRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.LeaseOwner, (string?)null));
    }

    private static bool HoldsAParcel(ServerSystem target)
    {
        using var connection = target.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'ecluse_passage'";
        if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
        {
            return false;
        }

        command.CommandText = $"SELECT COUNT(*) FROM {(target.Engine == "postgres" ? "ecluse." : "")}ecluse_passage WHERE parcel > 0";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    // What the signatory sees is the one place where patients are shown: that command's terminal is not searched.
    private async Task AcceptAsync(string passage)
    {
        var acceptance = folder.Of("acceptance.json");
        var sample = await RunAsync("passage", "sample", passage, "--line", "three gulls", "-o", acceptance, "--json");
        sample.MustSucceed();
        (await RunAsync("sign", acceptance, "--key", stage.DirectorKey)).MustSucceed();
        await MustAsync("passage", "accept", passage, "--acceptance", acceptance, "--signature", acceptance + ".sig");
    }

    private bool DepotHasFiles() => Directory.Exists(Path.Combine(stage.Data, "depot"))
        && Directory.EnumerateFiles(Path.Combine(stage.Data, "depot"), "*", SearchOption.AllDirectories).Any();

    private SampleDye Dye(string column, int at) =>
        SampleDyes.All(options).Where(dye => dye.Table == "FICPAT" && dye.Column == column).ElementAt(at);

    private DyeSearch Search() => new(SampleDyes.All(options)
        .Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value)));

    private IEnumerable<string> Remaining(DyeSearch search) => folder.Files().Select(file => folder.Of(file))
        .Where(file => !file.StartsWith(stage.Source, StringComparison.Ordinal)
            && !file.StartsWith(stage.Target, StringComparison.Ordinal))
        .SelectMany(file => search.Find(File.ReadAllBytes(file), file))
        .Select(finding => finding.ToString());

    private async Task MustAsync(params string[] arguments)
    {
        var exit = await TraceAsync(null, arguments);
        Assert.True(exit == 0, $"ecluse {string.Join(' ', arguments)}: exit {exit}\n{lastWords}");
    }

    private string lastWords = "";

    private async Task<int> TraceAsync(Func<bool>? killWhen, params string[] arguments)
    {
        var run = await TracedRun.RunAsync(
            "dotnet", Words(arguments), folder: folder.Path, environment: Environment(), killWhen: killWhen);
        traces.Add(run.Trace);
        lastWords = run.Process.OutputText + run.Process.ErrorText;
        if (killWhen is not null)
        {
            await ForgetLeaseAsync();
        }

        return run.Process.ExitCode;
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) =>
        ProcessRun.RunAsync("dotnet", Words(arguments), folder: folder.Path, environment: Environment());

    // Small parcels: what is killed while loading leaves some of them loaded.
    private string[] Words(string[] arguments) =>
        ["exec", "--runtimeconfig", SmallParcels.Settings(folder.Path), typeof(CommandLine).Assembly.Location, .. arguments, "--data", stage.Data];

    private static VerbContext Context { get; } = new(
        new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), TimeProvider.System);

    private static Dictionary<string, string?> Environment() =>
        new() { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" };
}
