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

    private static string Header(string name, string text) =>
        Regex.Match(text, $"^# {name}: *(\\S+) *$", RegexOptions.Multiline) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidDataException($"no line '# {name}: …'");
}
