using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Ecluse.Durability;

/// <summary>How many names a file has.</summary>
internal static class FileNames
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int DoNotFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint WantNames = 4; // STATX_NLINK
    private const int RecordLength = 256;
    private const int NamesOffset = 16;

    /// <summary>The number of hard links, 1 for most files; <see langword="null"/> where the system does not say.</summary>
    public static uint? Count(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var record = new byte[RecordLength];
        try
        {
            var name = Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0');
            return Statx(CurrentFolder, name, DoNotFollow, WantNames, record) == 0
                ? BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(NamesOffset))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] record);
}
