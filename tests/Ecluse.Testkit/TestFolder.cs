namespace Ecluse.Testkit;

/// <summary>A throw-away folder outside the tree, readable by its owner only; removed at the end of the test.</summary>
public sealed class TestFolder : IDisposable
{
    /// <summary>Makes the folder, empty.</summary>
    public TestFolder() => Path = Directory.CreateTempSubdirectory("ecluse-test-").FullName;

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>A path inside the folder; nothing is created.</summary>
    public string Of(params string[] segments) => System.IO.Path.Combine([Path, .. segments]);

    /// <summary>Writes a file inside the folder and returns its full path.</summary>
    public string Write(string name, string text)
    {
        var file = Of(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Every file below the folder, relative to it, in ordinal order.</summary>
    public IReadOnlyList<string> Files() => Directory
        .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Path, file))
        .Order(StringComparer.Ordinal)
        .ToArray();

    /// <summary>Removes the folder, read-only folders inside it too.</summary>
    public void Dispose()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories))
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(Path, recursive: true);
    }

    /// <summary>A folder that stays between runs, for data sets that are costly to build.</summary>
    /// <param name="name">Name that changes whenever what is built changes.</param>
    public static string Cache(string name)
    {
        var home = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Directory.CreateDirectory(System.IO.Path.Combine(home, "ecluse-tests", name)).FullName;
    }
}
