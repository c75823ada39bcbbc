using System.Runtime.CompilerServices;

namespace Ecluse.Testkit;

/// <summary>Where this repository stands on the machine that runs the tests.</summary>
public static class RepositoryRoot
{
    /// <summary>Full path of the folder that holds <c>Ecluse.slnx</c>.</summary>
    public static string Path { get; } = Find();

    /// <summary>A file or folder of the repository, by its path relative to the root.</summary>
    public static string Of(params string[] segments) => System.IO.Path.Combine([Path, .. segments]);

    private static string Find([CallerFilePath] string here = "")
    {
        // The source file first, so that a test run from any folder finds the tree it was built from.
        foreach (var start in new[] { System.IO.Path.GetDirectoryName(here)!, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(System.IO.Path.Combine(folder.FullName, "Ecluse.slnx")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException($"No folder above {here} holds Ecluse.slnx.");
    }
}
