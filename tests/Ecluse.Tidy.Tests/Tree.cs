using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Ecluse.Tidy;

/// <summary>The files of this repository as git knows them.</summary>
internal static class Tree
{
    /// <summary>Full path of the repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Files that git tracks or would track, relative to the root, with '/' between segments.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    /// <summary>Files under a folder with one of the endings given, or all of them when none is given.</summary>
    public static IEnumerable<string> Under(string folder, params string[] endings) => Files.Where(file =>
        file.StartsWith(folder + "/", StringComparison.Ordinal)
        && (endings.Length == 0 || endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))));

    /// <summary>The text of a file given by its path relative to the root.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Runs git in the root; returns its exit code and what it printed.</summary>
    public static (int Code, string Output) Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    // A file removed but not yet committed is still listed by git, and a submodule is a folder.
    private static string[] ListFiles() => Git("ls-files", "--cached", "--others", "--exclude-standard").Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(file => File.Exists(Path.Combine(Root, file)))
        .Distinct()
        .ToArray();

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { Path.GetDirectoryName(here)!, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Ecluse.slnx")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException("Ecluse.slnx stands in no folder above the tests.");
    }
}
