using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ecluse.Testkit;

/// <summary>What a folder of <c>tests/oracles</c> locks, installed once a machine in a cache outside the tree.</summary>
public static class NodePackages
{
    /// <summary>The folder with our scripts and their packages; skips the test by the name of what is missing.</summary>
    /// <param name="oracle">Name of the folder in <c>tests/oracles</c>.</param>
    public static async Task<string> OrSkipAsync(string oracle)
    {
        string[] names = ["node", "npm"];
        var missing = names.Where(name => Programs.Find(name) is null).ToList();
        Assert.SkipWhen(missing.Count > 0, $"missing: {string.Join(", ", missing)}");
        var folder = await InstallAsync(Programs.Find("npm")!, oracle);
        Assert.SkipWhen(folder is null, $"missing: npm packages of tests/oracles/{oracle} (could not be installed)");
        return folder!;
    }

    private static async Task<string?> InstallAsync(string npm, string oracle, [CallerFilePath] string here = "")
    {
        var sources = Path.GetFullPath(Path.Combine(here, "../../oracles", oracle));
        var files = Directory.GetFiles(sources).Order(StringComparer.Ordinal).ToList();
        var name = Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)]))[..16];
        var folder = TestFolder.Cache($"{oracle}-{name}");
        var done = Path.Combine(folder, "installed");
        if (!File.Exists(done))
        {
            foreach (var file in files)
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }

            var result = await Programs.RunAsync(npm, ["ci", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"]);
            if (result.ExitCode != 0)
            {
                return null;
            }

            await File.WriteAllTextAsync(done, "");
        }

        return folder;
    }
}
