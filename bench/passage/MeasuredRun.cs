using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ecluse.Bench;

/// <summary>A stage of a run: how long by the clock, and the most memory that was resident during it.</summary>
internal sealed record MeasuredStage(string Name, TimeSpan For, long PeakBytes);

/// <summary>How long one process took, by the clock, by the processor, stage by stage, and its peak of memory.</summary>
internal sealed class MeasuredRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly Lock gate = new();
    private readonly List<(string Name, TimeSpan At, long Peak)> begun = [("before", TimeSpan.Zero, 0)];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private string told = "";

    private MeasuredRun()
    {
    }

    public TimeSpan Wall { get; private set; }

    public TimeSpan Processor { get; private set; }

    /// <summary>As the kernel keeps it.</summary>
    public long PeakBytes { get; private set; }

    public IEnumerable<MeasuredStage> Stages => begun.Select((stage, i) =>
        new MeasuredStage(stage.Name, (i + 1 < begun.Count ? begun[i + 1].At : Wall) - stage.At, stage.Peak));

    /// <summary>Runs a program to its end; a line "Name: …" on standard error begins a stage of that name.</summary>
    public static async Task<MeasuredRun> RunAsync(string program, params string[] args)
    {
        var run = new MeasuredRun();
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var lines = run.ListenAsync(process.StandardError);
        while (!process.HasExited)
        {
            run.LookAt(process);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Look));
        }

        await lines;
        run.Wall = run.clock.Elapsed;
        return process.ExitCode == 0
            ? run
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {run.told}{await output}");
    }

    private async Task ListenAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            told += line + "\n";
            var name = line.Split(':')[0].Trim();
            lock (gate)
            {
                if (line.Contains(':', StringComparison.Ordinal) && begun[^1].Name != name)
                {
                    begun.Add((name, clock.Elapsed, 0));
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

            (PeakBytes, Processor) = (peak.Value * 1024, process.TotalProcessorTime);
            lock (gate)
            {
                begun[^1] = begun[^1] with { Peak = Math.Max(begun[^1].Peak, now.Value * 1024) };
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or Win32Exception)
        {
            // It has just ended.
        }
    }

    private static long? Kibibytes(string[] status, string name) =>
        status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..^2], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)
            : null;
}
