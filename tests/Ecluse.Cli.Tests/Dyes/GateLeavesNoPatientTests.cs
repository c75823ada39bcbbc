using System.Collections.Concurrent;
using Ecluse.Cli.Apart;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;

namespace Ecluse.Cli.Dyes;

/// <summary>
/// Rule 12 over gates apart: every byte that <c>ecluse-gate</c> writes or says on both sides of a passage, with rejects, a parcel sealed
/// again, a stop and an erasure, is searched for the dyes of the sample patients. The two systems' own files are the only exceptions.
/// </summary>
public sealed class GateLeavesNoPatientTests
{
    [Fact]
    public async Task No_patient_value_leaves_gates_that_stand_apart()
    {
        ProcessRun.Require("strace");
        var traces = new ConcurrentBag<Trace>();
        using var premises = await ApartPremises.BuildAsync(misfits: true, run: async (_, gate, args) =>
        {
            var run = await TracedRun.RunAsync(
                "dotnet", ["exec", typeof(Gate.GateProgram).Assembly.Location, .. args, "--data", gate, "--lang", "en"],
                environment: new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" });
            traces.Add(run.Trace);
            return new Ended(run.Process.ExitCode, run.Process.OutputText, run.Process.ErrorText.Replace("ecluse-gate: ", "ecluse: ", StringComparison.Ordinal));
        });
        await premises.PlanAsync();
        var passage = await premises.ExtractAsync();
        File.Delete(Directory.EnumerateFiles(Path.Combine(premises.Source, "depot", passage), "*.age").First());
        (await premises.Run(premises.Source, ["reseal", passage])).Must(0);
        await premises.ExtractAsync();
        (await premises.Run(premises.Target, ["load", premises.Between])).Must((int)ErrorKind.PartlyDone);
        (await premises.Run(premises.Target, ["reconcile", passage])).Must((int)ErrorKind.PartlyDone);
        var search = new DyeSearch(SampleDyes.All(PreparedPassage.Options(misfits: true))
            .Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value)));
        Assert.NotEmpty(search.Find(await File.ReadAllBytesAsync(premises.TargetDatabase, TestContext.Current.CancellationToken), "the new system"));
        (await premises.Run(premises.Target, ["status"])).Must(0);
        (await premises.Run(premises.Target, ["stop", passage])).Must(0);
        (await premises.Run(premises.Target, ["erase", passage, "-o", premises.Of("certificate.json")])).Must(0);

        var trace = Trace.Join(traces);
        Assert.Equal([], trace.Unseen);
        Assert.NotEmpty(trace.Find(search));
        Assert.Equal([], trace.Find(search, premises.SourceDatabase + "*", premises.TargetDatabase + "*").Select(finding => finding.ToString()));
        Assert.Equal([], Directory.EnumerateFiles(premises.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(premises.SourceDatabase, StringComparison.Ordinal) && !file.StartsWith(premises.TargetDatabase, StringComparison.Ordinal))
            .SelectMany(file => search.Find(File.ReadAllBytes(file), file)).Select(finding => finding.ToString()));
    }
}
