using System.Text.RegularExpressions;
using Ecluse.Testkit;

namespace Ecluse.Cli;

/// <summary>
/// The commands that tests run: those shown on pages, those of transcripts, and those whose words stand one after the other as
/// literals of one statement of a test.
/// </summary>
internal sealed partial class RunCommands
{
    private static readonly string[] Everywhere = ["--data", "--json", "--lang"];

    private readonly List<string[]> run;

    private RunCommands(List<string[]> run) => this.run = run;

    /// <summary>Those there are.</summary>
    /// <param name="shown">Commands shown on pages.</param>
    public static RunCommands Of(IEnumerable<string> shown)
    {
        var lines = shown.Concat(Files("tests/Ecluse.Cli.Tests/testdata", "*.txt").SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("$ ", StringComparison.Ordinal)));
        var typed = lines.SelectMany(line => line.Split('|', ';', '&')).Where(line => line.Contains("ecluse ", StringComparison.Ordinal))
            .Select(line => Words(line[(line.IndexOf("ecluse ", StringComparison.Ordinal) + "ecluse ".Length)..]));
        var called = Files("tests", "*.cs").Concat(Files("src/Ecluse.Cli/Demo", "*.cs"))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadAllText(file).Split(';'))
            .Select(statement => Literal().Matches(statement).Select(match => match.Groups[1].Value).ToArray());
        return new RunCommands([.. typed, .. called.Where(literals => literals.Length > 0)]);
    }

    /// <summary>Whether one of them is that verb with at least these options.</summary>
    public bool Contains(string command)
    {
        var words = Words(command["ecluse ".Length..]);
        var verb = words.TakeWhile(word => Noun().IsMatch(word)).Take(2).ToArray();
        var options = words.Where(word => word.StartsWith('-') && word.Trim('-').Length > 0)
            .Select(word => word.Split('=')[0]).Except(Everywhere).ToArray();
        return run.Any(one => Stands(verb, one) && options.All(one.Contains));
    }

    private static bool Stands(string[] verb, string[] words) => Enumerable.Range(0, Math.Max(0, words.Length - verb.Length + 1))
        .Any(at => words.AsSpan(at, verb.Length).SequenceEqual(verb));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(RepositoryRoot.Of(folder), pattern, SearchOption.AllDirectories);

    [GeneratedRegex("\"([^\"\\n]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex Noun();
}
