namespace Ecluse.Testkit;

/// <summary>A disk of a few kilobytes in the place of a folder, with what the folder held. Needs root; skips by name otherwise.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    /// <summary>Mounts it; what was in the folder is copied when it fits.</summary>
    public static async Task<SmallDisk> OverAsync(string folder, int kilobytes, bool readOnly = false)
    {
        Directory.CreateDirectory(folder);
        var held = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes);
        var mount = ProcessRun.Find("mount");
        if (mount is null || (await ProcessRun.RunAsync(mount, ["-t", "tmpfs", "-o", $"size={kilobytes}k,mode=700", "tmpfs", folder])).ExitCode != 0)
        {
            Assert.Skip("missing: the right to mount a small disk (root)");
        }

        foreach (var (name, bytes) in held)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (readOnly)
        {
            (await ProcessRun.RunAsync(mount, ["-o", "remount,ro", folder])).MustSucceed();
        }

        return new SmallDisk(folder);
    }

    /// <summary>Fills what is free.</summary>
    public void Fill()
    {
        using var file = new FileStream(Path.Combine(folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1024];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full now.
        }
    }

    /// <summary>Makes it larger or smaller, but never smaller than what is on it.</summary>
    public Task ResizeAsync(int kilobytes) => RemountAsync($"size={kilobytes}k");

    /// <summary>Lets nobody write on it any more, or lets them again.</summary>
    public Task ReadOnlyAsync(bool isReadOnly) => RemountAsync(isReadOnly ? "ro" : "rw");

    /// <summary>Kilobytes in use.</summary>
    public int Used => (int)((Drive.TotalSize - Drive.TotalFreeSpace) / 1024);

    private DriveInfo Drive => new(folder);

    private async Task RemountAsync(string how) =>
        (await ProcessRun.RunAsync(ProcessRun.Require("mount"), ["-o", "remount," + how, folder])).MustSucceed();

    /// <summary>Room again.</summary>
    public void MakeRoom() => File.Delete(Path.Combine(folder, "filler"));

    /// <summary>Takes it away, with what is on it.</summary>
    public void Dispose() => ProcessRun.RunAsync(ProcessRun.Require("umount"), ["--lazy", folder]).GetAwaiter().GetResult().MustSucceed();
}
