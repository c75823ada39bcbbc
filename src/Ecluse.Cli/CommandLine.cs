using System.CommandLine;
using System.CommandLine.Help;
using Ecluse.Cli.Help;
using Ecluse.Cli.Remote;
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

    /// <summary>A server to drive instead of this machine's data folder.</summary>
    public static readonly Option<string?> ServerAddress = new("--server")
    {
        Description = "drive a server instead of this machine's folder · piloter un serveur au lieu du dossier de cette machine", Recursive = true,
    };

    /// <summary>Language of what people read.</summary>
    public static readonly Option<string?> Lang = new("--lang")
    {
        Description = "language, fr or en · langue, fr ou en", Recursive = true,
    };

    // Told to end (SIGTERM), work stops at the next place where it can be taken up again, a parcel's end at the latest; the shipped units
    // wait a little longer before they kill.
    private static readonly TimeSpan LetGo = TimeSpan.FromMinutes(4);

    /// <summary>Every noun and verb of the executable, in the order of the help.</summary>
    public static RootCommand Root(Terminal terminal, TimeProvider clock)
    {
        var verbs = new VerbContext(terminal, clock);
        var root = new RootCommand("Écluse: moves a laboratory's records from one system to another; nothing stays. · Écluse : fait passer les dossiers d’un laboratoire d’un système à un autre ; rien ne reste.");
        foreach (var option in root.Options)
        {
            (option.Description, option.Action) = option is HelpOption
                ? ("this page · cette page", new HelpPage(terminal))
                : ("version of the program · version du programme", option.Action);
        }

        root.Options.Add(Json);
        root.Options.Add(Data);
        root.Options.Add(Lang);
        root.Options.Add(ServerAddress);
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
            await UsageErrors.Of(parsed).WriteAsync(terminal, parsed);
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
                ProcessTerminationTimeout = LetGo,
            };
            RemoteVerbs.Check(parsed);
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
