using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>What must be true of every source file of the product.</summary>
public sealed partial class SourceTests
{
    private const int LinesMax = 400;

    private static readonly string[] Sources =
        [.. Tree.Under("src", ".cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))];

    [Fact]
    public void A_class_is_sealed_static_or_abstract_unless_another_of_ours_inherits_it() => Faults.None(
        Sources.SelectMany(file => Matches(OpenType(), file)).Where(found => !IsInherited(found.Split(' ')[^1])));

    [Fact]
    public void A_class_left_open_would_be_found() =>
        Assert.Matches(OpenType(), "public class Something\n");

    [Fact]
    public void No_file_is_longer_than_a_person_reads_in_one_go() => Faults.None(
        Sources.Where(file => Tree.Read(file).Count(letter => letter == '\n') > LinesMax));

    [Fact]
    public void Nothing_is_left_for_later() => Faults.None(Sources.SelectMany(file => Matches(Leftover(), file)));

    [Fact]
    public void No_failure_is_swallowed_without_a_word() =>
        Faults.None(Sources.SelectMany(file => Matches(Swallowed(), file)));

    [Fact]
    public void Only_the_command_line_writes_to_the_terminal() => Faults.None(
        Sources.Where(file => !file.StartsWith("src/Ecluse.Cli/", StringComparison.Ordinal) && file != "src/Ecluse.Gate/Program.cs")
            .SelectMany(file => Matches(ConsoleUse(), file)));

    [Fact]
    public void Banned_names_stand_in_no_source_and_each_says_why()
    {
        var banned = Tree.Read("BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(';', 2)).ToArray();
        Assert.All(banned, line => Assert.True(line.Length == 2 && line[1].Length > 10, line[0]));
        Assert.Contains("BannedSymbols.txt", Tree.Read("Directory.Build.props"), StringComparison.Ordinal);
        Faults.None(Sources.SelectMany(file => Matches(ClockOrChance(), file)));
    }

    [Fact]
    public void The_build_refuses_warnings_missing_documentation_and_silent_overflow()
    {
        var rules = Tree.Read("Directory.Build.props");
        Assert.All(
            new[]
            {
                "<TreatWarningsAsErrors>true<", "<Nullable>enable<", "<CheckForOverflowUnderflow>true<",
                "<GenerateDocumentationFile>true<", "<RestorePackagesWithLockFile>true<",
            },
            rule => Assert.Contains(rule, rules, StringComparison.Ordinal));
    }

    private static bool IsInherited(string type) =>
        Sources.Any(file => Regex.IsMatch(Tree.Read(file), $@"\bclass \w+(?:\([^;{{]*\))?\s*: {type}\b"));

    private static IEnumerable<string> Matches(Regex pattern, string file) =>
        pattern.Matches(Tree.Read(file)).Select(match => $"{file}: {match.Value.Trim()}");

    [GeneratedRegex(@"^ *(?:public|internal)(?:(?! (?:sealed|static|abstract|struct|enum|interface|delegate) )[^\n(={;])* (?:class|record) (?!struct)\w+", RegexOptions.Multiline)]
    private static partial Regex OpenType();

    [GeneratedRegex(@"TODO|FIXME|HACK|NotImplementedException")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"catch *(?:\([^)]*\))? *(?:when *\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex Swallowed();

    [GeneratedRegex(@"\bConsole\.\w+")]
    private static partial Regex ConsoleUse();

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Utc)?Now|\bnew Random\(|\bRandom\.Shared|\bThread\.Sleep|Path\.GetTemp")]
    private static partial Regex ClockOrChance();
}
