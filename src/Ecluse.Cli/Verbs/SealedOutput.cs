using Ecluse.Durability;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// Where a verb writes: standard output, or a file that has its name only once everything was written. Disposed before
/// <see cref="Keep"/>, the file is removed.
/// </summary>
internal sealed class SealedOutput : IDisposable
{
    private readonly string? path;
    private readonly bool standard;
    private bool kept;

    private SealedOutput(Stream stream, string? path)
    {
        Stream = stream;
        this.path = path;
        standard = path is null;
    }

    /// <summary>What to write to; disposed here.</summary>
    public Stream Stream { get; }

    public static SealedOutput To(string? path, Terminal terminal)
    {
        if (path is null)
        {
            return new SealedOutput(terminal.Out(), null);
        }

        if (File.Exists(path))
        {
            throw SealingErrors.OutputExists();
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new SealedOutput(new FileStream(path + ".part", options), path);
    }

    /// <summary>Everything was written, and verified where there was something to verify.</summary>
    public void Keep()
    {
        if (standard)
        {
            Stream.Flush();
            return;
        }

        ((FileStream)Stream).Flush(flushToDisk: true);
        Stream.Dispose();
        if (!NewName.Give(path + ".part", path!))
        {
            throw SealingErrors.OutputExists();
        }

        kept = true;
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path!))!);
    }

    public void Dispose()
    {
        if (standard)
        {
            Stream.Flush();
            return;
        }

        Stream.Dispose();
        if (!kept)
        {
            File.Delete(path + ".part");
        }
    }
}
