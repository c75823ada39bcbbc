using System.Text;
using Ecluse.Cli;
using Ecluse.Samples;
using Ecluse.Storage;
using Ecluse.Storage.Passages;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse;

/// <summary>
/// §60, §62: files went in clear and lay in clear. The dye test of rule 12: the real executable walks the whole lock
/// under a system-call trace, is killed twice on its way, meets rejects and misfits; every byte that any process of it
/// wrote or sent, every name it used and every file that remains is searched for every dye of the sample patients.
/// </summary>
public sealed class Paragraph60And62_NothingReadableAnywhere
{
    private static readonly SampleOptions Options = new() { Patients = 90, PatientsBeforeBound = 6, Dyed = 3 };

    [Fact]
    public async Task No_dye_is_anywhere_but_in_the_two_systems_own_databases()
    {
        ProcessRun.Require("strace");
        var walk = new TracedWalk();
        using var lab = new Laboratory(TimeProvider.System, walk.RunAsync);
        walk.Folder = lab.Path;
        await lab.FoundAsync(Options);
        (await lab.RunAsync("plan", "I-2026-001", "-o", lab.Of("first.json"), "--page", lab.Of("plan.html"))).MustSucceed();
        await lab.OpenAsync();

        var depot = lab.Of("data", "depot");
        await walk.KilledAsync(lab, () => Directory.Exists(depot) && Directory.EnumerateFiles(depot, "*", SearchOption.AllDirectories).Any());
        await walk.KilledAsync(lab, () => Directory.EnumerateFiles(lab.Path, "kalisil.db-*").Any());
        _ = await lab.RunAsync("passage", "run", lab.Passage);
        (await lab.RunAsync("passage", "rejects", "list", lab.Passage)).MustSucceed();
        await lab.PassAsync();
        await lab.EndAsync();
        (await lab.RunAsync("passage", "status", lab.Passage, "--page", lab.Of("passage.html"), "--json")).MustSucceed();
        (await lab.RunAsync("certificate", "show", lab.Passage, "--page", lab.Of("certificate.html"), "--json")).MustSucceed();
        (await lab.RunAsync("journal", "show")).MustSucceed();

        var search = Search();
        string[] systems = [lab.Stage.Source + "*", lab.Stage.Target + "*"];
        var trace = Trace.Join(walk.Traces);
        Assert.Equal(2, walk.Kills);
        Assert.Empty(trace.Unseen);
        Assert.Contains(trace.Streams, stream => stream.Name.StartsWith(depot, StringComparison.Ordinal));
        Assert.NotEmpty(trace.Streams.Where(stream => stream.Name.StartsWith(lab.Stage.Target, StringComparison.Ordinal))
            .SelectMany(stream => search.Find(stream.Bytes, stream.Name)));
        Assert.Empty(trace.Find(search, [.. systems, .. walk.SampleShown]));
        Assert.Empty(Remaining(lab.Path, search, systems));
    }

    [Theory]
    [InlineData("tee leak")]
    [InlineData("base64 -w0 > leak")]
    [InlineData("(printf a; cat) | base64 -w0 > leak")]
    [InlineData("gzip -c > leak")]
    [InlineData("gzip -c | base64 -w0 > leak")]
    [InlineData("zstd -q -c > leak")]
    [InlineData("od -An -v -tx1 | tr -d ' \\n' > leak")]
    [InlineData("iconv -f UTF-8 -t UTF-16LE > leak")]
    [InlineData("iconv -f UTF-8 -t WINDOWS-1252 > leak")]
    public async Task A_dye_that_leaks_in_this_form_is_found(string command)
    {
        foreach (var program in command.Split(' ', '(', '|').Where(word => word is "gzip" or "zstd" or "iconv" or "base64"))
        {
            ProcessRun.Require(program);
        }

        using var folder = new TestFolder();
        var dye = SampleDyes.All(Options).First(dye => dye.Column == "COMMRES");
        var run = await TracedRun.RunAsync("sh", ["-c", command], Encoding.UTF8.GetBytes(dye.Value), folder.Path);
        run.Process.MustSucceed();

        var search = Search();
        Assert.Contains(run.Trace.Find(search), finding => finding.Where.StartsWith(folder.Of("leak"), StringComparison.Ordinal));
        Assert.NotEmpty(Remaining(folder.Path, search, []));
    }

    private static List<DyeFinding> Remaining(string folder, DyeSearch search, string[] exempt) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !exempt.Any(path => file.StartsWith(path.TrimEnd('*'), StringComparison.Ordinal)))
            .SelectMany(file => search.Find(File.ReadAllBytes(file), file + " (remains)"))];

    // As the old system has them, and as the new one writes them: a decimal point, a number without spaces.
    private static DyeSearch Search() => new(SampleDyes.All(Options).SelectMany(dye => new[]
    {
        dye.Value, dye.Value.Replace(',', '.'), dye.Value.Replace(" ", "", StringComparison.Ordinal),
    }.Distinct().Select(text => new Dye($"{dye.Table}.{dye.Column}/{dye.Patient}", text))));
}

/// <summary>The real executable, each command under a trace; some are killed.</summary>
internal sealed class TracedWalk
{
    private static readonly string Executable = typeof(CommandLine).Assembly.Location;

    /// <summary>Where the journal's memory stands: beside the data folder, and searched like all the rest.</summary>
    public string Folder { get; set; } = "";

    public List<Trace> Traces { get; } = [];

    /// <summary>The pipe that <c>passage sample</c> shows raw rows through, to the signatory and nobody else.</summary>
    public List<string> SampleShown { get; } = [];

    public int Kills { get; private set; }

    public async Task<VerbResult> RunAsync(string[] words)
    {
        var run = await TraceAsync(words, null);
        if (words is ["passage", "sample", ..])
        {
            SampleShown.Add(run.Trace.Streams.Single(stream => stream.Bytes.AsSpan().SequenceEqual(run.Process.Output)).Name);
        }

        return new VerbResult(run.Process.ExitCode, run.Process.OutputText, run.Process.ErrorText);
    }

    /// <summary>Runs the passage and kills it as soon as the condition holds.</summary>
    public async Task KilledAsync(Laboratory lab, Func<bool> when)
    {
        var run = await TraceAsync(["passage", "run", lab.Passage, "--data", lab.Of("data"), "--lang", "en"], when);
        Kills += run.Process.ExitCode is 137 or 9 or -9 ? 1 : 0;

        // A killed process holds the passage until its lease ends, within a minute; nobody waits for that here.
        await using var state = new DataFolder(lab.Of("data")).Open();
        await state.Set<PassageRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.LeaseOwner, (string?)null));
    }

    private async Task<TracedResult> TraceAsync(string[] words, Func<bool>? killWhen)
    {
        var run = await TracedRun.RunAsync(
            "dotnet", [Executable, .. words], folder: Folder, killWhen: killWhen,
            environment: new Dictionary<string, string?> { ["XDG_STATE_HOME"] = Path.Combine(Folder, "state-home") });
        Traces.Add(run.Trace);
        return run;
    }
}
