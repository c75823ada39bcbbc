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
        Assert.SkipWhen(Programs.Find("chromium") is null, "missing: chromium");
        var folder = await NodePackages.OrSkipAsync("pages");
        return new(Programs.Find("chromium")!, Programs.Find("node")!, folder);
    }

    /// <summary>Runs one of our scripts to its end; what it finds it prints.</summary>
    public async Task<string> RunAsync(string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["CHROMIUM"] = Chromium };
        var result = await ProcessRun.RunAsync(Node, [Path.Combine(Folder, script), .. arguments], environment: variables, seconds: 300);
        Assert.True(result.ExitCode == 0, result.OutputText + result.ErrorText);
        return result.OutputText.TrimEnd('\n');
    }
}
