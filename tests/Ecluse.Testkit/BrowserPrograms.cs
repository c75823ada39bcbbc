using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ecluse.Testkit;

/// <summary>Chromium and what drives it: Node, with the packages that <c>tests/oracles/pages</c> locks.</summary>
/// <param name="Chromium">Path of the browser.</param>
/// <param name="Node">Path of Node.</param>
/// <param name="Folder">Folder with our scripts and their packages.</param>
public sealed record BrowserPrograms(string Chromium, string Node, string Folder)
{
    /// <summary>Finds and installs them, once a machine; skips the test by the name of what is missing.</summary>
    public static async Task<BrowserPrograms> OrSkipAsync()
    {
        string[] names = ["chromium", "node", "npm"];
        var missing = names.Where(name => Programs.Find(name) is null).ToList();
        Assert.SkipWhen(missing.Count > 0, $"missing: {string.Join(", ", missing)}");
        var folder = await InstallAsync(Programs.Find("npm")!);
        Assert.SkipWhen(folder is null, "missing: npm axe-core, playwright-core (could not be installed)");
        return new(Programs.Find("chromium")!, Programs.Find("node")!, folder!);
    }

    /// <summary>Runs one of our scripts to its end; what it finds it prints.</summary>
    public async Task<string> RunAsync(string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["CHROMIUM"] = Chromium };
        var result = await ProcessRun.RunAsync(Node, [Path.Combine(Folder, script), .. arguments], environment: variables, seconds: 300);
        Assert.True(result.ExitCode == 0, result.OutputText + result.ErrorText);
        return result.OutputText.TrimEnd('\n');
    }

    private static async Task<string?> InstallAsync(string npm, [CallerFilePath] string here = "")
    {
        var sources = Path.GetFullPath(Path.Combine(here, "../../oracles/pages"));
        var files = Directory.GetFiles(sources).Order(StringComparer.Ordinal).ToList();
        var name = Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(File.ReadAllBytes)]))[..16];
        var folder = TestFolder.Cache($"pages-{name}");
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
