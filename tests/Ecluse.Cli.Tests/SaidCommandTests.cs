using System.Text.RegularExpressions;
using Ecluse.Testkit;

namespace Ecluse.Cli;

/// <summary>What Écluse itself tells people to type, in rules, requirements, forms and errors: it must exist, and be the same in both languages.</summary>
public sealed partial class SaidCommandTests
{
    [Fact]
    public void Every_command_that_a_rule_a_requirement_or_another_file_says_exists() => MustBeNone(Faults("*.yaml"));

    [Fact]
    public void Every_command_that_an_error_says_exists() => MustBeNone(Faults("*Errors.cs"));

    [Fact]
    public void What_a_file_says_in_English_and_in_French_names_the_same_commands()
    {
        var pairs = Sources("*.yaml").SelectMany(file => Pair().Matches(File.ReadAllText(file)).Select(match => (file, match))).ToList();
        Assert.True(pairs.Count > 100);
        MustBeNone(pairs.Where(one => !Commands(one.match.Groups["en"]).SequenceEqual(Commands(one.match.Groups["fr"]))).Select(one => $"{one.file}: {one.match.Value}"));
    }

    [Theory]
    [InlineData("Run ecluse levitate; then wait.", "no verb 'levitate'")]
    [InlineData("see what it was (ecluse journal levitate)", "no verb 'levitate'")]
    [InlineData("ecluse erase --levitate, or nothing", "no option '--levitate'")]
    [InlineData("ecluse erase --due, or ecluse passage levitate with the plan’s id", "no verb 'levitate'")]
    public void A_command_that_does_not_exist_would_be_found(string said, string fault) =>
        Assert.Equal(fault, CommandsNamed.InProse(said).Select(CommandsNamed.FaultOf).Single(one => one is not null));

    [Theory]
    [InlineData("ecluse restore sur une autre machine, y lancer ecluse journal verify, noter le jour", "ecluse restore", "ecluse journal verify")]
    [InlineData("(ecluse erase --due)", "ecluse erase --due")]
    [InlineData("~/.config/ecluse is a folder")]
    public void The_commands_of_a_sentence_are_read_without_the_sentence(string said, params string[] commands) =>
        Assert.Equal(commands, CommandsNamed.InProse(said));

    private static void MustBeNone(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    private static IEnumerable<string> Faults(string files) =>
        from file in Sources(files)
        from line in File.ReadLines(file)
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from command in CommandsNamed.InProse(Hole().Replace(line, "X"))

        let fault = CommandsNamed.FaultOf(command)
        where fault is not null
        select $"{Path.GetRelativePath(RepositoryRoot.Path, file)}: `{command}`: {fault}";

    private static IEnumerable<string> Commands(Group said) => CommandsNamed.InProse(said.Value).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sources(string files) => Directory
        .EnumerateFiles(RepositoryRoot.Of("src"), files, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("en: \"(?<en>[^\"]*)\"\\s+fr: \"(?<fr>[^\"]*)\"")]
    private static partial Regex Pair();
}
