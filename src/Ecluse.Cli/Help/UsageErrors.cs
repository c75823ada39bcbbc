using System.CommandLine;
using System.CommandLine.Parsing;
using Ecluse.Errors;

namespace Ecluse.Cli.Help;

/// <summary>A command line that does not say what to do, told in the reader's language; what was typed as a value is not repeated.</summary>
internal static class UsageErrors
{
    /// <summary>The failure, with everything that is wrong in one message.</summary>
    public static Failure Of(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var problems = Problems(parsed).ToList();
        var path = HelpPage.PathOf(parsed);
        return new(
            "CLI-004",
            new(string.Join("; ", problems.Select(one => one.English)) + ".", string.Join(" ; ", problems.Select(one => one.French)) + "."),
            new($"See {path} --help.", $"Voir {path} --help."),
            (int)ErrorKind.Usage);
    }

    private static IEnumerable<Text> Problems(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var found = false;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            found = true;
            var count = parsed.UnmatchedTokens.Count;
            yield return new($"{count} word(s) that {command.Name} does not know", $"{count} mot(s) que {command.Name} ne connaît pas");
        }

        if (command.Subcommands.Count > 0)
        {
            var verbs = string.Join(", ", command.Subcommands.Select(one => one.Name));
            yield return new($"one of these is needed: {verbs}", $"il faut l’un de ceux-ci : {verbs}");
            yield break;
        }

        foreach (var name in Missing(parsed, command))
        {
            found = true;
            yield return new($"{name} is missing", $"il manque {name}");
        }

        foreach (var name in parsed.Errors.Select(error => NameOf(error.SymbolResult)).Where(_ => !found).Distinct())
        {
            yield return new($"the value of {name} is missing or is not one it takes", $"la valeur de {name} manque ou n’est pas de celles qu’il prend");
        }
    }

    private static IEnumerable<string> Missing(ParseResult parsed, Command command) =>
    [
        .. command.Arguments
            .Where(one => one.Arity.MinimumNumberOfValues > 0 && !one.HasDefaultValue && parsed.GetResult(one) is not { Tokens.Count: > 0 })
            .Select(one => one.Name),
        .. command.Options.Where(one => one.Required && parsed.GetResult(one) is not { Tokens.Count: > 0 }).Select(one => one.Name),
    ];

    private static string NameOf(SymbolResult? result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        CommandResult command => command.Command.Name,
        _ => "ecluse",
    };
}
