using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>Each patch of <c>tests/sabotage</c> can be applied to the tree as it is and names a test that exists.</summary>
public sealed partial class SabotageTests
{
    public static TheoryData<string> Patches() => [.. Tree.Under("tests/sabotage", ".patch")];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Patches))]
    public void A_patch_applies_and_names_its_test(string patch)
    {
        var text = Tree.Read(patch);
        Assert.Matches(@"^[a-z0-9-]+-[0-9]+\.patch$", Path.GetFileName(patch));
        var test = Header("test", text);
        var project = Header("project", text);
        var (code, words) = Tree.Git("apply", "--check", patch);
        Assert.True(code == 0, words);
        var method = test.Split('.')[^1];
        Assert.Contains(Tree.Under(project, ".cs"), file => Tree.Read(file).Contains($" {method}(", StringComparison.Ordinal));
        Assert.DoesNotContain("+++ b/tests/", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_of_the_lock_has_one() => Assert.All(
        Enumerable.Range(1, 12), rule => Assert.Contains(Tree.Under("tests/sabotage", ".patch"), patch => patch.Contains($"/rule-{rule:D2}-", StringComparison.Ordinal)));

    [Fact]
    public void Every_finding_of_the_case_has_one()
    {
        var tests = Tree.Under("tests/sabotage", ".patch").Select(patch => Header("test", Tree.Read(patch)).Split('.')[^2]).ToHashSet();
        var findings = Tree.Under("tests/Ecluse.Case2022", ".cs").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name.StartsWith("Paragraph", StringComparison.Ordinal)).ToList();

        Assert.True(findings.Count >= 10, $"{findings.Count} findings");
        Assert.All(findings, finding => Assert.Contains(finding, tests));
    }

    private static string Header(string name, string text) =>
        Regex.Match(text, $"^# {name}: *(\\S+) *$", RegexOptions.Multiline) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidDataException($"no line '# {name}: …'");
}
