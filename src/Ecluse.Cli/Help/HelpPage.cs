using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Ecluse.Errors;

namespace Ecluse.Cli.Help;

/// <summary>What <c>--help</c> prints, in the reader's language; every description holds both, with « · » between them.</summary>
/// <param name="terminal">Where it is printed.</param>
internal sealed class HelpPage(Terminal terminal) : SynchronousCommandLineAction
{
    /// <summary>Stands between the two languages of a description.</summary>
    public const string Between = " · ";

    private const int Left = 34;

    /// <summary>Whoever asks for help need not have typed the rest.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var language = VerbContext.LanguageOf(parseResult, terminal);
        var command = parseResult.CommandResult.Command;
        var path = PathOf(parseResult);
        terminal.Text.WriteLine(In(command.Description, language));
        terminal.Text.WriteLine();
        terminal.Text.WriteLine($"  {Usage(path, command)}");
        Write(new("Commands", "Commandes"), language, command.Subcommands.Where(one => !one.Hidden)
            .Select(one => ($"{one.Name} {Arguments(one)}".TrimEnd(), one.Description)));
        Write(new("Arguments", "Arguments"), language, command.Arguments.Select(one => (one.Name, one.Description)));
        Write(new("Options", "Options"), language, command.Options
            .Where(one => !one.Recursive && one is not VersionOption).Select(one => (Name(one), one.Description)));
        Write(new("Everywhere", "Partout"), language, parseResult.RootCommandResult.Command.Options
            .Where(one => one.Recursive || one is VersionOption).Select(one => (Name(one), one.Description)));
        return 0;
    }

    /// <summary>The half of a description in a language.</summary>
    public static string In(string? description, Language language)
    {
        var halves = (description ?? "").Split(Between, 2);
        return language == Language.French ? halves[^1] : halves[0];
    }

    /// <summary>The command as it is typed: <c>ecluse passage run</c>.</summary>
    public static string PathOf(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var names = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Parent: not null } command; at = command.Parent)
        {
            names.Insert(0, command.Command.Name);
        }

        return string.Join(' ', names.Prepend("ecluse"));
    }

    private static string Usage(string path, Command command) =>
        command.Subcommands.Count > 0 ? $"{path} …" : $"{path} {Arguments(command)} {Required(command)}[…]".Replace("  ", " ", StringComparison.Ordinal);

    private static string Arguments(Command command) => string.Join(' ', command.Arguments.Select(one =>
        one.Arity.MinimumNumberOfValues == 0 ? $"[{one.Name}]" : one.Name));

    private static string Required(Command command) =>
        string.Concat(command.Options.Where(one => one.Required).Select(one => Name(one).Split(", ")[0] + " "));

    private static string Name(Option option)
    {
        var value = option.ValueType == typeof(bool) || option is System.CommandLine.Help.HelpOption or VersionOption
            ? ""
            : " " + (option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant());
        var shorter = option.Aliases.Where(alias => alias.StartsWith('-')).Select(alias => ", " + alias);
        return option.Name + value + string.Concat(shorter);
    }

    private void Write(Text title, Language language, IEnumerable<(string Name, string? Description)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        terminal.Text.WriteLine();
        terminal.Text.WriteLine(title.In(language));
        foreach (var (name, description) in all)
        {
            terminal.Text.WriteLine($"  {name.PadRight(Left)} {In(description, language)}".TrimEnd());
        }
    }
}
