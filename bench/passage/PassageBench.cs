using Ecluse.Cli;
using Ecluse.Cli.Demo;
using Ecluse.Cli.Verbs;
using Ecluse.Errors;

namespace Ecluse.Bench;

/// <summary>The whole passage by the command line: from the approved plan to the reconciliation by value.</summary>
internal static class PassageBench
{
    /// <summary>Prepares a passage in a throw-away folder, runs it in a process of its own, erases everything.</summary>
    /// <param name="laboratory">The old system.</param>
    /// <param name="run">Number of the run.</param>
    /// <param name="ready">Called when all is prepared; the run begins when it comes back.</param>
    /// <returns>The plan and the run, each in a process of its own.</returns>
    public static async Task<(MeasuredRun Plan, MeasuredRun Run)> RunAsync(BenchLaboratory laboratory, int run, Func<Task>? ready = null)
    {
        var folder = Directory.CreateTempSubdirectory("ecluse-bench-").FullName;
        try
        {
            var stage = new DemoStage(folder, TimeProvider.System, laboratory.Source, laboratory.NewSystem(folder, run));
            var terminal = new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English);
            var script = new DemoScript(new VerbContext(terminal, TimeProvider.System), folder, Language.English);
            var play = new DemoPlay(script, stage);
            await play.InstructAsync(laboratory.Options, TimeSpan.FromDays(7));
            var file = Path.Combine(folder, "plan.json");
            var plan = await EcluseAsync(stage, "plan", "I-2026-001", "-o", file);
            await script.QuietAsync("sign", file, "--key", stage.DirectorKey);
            var opened = await script.RunAsync("passage", "open", file, "--signature", file + ".sig");
            await (ready?.Invoke() ?? Task.CompletedTask);
            return (plan, await EcluseAsync(stage, "passage", "run", opened.Split(' ', ':')[0]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<MeasuredRun> EcluseAsync(DemoStage stage, params string[] args) => MeasuredRun.RunAsync(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "ecluse.dll"), .. args, "--data", stage.Data, "--lang", "en"]);
}
