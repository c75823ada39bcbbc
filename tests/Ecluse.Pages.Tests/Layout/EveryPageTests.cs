using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Errors;
using Ecluse.Pages.Tests.Gallery;

namespace Ecluse.Pages.Tests.Layout;

/// <summary>What is true of every page in every state and language.</summary>
public sealed partial class EveryPageTests
{
    private static readonly IReadOnlyDictionary<string, (Language Language, string Html)> Pages =
        GalleryPages.All().ToDictionary(page => page.File, page => (page.Language, page.Html));

    public static TheoryData<string> Files => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Allows_its_own_style_block_and_nothing_else(string file)
    {
        var html = Pages[file].Html;
        var style = Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        // The policy is an attribute, so its quotes are encoded; a browser reads them back.
        Assert.Contains(
            $"content=\"default-src &#39;none&#39;; style-src &#39;sha256-{hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;\"",
            html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "<style"));
        Assert.True(html.IndexOf("Content-Security-Policy", StringComparison.Ordinal) < html.IndexOf("<style", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Runs_nothing_and_asks_for_nothing(string file) => Assert.DoesNotMatch(Active(), Pages[file].Html);

    [Fact]
    public void The_look_for_active_content_finds_it() =>
        Assert.All(["<script>", "<p style=\"x\">", "<p onclick=\"x\">", "<img src=\"x\">", "<a href=\"https://x\">", "url(http://x)"],
            bad => Assert.Matches(Active(), bad));

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_well_formed(string file)
    {
        var html = Regex.Replace(Pages[file].Html, "<style>.*?</style>|<!doctype html>", "", RegexOptions.Singleline);
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(html))
        {
            var name = tag.Groups[2].Value;
            if (tag.Groups[1].Value == "/")
            {
                Assert.Equal(name, open.Pop());
            }
            else if (!tag.Value.EndsWith("/>", StringComparison.Ordinal) && name is not ("meta" or "br"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
        Assert.DoesNotContain('<', Tag().Replace(html, ""));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_each_id_once(string file)
    {
        var ids = Id().Matches(Pages[file].Html).Select(id => id.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        foreach (Match use in Regex.Matches(Pages[file].Html, "href=\"#([^\"]+)\""))
        {
            Assert.Contains(use.Groups[1].Value, ids);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Says_its_language_and_links_to_the_other(string file)
    {
        var (language, html) = Pages[file];
        var (own, other) = language == Language.French ? ("fr", "en") : ("en", "fr");
        Assert.Contains($"<html lang=\"{own}\">", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"./{file.Replace($".{own}.", $".{other}.", StringComparison.Ordinal)}\" hreflang=\"{other}\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Breaks_no_line_before_a_french_mark(string file)
    {
        if (Pages[file].Language == Language.French)
        {
            var text = Regex.Replace(Pages[file].Html, "<style>.*?</style>|<pre.*?</pre>|<code.*?</code>|<[^>]*>", "§", RegexOptions.Singleline);
            Assert.DoesNotMatch(@" [:;?!»]|« |\d %", text);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_the_same_twice(string file) =>
        Assert.Equal(Pages[file].Html, GalleryPages.All().Single(page => page.File == file).Html);

    [GeneratedRegex("""<script|<iframe|<object|<embed|<link|<img|<form|<[^>]*\sstyle=|<[^>]*\son[a-z]+=|(href|src)="(?!#|\./)|url\((?!#)|@import""", RegexOptions.IgnoreCase)]
    private static partial Regex Active();

    [GeneratedRegex("""<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s+[a-zA-Z:-]+(?:="[^"<]*")?)*\s*/?>""")]
    private static partial Regex Tag();

    [GeneratedRegex("\\sid=\"([^\"]+)\"")]
    private static partial Regex Id();
}
