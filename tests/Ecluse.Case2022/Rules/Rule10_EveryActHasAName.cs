using System.Text.RegularExpressions;

namespace Ecluse.Rules;

/// <summary>Rule 10: every act is a named person's or an agent's, is in the journal, and the journal names nobody in clear.</summary>
public sealed partial class Rule10_EveryActHasAName(PassedLaboratory passed)
{
    private readonly Laboratory lab = passed.Lab;

    [Fact]
    public async Task Each_act_is_by_a_person_that_is_known_or_by_a_gate()
    {
        var people = (await lab.RunAsync("person", "list")).MustSucceed().Output;
        var actors = Actor().Matches((await lab.RunAsync("journal", "show")).MustSucceed().Output).Select(match => match.Value).Distinct().ToArray();

        Assert.Contains(actors, by => by.StartsWith("person:", StringComparison.Ordinal));
        Assert.Contains(actors, by => by.StartsWith("agent:", StringComparison.Ordinal));
        Assert.All(actors.Where(by => by.StartsWith("person:", StringComparison.Ordinal)), by => Assert.Contains(by, people, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_step_of_the_passage_stands_in_a_journal_that_verifies_and_names_nobody()
    {
        var steps = (await lab.RunAsync("passage", "status", lab.Passage, "--json")).Json().GetProperty("steps").EnumerateArray().ToArray();

        Assert.True(steps.Length >= 6);
        Assert.All(steps, step => Assert.True(step.GetProperty("journal-index").GetInt64() >= 0));
        (await lab.RunAsync("journal", "verify")).MustSucceed();
        Assert.All(
            Directory.EnumerateFiles(lab.Of("data", "journal"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("Kervella", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [GeneratedRegex("(?:person|agent):[A-Za-z0-9._@-]+")]
    private static partial Regex Actor();
}
