using Ecluse.Age;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;

namespace Ecluse.Cli.Dyes;

/// <summary>
/// Rule 12 for the verbs beside the straight walk: gates on two machines, question and answer, rejects tried again, postponement,
/// return, documents, backup and restore, stop, the end of a trial at its date and before. Each a real process under a system-call trace.
/// </summary>
public sealed class EveryVerbTests
{
    private readonly List<Trace> traces = [];
    private readonly List<string> shown = [];
    private string settings = "";

    [Fact]
    public async Task Between_two_premises_no_patient_value_leaves_but_sealed()
    {
        ProcessRun.Require("strace");
        using var mine = AgeIdentity.New(AgeKeyKind.X25519);
        using var premises = await TwoPremises.BuildAsync(text => text.Replace("fate: delete", "fate: return", StringComparison.Ordinal)
            + $"  - {{ recipient: {mine.Recipient}, holder: Laboratoire des Trois-Rivières, place: coffre, for: return }}\n");
        settings = SmallParcels.Settings(premises.Folder);
        var (source, target, of) = (premises.Source.Stage.Data, premises.TargetData, (Func<string, string>)premises.Of);

        await TraceAsync(target, 0, "target", "offer", "I-2026-001", "--classic", "-o", of("offer.json"));
        await TraceAsync(source, 0, "plan", "I-2026-001", "--offer", of("offer.json"), "-o", premises.Source.Plan);
        var passage = await premises.OpenAsync();
        await TraceAsync(source, 0, "extract", passage, "--to", premises.Between);
        await TraceAsync(target, 3, "load", premises.Between);
        await TraceAsync(target, 3, "passage", "rejects", "retry", passage, "REJECT-UNIQUE");
        (await premises.AtTargetAsync("passage", "rejects", "skip", passage, "REJECT-UNIQUE", "--reason", "saisis à la main")).Must(0);
        await TraceAsync(target, 0, "passage", "ask", passage, "-o", of("figures.json"));
        await TraceAsync(source, 0, "passage", "answer", passage, "--question", of("figures.json"), "--to", of("figures"));
        await TraceAsync(target, 0, "reconcile", passage, "--answer", of("figures"));
        await TraceAsync(target, 0, "passage", "ask", passage, "-o", of("drawn.json"), "--line", "une mouette");
        await TraceAsync(source, 0, "passage", "answer", passage, "--question", of("drawn.json"), "--to", of("drawn"));
        await TraceAsync(target, 0, "passage", "sample", passage, "--line", "une mouette", "--answer", of("drawn"), "-o", of("acceptance.json"));
        var search = Search();
        shown.Add(traces[^1].Streams.Single(stream =>
            stream.Name.StartsWith("pipe", StringComparison.Ordinal) && search.Find(stream.Bytes, "").Any()).Name);
        await SignAsync("acceptance.json");
        (await premises.AtTargetAsync("passage", "accept", passage, "--acceptance", of("acceptance.json"), "--signature", of("acceptance.json.sig"))).Must(0);
        await TraceAsync(
            target, 0, "passage", "postpone", passage, "--until", $"{DateTimeOffset.UtcNow.AddDays(9):yyyy-MM-dd'T'HH:mm:ss'Z'}",
            "--reason", "contrôle", "-o", of("postponement.json"));
        await SignAsync("postponement.json");
        await TraceAsync(target, 0, "passage", "postpone", passage, "--document", of("postponement.json"), "--signature", of("postponement.json.sig"));
        await TraceAsync(target, 0, "passage", "return", passage, "--to", of("returned"));
        await TraceAsync(target, 0, "passage", "documents", passage, "-o", of("documents"));
        (await premises.AtTargetAsync("key", "new", "-o", of("recovery.txt"), "--classic")).Must(0);
        await TraceAsync(target, 0, "backup", "-r", Recipient(of("recovery.txt")), "-o", of("backup.age"));
        await TraceAsync(of("restored"), 0, "restore", of("backup.age"), "-i", of("recovery.txt"));
        await TraceAsync(target, 0, "erase", passage);
        await TraceAsync(source, 0, "passage", "stop", passage);

        Judge(premises.Source, premises.Folder, premises.Source.Folder);

        async Task SignAsync(string name) =>
            (await premises.Source.RunAsync("sign", of(name), "--key", premises.Source.Stage.DirectorKey)).Must(0);
    }

    [Fact]
    public async Task The_end_of_a_trial_and_a_stop_that_reads_the_source_again_let_no_patient_value_out()
    {
        ProcessRun.Require("strace");
        using var passage = await PreparedPassage.OpenAsync(draft: text => text.Replace("trial: false", "trial: true", StringComparison.Ordinal));
        settings = SmallParcels.Settings(passage.Folder);
        (await passage.PassAsync()).Must(0);
        File.Delete(passage.ParcelFiles()[0]);

        await TraceAsync(passage.Stage.Data, 0, "passage", "stop", passage.Id);

        Assert.Equal(0, passage.Rows().Patients);
        Judge(passage, passage.Folder);
    }

    [Fact]
    public async Task A_trial_erased_at_its_date_lets_no_patient_value_out_nor_where_its_system_is_away_and_comes_back()
    {
        ProcessRun.Require("strace");
        using var passage = await PreparedPassage.OpenAsync(
            draft: text => text.Replace("trial: false", "trial: true", StringComparison.Ordinal), ago: TimeSpan.FromDays(8));
        settings = SmallParcels.Settings(passage.Folder);
        (await passage.PassAsync()).Must(0);

        // The traced commands run by the machine's clock, past the date, and know nothing of an earlier one.
        File.Delete(passage.Of("clock.json"));
        File.Move(passage.Stage.Target, passage.Stage.Target + ".away");
        await TraceAsync(passage.Stage.Data, 1, "erase", "--due");
        Assert.Empty(passage.ParcelFiles());
        File.Move(passage.Stage.Target + ".away", passage.Stage.Target);
        await TraceAsync(passage.Stage.Data, 0, "erase", "--due");

        Assert.Equal(0, passage.Rows().Patients);
        Judge(passage, passage.Folder);
    }

    // Nothing but the two systems' own files, and the pipe through which the signatory is shown the sample.
    private void Judge(PreparedPassage passage, params string[] folders)
    {
        var search = Search();
        var trace = Trace.Join(traces);
        string[] systems = [passage.Stage.Source + "*", passage.Stage.Target + "*"];
        Assert.Empty(trace.Unseen);
        Assert.NotEmpty(trace.Streams.Where(stream => stream.Name.StartsWith(passage.Stage.Target, StringComparison.Ordinal))
            .SelectMany(stream => search.Find(stream.Bytes, stream.Name)));
        Assert.Equal([], trace.Find(search, [.. systems, .. shown]).Select(finding => finding.ToString()));
        Assert.Equal([], folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !systems.Any(system => file.StartsWith(system.TrimEnd('*'), StringComparison.Ordinal)))
            .SelectMany(file => search.Find(File.ReadAllBytes(file), file)).Select(finding => finding.ToString()));
    }

    private async Task TraceAsync(string data, int exit, params string[] words)
    {
        var run = await TracedRun.RunAsync(
            "dotnet", ["exec", "--runtimeconfig", settings, typeof(CommandLine).Assembly.Location, .. words, "--data", data],
            environment: new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_TieredPGO"] = "0", ["LC_ALL"] = "C.UTF-8" });
        Assert.True(
            run.Process.ExitCode == exit, $"ecluse {string.Join(' ', words)}: exit {run.Process.ExitCode}\n{run.Process.OutputText}{run.Process.ErrorText}");
        traces.Add(run.Trace);
    }

    private static string Recipient(string identity) =>
        File.ReadLines(identity).Single(line => line.Contains("public key", StringComparison.Ordinal)).Split(':')[^1].Trim();

    private static DyeSearch Search() => new(SampleDyes.All(PreparedPassage.Options(misfits: true))
        .Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value)));
}
