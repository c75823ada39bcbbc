using System.ComponentModel;
using System.Diagnostics;

namespace Ecluse.Oracles;

/// <summary>Runs a program that is not ours on bytes and gives back bytes.</summary>
internal static class OracleProcess
{
    /// <summary>Skips the test, by name, when the program is not installed.</summary>
    public static void Need(params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))));
        if (missing.FirstOrDefault() is { } name)
        {
            Assert.Skip($"missing: {name}");
        }
    }

    /// <summary>Runs to the end; input and output may be larger than a pipe holds.</summary>
    public static (int Code, byte[] Output, string Errors) Run(
        string program, IEnumerable<string> arguments, byte[] input, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start");
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading everything: its exit code tells.
        }

        process.WaitForExit();
        reading.Wait();
        return (process.ExitCode, output.ToArray(), errors.Result);
    }

    /// <summary>Runs and fails the test unless the program says that it succeeded.</summary>
    public static byte[] RunWell(string program, IEnumerable<string> arguments, byte[] input, string? folder = null)
    {
        var (code, output, errors) = Run(program, arguments, input, folder);
        Assert.True(code == 0, $"{program} ended with {code}: {errors}");
        return output;
    }
}
