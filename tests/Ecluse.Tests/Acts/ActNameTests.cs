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
        var nouns = ActName.All.Select(act => act.Name.Split('.')[0]).ToHashSet();
        var unknown =
            from file in Directory.EnumerateFiles(
                Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            from Match literal in Literal().Matches(File.ReadAllText(file))
            let name = literal.Groups[1].Value
            where nouns.Contains(name.Split('.')[0]) && !IsFile(name) && !IsListOfEvents(file) && ActName.Find(name) is null
            select $"{Path.GetFileName(file)}: {name}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void Outcomes_answer_intents_and_nothing_else() => Assert.All(ActName.All, act =>
        Assert.Equal(
            act.Kind == ActKind.Outcome,
            act.Name == ActNameList.Abandoned
                || (act.Answers is { } answers && ActName.Find(answers)!.Kind == ActKind.Intent)));

    [GeneratedRegex(@"^\| `([a-z-]+\.[a-z-]+)` \|[^|\n]*\| (?:`([a-z-]+\.[a-z-]+)` |any )?\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static bool IsFile(string name) =>
        Path.GetExtension(name) is ".json" or ".html" or ".yaml" or ".sig" or ".md" or ".key" or ".pub" or ".db";

    // The watch's own closed lists: what happens there is an event, not an act of the journal.
    private static bool IsListOfEvents(string file) => file.EndsWith("Watch/EventKinds.cs", StringComparison.Ordinal) || file.EndsWith("Watch/StandingKinds.cs", StringComparison.Ordinal);

    [GeneratedRegex(@"""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Literal();
}
