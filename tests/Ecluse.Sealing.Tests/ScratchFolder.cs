using System.Security.Cryptography;

namespace Ecluse;

/// <summary>A folder beside the test's own files, gone with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string folder = Path.Combine(
        AppContext.BaseDirectory, "scratch", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    public ScratchFolder() => Directory.CreateDirectory(folder);

    public string Root => folder;

    public string At(params string[] names) => Path.Combine([folder, .. names]);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
