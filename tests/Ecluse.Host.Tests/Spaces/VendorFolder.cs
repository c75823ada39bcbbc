using System.Security.Cryptography;
using Ecluse.Testkit;

namespace Ecluse.Host.Spaces;

/// <summary>What the drop zone's vendored file is made from, installed once a machine as its lock file has it.</summary>
internal static class VendorFolder
{
    /// <summary>Files of the repository that a run needs.</summary>
    public static string Source(params string[] names) => RepositoryRoot.Of(["build", "depot-vendor", .. names]);

    /// <summary>The folder with its packages; skips the test by the name of what is missing.</summary>
    public static async Task<string> OrSkipAsync()
    {
        var missing = new[] { "node", "npm" }.Where(name => Programs.Find(name) is null).ToList();
        Assert.SkipWhen(missing.Count > 0, $"missing: {string.Join(", ", missing)}");
        string[] files = [.. new[] { "package.json", "package-lock.json", "entry.js", "make.mjs" }.Select(name => Source(name)), RepositoryRoot.Of("tests", "oracles", "depot", "tus-client.mjs")];
        var folder = TestFolder.Cache("depot-vendor-" + Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)]))[..16]);
        var done = Path.Combine(folder, "installed");
        if (!File.Exists(done))
        {
            foreach (var file in files)
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }

            var result = await Programs.RunAsync(Programs.Find("npm")!, ["ci", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"]);
            Assert.SkipWhen(result.ExitCode != 0, "missing: npm tus-js-client, age-encryption, esbuild (could not be installed)");
            await File.WriteAllTextAsync(done, "");
        }

        return folder;
    }
}
