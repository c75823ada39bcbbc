using System.Text;
using Ecluse.Errors;
using Spectre.Console;

namespace Ecluse.Cli;

/// <summary>What a verb reads and writes: the three standard streams and the people's language; tests pass their own.</summary>
/// <param name="In">Standard input, bytes.</param>
/// <param name="Out">Standard output, bytes.</param>
/// <param name="Error">Standard error, text.</param>
/// <param name="IsInteractive">Whether a person looks at standard error: then progress is drawn, else plain lines.</param>
/// <param name="DefaultLanguage">From the environment, before <c>--lang</c>.</param>
internal sealed record Terminal(
    Func<Stream> In, Func<Stream> Out, TextWriter Error, bool IsInteractive, Language DefaultLanguage)
{
    private TextWriter? text;

    /// <summary>Standard output as text, UTF-8 without a byte order mark.</summary>
    public TextWriter Text => text ??= new StreamWriter(Out(), new UTF8Encoding(false)) { AutoFlush = true };

    /// <summary>Tables, bars and colours on standard output; plain where nobody looks.</summary>
    public IAnsiConsole Console => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Text),
        Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
    });

    /// <summary>The process's own streams; French when <c>LC_ALL</c>, <c>LC_MESSAGES</c> or <c>LANG</c> begins with fr.</summary>
    public static Terminal OfProcess() => new(
        System.Console.OpenStandardInput,
        System.Console.OpenStandardOutput,
        System.Console.Error,
        !System.Console.IsOutputRedirected,
        LanguageOf(["LC_ALL", "LC_MESSAGES", "LANG"]));

    private static Language LanguageOf(string[] variables)
    {
        var first = variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return first?.StartsWith("fr", StringComparison.OrdinalIgnoreCase) == true ? Language.French : Language.English;
    }
}
