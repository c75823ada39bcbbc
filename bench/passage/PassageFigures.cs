using System.Globalization;

namespace Ecluse.Bench;

/// <summary>What the pairs of one laboratory gave: medians, ratios of pairs, and the stages of the last one, as rows of docs/performance.md.</summary>
/// <param name="engines">One engine, or two with a dash between.</param>
/// <param name="patients">Patients of the laboratory.</param>
/// <param name="results">Its results.</param>
/// <param name="indexed">Whether the old system has indexes on its foreign keys.</param>
internal sealed class PassageFigures(string engines, int patients, long results, bool indexed)
{
    private static readonly TimeSpan FirstMinute = TimeSpan.FromMinutes(1);
    private readonly List<(MeasuredRun? Raw, MeasuredRun Plan, MeasuredRun Run)> pairs = [];

    private string What => Text($"{engines.Replace("-", " → ", StringComparison.Ordinal)}{(indexed ? "" : ", unindexed")}, {patients:N0}, {results:N0}");

    private static string When => Text($"{DateTime.UtcNow:yyyy-MM-dd}, load {Load()}");

    /// <summary>Clock, processor and memory.</summary>
    public string Row
    {
        get
        {
            var raw = pairs.All(pair => pair.Raw is not null);
            return Text($"| {What} | {When} | {pairs.Count} | {(raw ? Range(pair => pair.Raw!.Wall.TotalSeconds) : "–")} | {Range(pair => pair.Plan.Wall.TotalSeconds)} | {Range(pair => pair.Run.Wall.TotalSeconds)} | ")
                + Text($"{Range(pair => pair.Plan.Processor.TotalSeconds)} | {Range(pair => pair.Run.Processor.TotalSeconds)} | {pairs.Max(pair => pair.Plan.PeakBytes) / 1e6:F0} | {pairs.Max(pair => pair.Run.PeakBytes) / 1e6:F0} |");
        }
    }

    /// <summary>Each ratio beside what the reference wants of it.</summary>
    public string Ratios
    {
        get
        {
            var rows = new List<string> { Ratio("plan / passage out", pair => pair.Plan.Wall / Out(pair.Run), "≤ 0.5", "") };
            if (pairs.All(pair => pair.Raw is not null))
            {
                var raw = engines == "postgres" ? ("≤ 1.5", "1.15") : ("≤ 1.5", "1.0");
                rows.InsertRange(0, [
                    Ratio("passage out / raw out", pair => Out(pair.Run) / pair.Raw!.Of("Out"), "≤ 1.5", "1.0"),
                    Ratio("passage in / raw in", pair => pair.Run.Of("Loading") / pair.Raw!.Of("In"), "≤ 1.0", "0.8"),
                    Ratio("whole passage, reconciled / raw", pair => pair.Run.Wall / pair.Raw!.Wall, raw.Item1, raw.Item2),
                    Ratio("the same by processor time", pair => pair.Run.Processor / pair.Raw!.Processor, "", ""),
                ]);
            }

            return string.Join('\n', rows);
        }
    }

    /// <summary>The stages of the last run, and how far its promises of time left were from what came.</summary>
    public string Details
    {
        get
        {
            var run = pairs[^1].Run;
            var stages = run.Stages.Select(stage => Text(
                $"{stage.Name.ToLowerInvariant()} {stage.For.TotalSeconds:F1} s, {stage.Processor.TotalSeconds:F1} s of processor, {stage.PeakBytes / 1e6:F0} MB"));
            return $"| {What} | {When} | {string.Join("; ", stages)} | {Promised(run)} |";
        }
    }

    public void Add(MeasuredRun? raw, MeasuredRun plan, MeasuredRun run) => pairs.Add((raw, plan, run));

    private static TimeSpan Out(MeasuredRun run) => run.Of("before") + run.Of("Sealing");

    // The first minute is for learning; a run of which every stage is shorter says how its quarters were.
    private static string Promised(MeasuredRun run)
    {
        var late = run.Promises.Where(promise => promise.After >= FirstMinute).ToList();
        var worst = (late.Count > 0 ? late : run.Promises).MaxBy(promise => promise.Error);
        return worst is null ? "–" : Text(
            $"{worst.Error:P0} ({worst.Stage.ToLowerInvariant()} after {worst.After.TotalSeconds:F0} s: {worst.Promised.TotalSeconds:F0} s promised, {worst.Left.TotalSeconds:F0} s left{(late.Count > 0 ? "" : "; no stage of a minute")})");
    }

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Ratio(string name, Func<(MeasuredRun? Raw, MeasuredRun Plan, MeasuredRun Run), double> of, string reach, string dream) =>
        Text($"| {What}: {name} | {When} | {pairs.Count} | {Range(of)} | {reach} | {dream} |");

    // The median in the middle, where there is more than one.
    private string Range(Func<(MeasuredRun? Raw, MeasuredRun Plan, MeasuredRun Run), double> of)
    {
        var sorted = pairs.Select(of).Order().ToList();
        return sorted.Count == 1
            ? Text($"{sorted[0]:0.0#}")
            : Text($"{sorted[0]:0.0#} / **{sorted[sorted.Count / 2]:0.0#}** / {sorted[^1]:0.0#}");
    }
}
