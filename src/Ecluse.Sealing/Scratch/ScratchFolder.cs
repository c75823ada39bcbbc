using Ecluse.Durability;

namespace Ecluse.Scratch;

/// <summary>Where sealed scratch files are made: a folder for this account only, empty but for the instant of an opening.</summary>
/// <param name="path">The folder; made when it is not there.</param>
public sealed class ScratchFolder(string path)
{
    internal const string Ending = ".scratch";

    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>
    /// Takes away the names that a kill between the opening of a file and the taking away of its name left: those files are empty.
    /// A file that another command has open loses nothing but a name that it was about to take away itself.
    /// </summary>
    /// <returns>Names found in the folder when it was read again.</returns>
    /// <exception cref="ScratchException"><c>SCRATCH-001</c>: the folder cannot be read or written.</exception>
    public IReadOnlyList<string> Empty()
    {
        try
        {
            // Twice more: between two readings another command may be opening a file of its own.
            for (var tries = 0; ; tries++)
            {
                foreach (var path in Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*" + Ending) : [])
                {
                    File.Delete(path);
                }

                List<string> left = Directory.Exists(Path)
                    ? [.. Directory.EnumerateFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path))]
                    : [];
                if (tries == 2 || !left.Any(name => name.EndsWith(Ending, StringComparison.Ordinal)))
                {
                    return left;
                }
            }
        }
        catch (Exception cause) when (DiskTroubles.IsDisk(cause))
        {
            throw ScratchException.Disk(cause);
        }
    }

    /// <summary>Makes a file, empty.</summary>
    /// <exception cref="ScratchException"><c>SCRATCH-001</c>: the folder cannot be written.</exception>
    public ScratchFile NewFile()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Path);
            }
            else
            {
                Directory.CreateDirectory(Path, Mine);
            }
        }
        catch (Exception cause) when (DiskTroubles.IsDisk(cause))
        {
            throw ScratchException.Disk(cause);
        }

        return new ScratchFile(Path);
    }
}
