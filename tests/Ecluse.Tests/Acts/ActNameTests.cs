using System.Text.RegularExpressions;
using Ecluse.Testkit;

namespace Ecluse.Acts;

public sealed partial class ActNameTests
{
    [Fact]
    public void Closed_list_is_the_one_of_the_specification()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "spec", "journal.md"));
        var written = Row().Matches(page).Select(row => (
            Name: row.Groups[1].Value,
            Answers: row.Groups[2].Value is { Length: > 0 } intent ? intent : null));

        Assert.Equal(ActName.All.Select(act => (act.Name, act.Answers)), written);
    }

    [Fact]
    public void Names_that_the_code_journals_are_all_in_the_list()
    {
        var source = Path.Combine(RepositoryRoot.Path, "src");
        var unknown =
            from file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            from Match use in Use().Matches(File.ReadAllText(file))
            where ActName.Find(use.Groups[1].Value) is null
            select $"{Path.GetFileName(file)}: {use.Groups[1].Value}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void Outcomes_answer_intents_and_nothing_else() => Assert.All(ActName.All, act =>
        Assert.Equal(
            act.Kind == ActKind.Outcome,
            act.Answers is { } answers && ActName.Find(answers)!.Kind == ActKind.Intent));

    [GeneratedRegex(@"^\| `([a-z-]+\.[a-z-]+)` \|[^|\n]*\| (?:`([a-z-]+\.[a-z-]+)` )?\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bAct\(\s*""([^""]+)""")]
    private static partial Regex Use();
}
