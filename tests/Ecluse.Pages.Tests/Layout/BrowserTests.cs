using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ecluse.Pages.Tests.Gallery;
using Ecluse.Testkit;

namespace Ecluse.Pages.Tests.Layout;

/// <summary>Chromium and axe judge our pages: contrast, names, roles, the page's own policy, no sideways scroll.</summary>
public sealed class BrowserTests
{
    private static readonly string[] Judged =
        ["passage-opened.fr.html", "passage-stopped.en.html", "passage-demo.fr.html", "plan.fr.html", "plan-trial.en.html", "certificate.fr.html", "certificate-late.en.html", "case-broken.fr.html", "contract.en.html"];

    [Fact]
    public async Task Nothing_is_found_in_light_wide_and_dark_narrow()
    {
        using var folder = new TestFolder();
        foreach (var (file, _, html) in GalleryPages.All().Where(page => Judged.Contains(page.File)))
        {
            folder.Write(file, html);
        }

        Assert.Equal($"{{\"seen\":{Judged.Length}}}", await JudgeAsync(folder.Path));
    }

    [Fact]
    public async Task The_judge_finds_faint_text_a_nameless_picture_and_a_style_that_the_policy_forbids()
    {
        using var folder = new TestFolder();
        var page = GalleryPages.All().First(page => page.File == "plan.fr.html").Html
            .Replace("--ink-2: #42535c", "--ink-2: #c2d3dc", StringComparison.Ordinal);
        folder.Write("forbidden.html", page);
        folder.Write("wide.html", "<!doctype html><html lang=\"en\"><title>x</title><body><main><p class=\"brand\">x<div style=\"width:3000px;color:#ddd\">faint</div><img src=\"data:,\"></main></body></html>");
        var found = await JudgeAsync(folder.Path);
        Assert.Contains("the style block was not applied", found, StringComparison.Ordinal);
        Assert.Contains("scrollsSideways", found, StringComparison.Ordinal);
        Assert.Contains("color-contrast", found, StringComparison.Ordinal);
        Assert.Contains("image-alt", found, StringComparison.Ordinal);
    }

    private static async Task<string> JudgeAsync(string pages)
    {
        var chromium = Programs.Find("chromium");
        var node = Programs.Find("node");
        var npm = Programs.Find("npm");
        if (chromium is null || node is null || npm is null)
        {
            Assert.Skip($"missing: {string.Join(", ", new[] { chromium is null ? "chromium" : "", node is null ? "node" : "", npm is null ? "npm" : "" }.Where(name => name.Length > 0))}");
        }

        var judge = await InstallAsync(npm);
        if (judge is null)
        {
            Assert.Skip("missing: npm axe-core, playwright-core (could not be installed)");
        }

        var environment = new Dictionary<string, string?> { ["CHROMIUM"] = chromium, ["VIEWS"] = "light:1440,dark:320" };
        var result = await ProcessRun.RunAsync(
            node, [Path.Combine(judge, "judge.mjs"), pages], environment: environment, seconds: 300);
        Assert.True(result.ExitCode == 0, result.ErrorText);
        return result.OutputText.TrimEnd('\n');
    }

    private static async Task<string?> InstallAsync(string npm, [CallerFilePath] string here = "")
    {
        var sources = Path.GetFullPath(Path.Combine(here, "../../../oracles/pages"));
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

            File.WriteAllText(done, "");
        }

        return folder;
    }
}
