namespace Ecluse.Testkit;

/// <summary>A folder of one test, under the test project's own output, removed when the test ends.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes a new empty folder.</summary>
    public ScratchFolder() => Directory.CreateDirectory(Path);

    /// <summary>Full path of the folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "scratch", Guid.NewGuid().ToString("N"));

    /// <summary>Full path of a file in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
