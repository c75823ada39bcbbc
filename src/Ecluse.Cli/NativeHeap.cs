using System.Runtime.InteropServices;

namespace Ecluse.Cli;

/// <summary>
/// The heap of the C library, which SQLite allocates from. glibc opens a heap of its own for each thread that asks while
/// another is asking, up to eight for each core, and hardly gives any of them back: a run that touches three files from a
/// pool of threads keeps what each of them once needed.
/// </summary>
internal static class NativeHeap
{
    // M_ARENA_MAX of malloc.h.
    private const int HeapsAtMost = -8;

    /// <summary>All threads from here on share the heaps there are. Does nothing where the C library has no such setting
    /// (musl) and on other systems.</summary>
    /// <returns>Whether the C library took the setting.</returns>
    public static bool OneForAllThreads()
    {
        try
        {
            return OperatingSystem.IsLinux() && Set(HeapsAtMost, 1) == 1;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int Set(int parameter, int value);
}
