using System.CommandLine;
using Ecluse.Errors;

namespace Ecluse.Cli;

/// <summary>The whole command line: global options, the list of verbs, and the one place where errors become exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Options that every verb takes.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "one JSON object instead of text · un objet JSON au lieu du texte", Recursive = true,
    };

    /// <summary>The data folder.</summary>
    public static readonly Option<string> Data = new("--data")
    {
        Description = "data folder · dossier de données (./data)", Recursive = true,
        DefaultValueFactory = _ => "data",
    };

    /// <summary>Language of what people read.</summary>
    public static readonly Option<string?> Lang = new("--lang")
    {
        Description = "fr | en", Recursive = true,
    };

    /// <summary>Every noun and verb of the executable, in the order of the help.</summary>
    public static RootCommand Root(Terminal terminal, TimeProvider clock)
    {
        var verbs = new VerbContext(terminal, clock);
        var root = new RootCommand("Écluse: moves a laboratory's records from one system to another; nothing stays.");
        root.Options.Add(Json);
        root.Options.Add(Data);
        root.Options.Add(Lang);
        foreach (var command in VerbList.Create(verbs))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    /// <summary>Parses, runs, and maps what went wrong to an exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, TimeProvider clock)
    {
        var parsed = Root(terminal, clock).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync($"ecluse: {error.Message}");
            }

            return (int)ErrorKind.Usage;
        }

        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onInterrupt = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onInterrupt;
        try
        {
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false, Output = terminal.Text, Error = terminal.Error,
            };
            return await parsed.InvokeAsync(invocation, stop.Token);
        }
        catch (Exception error) when (Failure.Of(error) is { } failure)
        {
            await failure.WriteAsync(terminal, parsed);
            return failure.ExitCode;
        }
        finally
        {
            Console.CancelKeyPress -= onInterrupt;
        }
    }
}
