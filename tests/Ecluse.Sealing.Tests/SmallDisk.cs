using Ecluse.Oracles;
using Ecluse.Testkit;

namespace Ecluse;

/// <summary>A file system of a few kilobytes, in memory, mounted for one test. Needs root; skips by name otherwise.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TestFolder scratch = new();

    public SmallDisk(int kilobytes)
    {
        OracleProcess.Need("mount", "umount");
        var (code, _) = OracleProcess.Run(
            "mount", ["-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", scratch.Path], []);
        if (code != 0)
        {
            scratch.Dispose();
            Assert.Skip("missing: the right to mount a small disk (root)");
        }
    }

    public string Root => scratch.Path;

    public void MakeReadOnly() => OracleProcess.RunWell("mount", ["-o", "remount,ro", scratch.Path], []);

    public void Dispose()
    {
        // Lazily: a test that fails with a file still open must not leave the disk mounted.
        OracleProcess.RunWell("umount", ["--lazy", scratch.Path], []);
        scratch.Dispose();
    }
}
