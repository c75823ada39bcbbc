using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Testkit;

namespace Ecluse.Oracles;

/// <summary>npm's age-encryption, installed once in a cache outside the tree.</summary>
internal static class AgeEncryptionOracle
{
    private static readonly Lazy<string?> Folder = new(Install);

    /// <summary>Runs one operation of <c>oracle.mjs</c>.</summary>
    public static byte[] Run(string[] arguments, byte[] input)
    {
        OracleProcess.Need("node", "npm");
        if (Folder.Value is null)
        {
            Assert.Skip("missing: npm age-encryption (could not be installed)");
        }

        return OracleProcess.RunWell("node", ["oracle.mjs", .. arguments], input, Folder.Value);
    }

    public static string RunText(params string[] arguments) => Encoding.UTF8.GetString(Run(arguments, []));

    private static string? Install()
    {
        var sources = SourceFolder();
        var name = Convert.ToHexStringLower(SHA256.HashData(
            [.. File.ReadAllBytes(Path.Combine(sources, "package-lock.json")),
             .. File.ReadAllBytes(Path.Combine(sources, "oracle.mjs"))]))[..16];
        var folder = TestFolder.Cache($"age-encryption-{name}");
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done))
        {
            return folder;
        }

        foreach (var file in Directory.EnumerateFiles(sources))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        var (code, _) = OracleProcess.Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], [], folder);
        if (code != 0)
        {
            return null;
        }

        File.WriteAllText(done, "");
        return folder;
    }

    private static string SourceFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../oracles/age-encryption"));
}
