using System.CommandLine;
using Ecluse.Errors;

namespace Ecluse.Cli;

/// <summary>What the verbs are made with.</summary>
/// <param name="Terminal">Where they read and write.</param>
/// <param name="Clock">What time it is.</param>
internal sealed record VerbContext(Terminal Terminal, TimeProvider Clock)
{
    /// <summary>The language asked for with <c>--lang</c>, else the environment's.</summary>
    public Language Language(ParseResult parsed) => LanguageOf(parsed, Terminal);

    /// <summary>The language asked for with <c>--lang</c>, else the terminal's.</summary>
    public static Language LanguageOf(ParseResult parsed, Terminal terminal) => (parsed.GetResult(CommandLine.Lang)?.Tokens is [.., { Value: var last }] ? last : null) switch
    {
        "fr" => Errors.Language.French,
        "en" => Errors.Language.English,
        _ => terminal.DefaultLanguage,
    };
}
