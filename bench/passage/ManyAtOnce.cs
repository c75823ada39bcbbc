using System.Globalization;

namespace Ecluse.Bench;

/// <summary>
/// Equal laboratories at once on one machine: for each an <c>ecluse passage run</c> of its own, over a state of its own, all
/// begun together.
/// </summary>
internal static class ManyAtOnce
{
    /// <summary>Prepares them one after the other, then runs them together; a row for docs/performance.md.</summary>
    public static async Task<string> RunAsync(int laboratories, int patients)
    {
        using var laboratory = BenchLaboratory.Prepare("sqlite", patients);
        var alone = await PassageBench.RunAsync(laboratory, 0);
        var start = new TaskCompletionSource();
        var ready = new SemaphoreSlim(0);
        var turn = new SemaphoreSlim(1);
        var runs = Enumerable.Range(1, laboratories).Select(async number =>
        {
            await turn.WaitAsync();
            return await PassageBench.RunAsync(laboratory, number, async () =>
            {
                turn.Release();
                ready.Release();
                await start.Task;
            });
        }).ToList();
        for (var prepared = 0; prepared < laboratories; prepared++)
        {
            await ready.WaitAsync();
        }

        start.SetResult();
        var times = (await Task.WhenAll(runs)).Select(one => one.Run).OrderBy(run => run.Wall).ToList();
        var median = times[times.Count / 2];
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {laboratories} × {patients:N0} patients | {DateTime.UtcNow:yyyy-MM-dd}, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} | {alone.Run.Wall.TotalSeconds:F1} s, {alone.Run.PeakBytes / 1e6:F0} MB | {median.Wall.TotalSeconds:F1} s | {times[^1].Wall.TotalSeconds:F1} s | {times[^1].Wall / median.Wall:F2} | {times.Max(run => run.PeakBytes) / 1e6:F0} MB |
            """);
    }
}
