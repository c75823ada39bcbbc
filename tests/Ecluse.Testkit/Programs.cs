using System.Diagnostics;

namespace Ecluse.Testkit;

/// <summary>Programs that tests use as independent judges.</summary>
public static class Programs
{
    /// <summary>Full path of a program on the PATH, or null where it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end and returns its exit code, standard output and standard error.</summary>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, byte[]? input = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(input ?? []);
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync();
        return new ProgramResult(process.ExitCode, output.ToArray(), await errors);
    }
}

/// <summary>What a program left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output, bytes.</param>
/// <param name="Error">Standard error, text.</param>
public sealed record ProgramResult(int ExitCode, byte[] Output, string Error);
