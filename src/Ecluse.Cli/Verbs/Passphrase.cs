using System.CommandLine;
using System.Text;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary>A passphrase, typed without echo or read from a file.</summary>
internal static class Passphrase
{
    /// <summary>Option <c>-p</c>.</summary>
    public static Option<bool> Typed() => new("--passphrase", "-p")
    {
        Description = "a passphrase, typed · une phrase de passe, saisie",
    };

    /// <summary>Option <c>--passphrase-file</c>.</summary>
    public static Option<string?> InFile() => new("--passphrase-file")
    {
        Description = "a passphrase: first line of FILE · une phrase de passe : première ligne de FILE",
        HelpName = "FILE",
    };

    /// <summary>The passphrase asked for, or null when none is.</summary>
    /// <param name="typed">Whether to ask a person.</param>
    /// <param name="file">File to read instead.</param>
    /// <param name="twice">Ask for it again, for who seals.</param>
    /// <param name="terminal">Where to ask.</param>
    /// <param name="language">Language of the question.</param>
    public static string? Read(bool typed, string? file, bool twice, Terminal terminal, Language language)
    {
        if (file is not null)
        {
            var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault() : throw SealingErrors.InputMissing();
            return string.IsNullOrEmpty(line) ? throw SealingErrors.BadPassphrase() : line;
        }

        if (!typed)
        {
            return null;
        }

        var question = new Text("passphrase: ", "phrase de passe : ");
        var again = new Text("once more: ", "encore une fois : ");
        var first = Type(question.In(language), terminal);
        return first.Length > 0 && (!twice || Type(again.In(language), terminal) == first)
            ? first
            : throw SealingErrors.BadPassphrase();
    }

    private static string Type(string question, Terminal terminal)
    {
        if (Console.IsInputRedirected)
        {
            throw SealingErrors.CannotType();
        }

        terminal.Error.Write(question);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(true))
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
            {
                typed.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        terminal.Error.WriteLine();
        return typed.ToString();
    }
}
