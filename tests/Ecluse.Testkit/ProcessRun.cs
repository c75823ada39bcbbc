using System.Diagnostics;
using System.Text;

namespace Ecluse.Testkit;

/// <summary>What a program did: its exit code and both its outputs, byte for byte.</summary>
public sealed record ProcessResult(int ExitCode, byte[] Output, byte[] Errors)
{
    /// <summary>Standard output read as UTF-8.</summary>
    public string OutputText => Encoding.UTF8.GetString(Output);

    /// <summary>Standard error read as UTF-8.</summary>
    public string ErrorText => Encoding.UTF8.GetString(Errors);

    /// <summary>The result itself when the program ended with 0; a failed test that quotes its words otherwise.</summary>
    public ProcessResult MustSucceed()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{OutputText}\n{ErrorText}");
        return this;
    }
}

/// <summary>Runs a program to its end, with what it reads given as bytes.</summary>
public static class ProcessRun
{
    /// <summary>Full path of a program; the test is skipped by its name when the machine has none.</summary>
    public static string Require(string program)
    {
        var path = Find(program);
        Assert.SkipWhen(path is null, $"{program} is not installed");
        return path!;
    }

    /// <summary>Full path of a program of PATH or of the system's folders; null when there is none.</summary>
    public static string? Find(string program) => Samples.Servers.InstalledProgram.Find(program);

    /// <summary>Runs a program; kills it with its children when the time is over, and fails the test.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">One argument each; nothing is read by a shell.</param>
    /// <param name="input">What it reads on standard input; nothing when null.</param>
    /// <param name="folder">Working folder; this process's own when null.</param>
    /// <param name="environment">Variables set on top of this process's; a null value removes one.</param>
    /// <param name="seconds">How long it may take.</param>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        byte[]? input = null,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        int seconds = 180)
    {
        var start = StartInfo(program, arguments, folder, environment);
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await Task.WhenAll(
                FeedAsync(process, input, limit.Token),
                process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token),
                process.StandardError.BaseStream.CopyToAsync(errors, limit.Token),
                process.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {seconds} s.\n{Encoding.UTF8.GetString(errors.ToArray())}");
        }

        return new ProcessResult(process.ExitCode, output.ToArray(), errors.ToArray());
    }

    internal static ProcessStartInfo StartInfo(
        string program,
        IEnumerable<string> arguments,
        string? folder,
        IReadOnlyDictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task FeedAsync(Process process, byte[]? input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input ?? [], cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended, or closed its input, before it had read everything: its exit code tells the rest.
        }
    }
}
