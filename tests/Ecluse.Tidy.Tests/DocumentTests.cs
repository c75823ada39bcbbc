using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>What the documents point at is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Pages = [.. Tree.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Fact]
    public void Every_link_leads_to_a_file() => Faults.None(Pages.SelectMany(page => Link().Matches(Prose(page))
        .Select(match => match.Groups[1].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')
            && !target.StartsWith("mailto:", StringComparison.Ordinal))
        .Where(target => !Path.Exists(Path.Combine(Tree.Root, Path.GetDirectoryName(page)!, target.Split('#')[0])))
        .Select(target => $"{page} → {target}")));

    [Fact]
    public void Every_page_of_docs_stands_in_the_map_or_in_a_folder_that_does()
    {
        var map = Tree.Read("docs/README.md");
        Faults.None(Tree.Under("docs", ".md").Where(page => page != "docs/README.md").Where(
            page => !map.Contains($"({page["docs/".Length..]})", StringComparison.Ordinal)
                && !map.Contains($"({Path.GetDirectoryName(page)!["docs".Length..].TrimStart('/')}/)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_test_named_in_the_tables_of_law_case_and_peers_exists() => Faults.None(
        new[] { "docs/law.md", "docs/case.md", "docs/peers.md" }.SelectMany(page => TestClass().Matches(Tree.Read(page)))
            .Select(match => match.Groups[1].Value).Distinct()
            .Where(name => !Tree.Under("tests", ".cs").Any(
                file => Tree.Read(file).Contains($" class {name}", StringComparison.Ordinal))));

    [Fact]
    public void The_readme_has_the_same_sections_in_french() => Assert.Equal(
        Heading().Count(Tree.Read("README.md")), Heading().Count(Tree.Read("README.fr.md")));

    private static string Prose(string page) => Fence().Replace(Tree.Read(page), "");

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([A-Za-z0-9_]+Tests|Paragraph[A-Za-z0-9_]+)`")]
    private static partial Regex TestClass();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
