using System.Runtime.InteropServices;
using System.Text;

namespace Ecluse.Durability;

/// <summary>
/// Makes names last: a file that was created, renamed or removed is so after a power cut only once its folder was flushed.
/// </summary>
public static class FolderSync
{
    private const int OpenDirectoryReadOnly = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC

    /// <summary>Flushes a folder's names to the disk. Does nothing where there is no such thing (other systems than Linux).</summary>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Flush(string folder)
    {
        // Windows has no flush for folders (its file systems journal names); macOS is not a system Écluse is run on.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(Path.GetFullPath(folder) + '\0'), OpenFlags());
        if (descriptor < 0)
        {
            throw Failure();
        }

        var flushed = Fsync(descriptor);
        var failure = flushed < 0 ? Failure() : null;
        _ = Close(descriptor);
        if (failure is not null)
        {
            throw failure;
        }
    }

    // O_DIRECTORY has another value on ARM.
    private static int OpenFlags() =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64
            ? 0x4000 | 0x80000
            : OpenDirectoryReadOnly;

    private static IOException Failure()
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"flushing a folder failed with error {error}", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
