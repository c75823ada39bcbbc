using System.Runtime.InteropServices;

namespace Ecluse.Gate;

/// <summary>
/// SQLite's library, out of the executable: one file is all there is. On Linux it is loaded from memory, so that nothing is written
/// to any folder for it; elsewhere, or built without it, the library stands beside the program.
/// </summary>
internal static partial class SqliteInside
{
    private const string Resource = "libe_sqlite3.so";

    /// <summary>From here on SQLite is found in memory, where it is inside.</summary>
    public static void Use()
    {
        if (OperatingSystem.IsLinux() && typeof(SqliteInside).Assembly.GetManifestResourceStream(Resource) is { } inside)
        {
            var library = new Lazy<nint>(() => Load(inside));
            NativeLibrary.SetDllImportResolver(
                typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? library.Value : 0);
        }
    }

    private static nint Load(Stream inside)
    {
        using (inside)
        {
            var file = CreateInMemory("e_sqlite3", 0);
            using var memory = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(file, ownsHandle: true), FileAccess.Write);
            inside.CopyTo(memory);
            memory.Flush();
            return NativeLibrary.Load($"/proc/self/fd/{file}");
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateInMemory(string name, uint flags);
}
