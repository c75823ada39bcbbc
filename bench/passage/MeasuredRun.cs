using System.Diagnostics;
using System.Globalization;

namespace Ecluse.Bench;

/// <summary>How long one process took, by the clock, by the processor, stage by stage, and its peak of memory.</summary>
internal sealed record MeasuredRun(
    TimeSpan Wall, TimeSpan Processor, long PeakBytes, IReadOnlyList<(string Name, TimeSpan For)> Stages)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a program to its end; a line "Name: …" on standard error begins a stage of that name.</summary>
    public static async Task<MeasuredRun> RunAsync(string program, params string[] args)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var stages = StagesAsync(process.StandardError, clock);
        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            (peak, processor) = Now(process, peak, processor);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Look));
        }

        var (begun, told) = await stages;
        return process.ExitCode == 0
            ? new(clock.Elapsed, processor, peak, Durations(begun, clock.Elapsed))
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {told}{await output}");
    }

    // The kernel keeps the peak itself; it is read as long as the process is there.
    private static (long Peak, TimeSpan Processor) Now(Process process, long peak, TimeSpan processor)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? (peak, processor)
                : (long.Parse(line[6..^2], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024,
                    process.TotalProcessorTime);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return (peak, processor);
        }
    }

    private static async Task<(List<(string Name, TimeSpan At)> Begun, string Told)> StagesAsync(StreamReader lines, Stopwatch clock)
    {
        var begun = new List<(string Name, TimeSpan At)>();
        var told = "";
        while (await lines.ReadLineAsync() is { } line)
        {
            told += line + "\n";
            var name = line.Split(':')[0].Trim();
            if (line.Contains(':', StringComparison.Ordinal) && (begun.Count == 0 || begun[^1].Name != name))
            {
                begun.Add((name, clock.Elapsed));
            }
        }

        return (begun, told);
    }

    private static List<(string Name, TimeSpan For)> Durations(List<(string Name, TimeSpan At)> begun, TimeSpan end) =>
    [
        .. begun.Take(1).Select(first => ("before", first.At)),
        .. begun.Select((stage, i) => (stage.Name, (i + 1 < begun.Count ? begun[i + 1].At : end) - stage.At)),
    ];
}
