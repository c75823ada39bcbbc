using System.Diagnostics;
using Ecluse.Testkit;

namespace Ecluse.Cli.Lock;

/// <summary>Runs a passage in a process of its own, so that it can be killed as a machine dies: without a last word.</summary>
internal static class KilledRun
{
    /// <summary>Runs to the end.</summary>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> ToTheEndAsync(PreparedPassage passage)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(passage);
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return clock.Elapsed;
    }

    /// <summary>Sends SIGKILL after a while.</summary>
    /// <returns>Whether it still ran.</returns>
    public static async Task<bool> KillAfterAsync(PreparedPassage passage, TimeSpan after)
    {
        using var process = Start(passage);
        var read = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(after));
        var ran = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        await read;
        return ran && process.ExitCode == 137;
    }

    private static Process Start(PreparedPassage passage)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ecluse.dll");
        var settings = Path.Combine(passage.Folder, "small.runtimeconfig.json");
        if (!File.Exists(settings))
        {
            File.WriteAllText(settings, File.ReadAllText(Path.ChangeExtension(program, "runtimeconfig.json")).Replace(
                "\"configProperties\": {", $"\"configProperties\": {{ \"{Passages.Extraction.ParcelBytesProperty}\": \"{SmallParcels.Bytes}\",",
                StringComparison.Ordinal));
        }

        return Process.Start(new ProcessStartInfo(
            "dotnet",
            ["exec", "--runtimeconfig", settings, program, "passage", "run", passage.Id, "--data", passage.Stage.Data, "--lang", "en"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
    }
}
