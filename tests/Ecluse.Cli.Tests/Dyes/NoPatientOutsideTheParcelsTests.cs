using System.Text;
using Ecluse.Cli.Demo;
using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;

namespace Ecluse.Cli.Dyes;

/// <summary>
/// Rule 12: a whole passage is run under a system-call trace, killed on the way and taken up again, with rejects; every
/// byte that any process wrote or sent is searched for the dyes of the sample patients. The two laboratory systems' own
/// database files are the only exceptions.
/// </summary>
public sealed class NoPatientOutsideTheParcelsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<Trace> traces = [];
    private readonly SampleOptions options = new() { Patients = TestSizes.Of("dye.patients") };
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

    public void Dispose() => folder.Dispose();

    // In this process: what happens before the passage is the laboratory's own writing, on its own side.
    private async Task<string> OpenPassageAsync()
    {
        var terminal = new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English);
        var context = new VerbContext(terminal, TimeProvider.System);
        stage = new DemoStage(folder.Path, TimeProvider.System);
        var play = new DemoPlay(new DemoScript(context, folder.Path, Language.English), stage);
        await play.OpenAsync(options, TimeSpan.FromDays(7));
        return play.Passage;
    }

    // A killed process holds the passage until its lease ends, within a minute.
    private async Task<int> RunToItsEndAsync(string passage)
    {
        for (var attempt = 0; ; attempt++)
        {
            var exit = await TraceAsync(null, "passage", "run", passage);
            if (exit is 0 or (int)ErrorKind.PartlyDone)
            {
                return exit;
            }

            Assert.True(exit == (int)ErrorKind.Locked && attempt < 30, lastWords);
            await Task.Delay(TimeSpan.FromSeconds(5));
        }
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
        return run.Process.ExitCode;
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) =>
        ProcessRun.RunAsync("dotnet", Words(arguments), folder: folder.Path, environment: Environment());

    private string[] Words(string[] arguments) =>
        [typeof(CommandLine).Assembly.Location, .. arguments, "--data", stage.Data];

    private static Dictionary<string, string?> Environment() =>
        new() { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" };
}
