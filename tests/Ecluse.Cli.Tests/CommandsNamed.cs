using System.CommandLine;
using System.Text.RegularExpressions;
using Ecluse.Errors;

namespace Ecluse.Cli;

/// <summary>Commands that a text names, held against the verbs and options that there are.</summary>
internal static partial class CommandsNamed
{
    private static readonly Terminal Mute = new(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English);

    /// <summary>What is wrong with a command as somebody would type it; null where verb and options exist.</summary>
    public static string? FaultOf(string text)
    {
        var words = Substituted().Replace(text, "X").Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        var (command, options, depth) = Descend(words);
        if (depth == 0 || (command.Subcommands.Count > 0 && depth < words.Length && !words[depth].StartsWith('-')))
        {
            return $"no verb '{words.ElementAtOrDefault(depth)}'";
        }

        var unknown = words.Where(word => word.StartsWith('-') && word.Length > 1 && word.Trim('-').Length > 0)
            .FirstOrDefault(word => !options.Any(option => option.Name == word || option.Aliases.Contains(word)));
        return unknown is null ? null : $"no option '{unknown}'";
    }

    /// <summary>
    /// The commands that a sentence names, without what it says around them: the verbs as far as they go, the word after a verb that needs another
    /// one, and the options until the sentence goes on elsewhere.
    /// </summary>
    public static IEnumerable<string> InProse(string text) => Begun().Matches(text).Select(match =>
    {
        var words = Clause(match.Groups[1].Value).ToArray();
        var (command, _, depth) = Descend(words);
        var verbs = words.Take(command.Action is null ? depth + 1 : depth);
        return string.Join(' ', verbs.Concat(words.Skip(verbs.Count()).Where(word => word.StartsWith("--", StringComparison.Ordinal))).Prepend("ecluse"));
    });

    // Up to and with the word at which the clause ends.
    private static IEnumerable<string> Clause(string text)
    {
        foreach (var word in text.Split([' ', '\u00a0', '\u202f'], StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = Ends().Replace(word, "");
            if (plain.Length > 0)
            {
                yield return plain;
            }

            if (plain != word)
            {
                yield break;
            }
        }
    }

    private static (Command Command, List<Option> Options, int Depth) Descend(string[] words)
    {
        Command command = CommandLine.Root(Mute, TimeProvider.System);
        var options = command.Options.ToList();
        var depth = 0;
        while (depth < words.Length && command.Subcommands.FirstOrDefault(verb => verb.Name == words[depth]) is { } verb)
        {
            command = verb;
            options.AddRange(verb.Options);
            depth++;
        }

        return (command, options, depth);
    }

    [GeneratedRegex(@"\$\([^)]*\)")]
    private static partial Regex Substituted();

    // The program's name as a word of its own, and what follows up to the next one.
    [GeneratedRegex(@"(?<![\w/.~-])ecluse ((?:(?!(?<![\w/.~-])ecluse ).)+)", RegexOptions.Singleline)]
    private static partial Regex Begun();

    // A point, a bracket, the end of a text: whatever stands from there on is not of the command.
    [GeneratedRegex(@"(?:[,.;:!?)»”""—·\\`]|</).*$")]
    private static partial Regex Ends();
}
