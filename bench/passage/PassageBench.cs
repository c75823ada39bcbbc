using System.Diagnostics;
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
    /// <returns>How long the preparation with its plan took, and the run.</returns>
    public static async Task<(TimeSpan Plan, MeasuredRun Run)> RunAsync(BenchLaboratory laboratory, int run)
    {
        var folder = Directory.CreateTempSubdirectory("ecluse-bench-").FullName;
        try
        {
            var stage = new DemoStage(folder, TimeProvider.System, laboratory.Source, laboratory.NewSystem(folder, run));
            var terminal = new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English);
            var script = new DemoScript(new VerbContext(terminal, TimeProvider.System), folder, Language.English);
            var play = new DemoPlay(script, stage);
            var clock = Stopwatch.StartNew();
            await play.OpenAsync(laboratory.Options, TimeSpan.FromDays(7));
            var plan = clock.Elapsed;
            var measured = await MeasuredRun.RunAsync(
                "dotnet", Path.Combine(AppContext.BaseDirectory, "ecluse.dll"), "passage", "run", play.Passage, "--data", stage.Data, "--lang", "en");
            return (plan, measured);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
