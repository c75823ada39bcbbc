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

    private static async Task<string> JudgeAsync(string pages) => await (await BrowserPrograms.OrSkipAsync())
        .RunAsync("judge.mjs", [pages], new Dictionary<string, string?> { ["VIEWS"] = "light:1440,dark:320" });
}
