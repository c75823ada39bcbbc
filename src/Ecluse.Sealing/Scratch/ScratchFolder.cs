using Ecluse.Durability;

namespace Ecluse.Scratch;

/// <summary>Where sealed scratch files are made: a folder for this account only, empty but for the instant of an opening.</summary>
/// <param name="path">The folder; made when it is not there.</param>
public sealed class ScratchFolder(string path)
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

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
