using System.Diagnostics;

namespace Ecluse.Cli.Lock;

/// <summary>Runs a passage in a process of its own, so that it can be killed as a machine dies: without a last word.</summary>
internal static class KilledRun
{
    /// <summary>Runs until it has told <paramref name="lines"/> lines of progress, then sends SIGKILL after <paramref name="further"/>.</summary>
    /// <returns>Whether it still ran.</returns>
    public static async Task<bool> KillAfterAsync(PreparedPassage passage, int lines, TimeSpan further)
    {
        using var process = Start(passage);
        var output = process.StandardOutput.ReadToEndAsync();
        for (var told = 0; told < lines && await process.StandardError.ReadLineAsync() is not null; told++)
        {
        }

        await Task.Delay(further);
        process.Kill();
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        return process.ExitCode == 137;
    }

    public static Process Start(PreparedPassage passage)
    {
        return Process.Start(new ProcessStartInfo(
            "dotnet",
            ["exec", "--runtimeconfig", SmallParcels.Settings(passage.Folder), typeof(CommandLine).Assembly.Location, "passage", "run", passage.Id, "--data", passage.Stage.Data, "--lang", "en"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
    }
}
