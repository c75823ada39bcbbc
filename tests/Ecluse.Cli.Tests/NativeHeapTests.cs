using System.Runtime.InteropServices;

namespace Ecluse.Cli.Tests;

public sealed class NativeHeapTests
{
    [DllImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static extern nint Version();

    [Fact]
    public void The_C_library_takes_the_setting()
    {
        try
        {
            _ = Version();
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            Assert.Skip("glibc");
        }

        Assert.True(NativeHeap.OneForAllThreads());
    }
}
