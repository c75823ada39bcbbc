using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecluse.Bench;

/// <summary>A stage of a run: how long by the clock, how long by the processor, and the most memory that was resident during it.</summary>
internal sealed record MeasuredStage(string Name, TimeSpan For, TimeSpan Processor, long PeakBytes);

/// <summary>What a line of progress promised: the time left by it, and the time that was left.</summary>
internal sealed record MeasuredPromise(string Stage, TimeSpan After, TimeSpan Promised, TimeSpan Left)
{
    /// <summary>How far the promise was from what came, as a share of it.</summary>
    public double Error => (Promised - Left).Duration() / Left;
}

/// <summary>How long one process took, by the clock, by the processor, stage by stage, and its peak of memory.</summary>
internal sealed partial class MeasuredRun
{
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly Lock gate = new();
    private readonly List<(string Name, TimeSpan At, TimeSpan Processor, long Peak)> begun = [("before", TimeSpan.Zero, TimeSpan.Zero, 0)];
    private readonly List<(int Stage, TimeSpan At, double Share)> lines = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private string told = "";

    private MeasuredRun()
    {
    }

    public TimeSpan Wall { get; private set; }

    /// <summary>Of the process and of the children that it has waited for.</summary>
    public TimeSpan Processor { get; private set; }

    /// <summary>As the kernel keeps it.</summary>
    public long PeakBytes { get; private set; }

    public IEnumerable<MeasuredStage> Stages => begun.Select((stage, i) =>
        new MeasuredStage(stage.Name, EndOf(i) - stage.At, (i + 1 < begun.Count ? begun[i + 1].Processor : Processor) - stage.Processor, stage.Peak));

    /// <summary>What each line of progress promised, by the rule of the terminal's bar: what is left takes as long for each patient.</summary>
    public IEnumerable<MeasuredPromise> Promises => lines.Where(line => line.Share is > 0 and < 1).Select(line =>
    {
        var after = line.At - begun[line.Stage].At;
        return new MeasuredPromise(begun[line.Stage].Name, after, after * ((1 - line.Share) / line.Share), EndOf(line.Stage) - line.At);
    });

    /// <summary>How long the stage of that name took by the clock; nothing where there was none.</summary>
    public TimeSpan Of(string stage) => new(Stages.Where(one => one.Name == stage).Sum(one => one.For.Ticks));

    /// <summary>Runs a program to its end; a line "Name: …" on standard error begins a stage of that name.</summary>
    public static async Task<MeasuredRun> RunAsync(string program, params string[] args)
    {
        var run = new MeasuredRun();
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var listening = run.ListenAsync(process.StandardError);
        while (!process.HasExited)
        {
            run.LookAt(process);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Look));
        }

        await listening;
        run.Wall = run.clock.Elapsed;
        return process.ExitCode == 0
            ? run
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {run.told}{await output}");
    }

    private async Task ListenAsync(StreamReader said)
    {
        while (await said.ReadLineAsync() is { } line)
        {
            told += line + "\n";
            var name = line.Split(':')[0].Trim();
            lock (gate)
            {
                if (line.Contains(':', StringComparison.Ordinal) && begun[^1].Name != name)
                {
                    begun.Add((name, clock.Elapsed, Processor, 0));
                }

                if (Done().Match(line) is { Success: true } done)
                {
                    lines.Add((begun.Count - 1, clock.Elapsed, Number(done.Groups["done"].Value) / Number(done.Groups["all"].Value)));
                }
            }
        }
    }

    // The kernel keeps the peak itself; it is read as long as the process is there.
    private void LookAt(Process process)
    {
        try
        {
            var status = File.ReadAllLines($"/proc/{process.Id}/status");
            var (peak, now) = (Kibibytes(status, "VmHWM:"), Kibibytes(status, "VmRSS:"));
            if (peak is null || now is null)
            {
                return;
            }

            var times = File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[^1].Split(' ')[11..15];
            PeakBytes = peak.Value * 1024;
            lock (gate)
            {
                Processor = TimeSpan.FromSeconds(times.Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond);
                begun[^1] = begun[^1] with { Peak = Math.Max(begun[^1].Peak, now.Value * 1024) };
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or Win32Exception)
        {
            // It has just ended.
        }
    }

    private TimeSpan EndOf(int stage) => stage + 1 < begun.Count ? begun[stage + 1].At : Wall;

    private static double Number(string text) =>
        double.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<done>[\d,]+) / (?<all>[\d,]+) patients")]
    private static partial Regex Done();

    private static long? Kibibytes(string[] status, string name) =>
        status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..^2], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)
            : null;
}
