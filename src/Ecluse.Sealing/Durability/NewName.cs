using System.Runtime.InteropServices;
using System.Text;

namespace Ecluse.Durability;

/// <summary>
/// Gives a whole file its name where nothing has that name yet. <see cref="File.Move(string, string, bool)"/> does not: on Linux it
/// looks whether the name is free and then renames over whatever came there since, so that of two writers the first one's file is lost.
/// </summary>
public static class NewName
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint DoNotReplace = 1; // RENAME_NOREPLACE
    private const int Exists = 17; // EEXIST
    private const int Invalid = 22; // EINVAL: a file system that does not know the flag (NFS)

    /// <summary>Renames; atomic, and of many at once exactly one succeeds. The caller flushes the folder.</summary>
    /// <returns>Whether the name was free; where it was not, both files are as they were.</returns>
    /// <exception cref="IOException">The disk refused.</exception>
    public static bool Give(string file, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return MoveElsewhere(file, name);
        }

        var (from, to) = (Bytes(file), Bytes(name));
        var error = Error(Rename(CurrentFolder, from, CurrentFolder, to, DoNotReplace));
        if (error == Invalid)
        {
            error = Error(Link(from, to));
            if (error == 0)
            {
                File.Delete(file);
            }
        }

        return error switch
        {
            0 => true,
            Exists => false,
            _ => throw new IOException($"giving a file its name failed with error {error}", error),
        };
    }

    // Windows' own call refuses a name that is taken.
    private static bool MoveElsewhere(string file, string name)
    {
        try
        {
            File.Move(file, name, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0');

    private static int Error(int result) => result < 0 ? Marshal.GetLastPInvokeError() : 0;

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    private static extern int Rename(int fromFolder, byte[] from, int toFolder, byte[] to, uint flags);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(byte[] from, byte[] to);
}
