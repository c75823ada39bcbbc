using System.Security.Cryptography;

namespace Ecluse.Files;

/// <summary>SHA-256 of each file of a folder, taken before and after a reading: a change in between refuses it.</summary>
internal sealed class FolderFingerprint
{
    private readonly SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);

    /// <summary>The files' own hashes together, for a plan.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
        string.Join('\n', hashes.Select(pair => $"{pair.Value}  {Path.GetFileName(pair.Key)}")))));

    /// <summary>Hashes every file.</summary>
    public static FolderFingerprint Of(IEnumerable<string> files)
    {
        var fingerprint = new FolderFingerprint();
        foreach (var file in files)
        {
            fingerprint.hashes[file] = Hash(file);
        }

        return fingerprint;
    }

    /// <summary>Refuses when a file is not what it was.</summary>
    public void Check()
    {
        foreach (var (file, hash) in hashes)
        {
            if (!File.Exists(file) || Hash(file) != hash)
            {
                throw FileErrors.Changed(Path.GetFileName(file));
            }
        }
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
