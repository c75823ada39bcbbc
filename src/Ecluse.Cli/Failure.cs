using System.CommandLine;
using System.Text.Json;
using Ecluse.Errors;

namespace Ecluse.Cli;

/// <summary>An error as the command line tells it: code, what was found and expected, remedy, exit code.</summary>
internal sealed record Failure(string Code, Text Problem, Text Remedy, int ExitCode)
{
    private const int Interrupted = 130;

    /// <summary>The failure that an exception stands for; every exception is one, and no driver's text passes.</summary>
    public static Failure Of(Exception error) => error switch
    {
        EcluseException known => new(known.Code, known.Problem, known.Remedy, (int)known.Kind),
        OperationCanceledException => new(
            "CLI-130",
            new("Stopped before the end; what was done stands.", "Arrêté avant la fin ; ce qui est fait reste fait."),
            new("Run the same command again: it goes on where it stopped.",
                "Relancer la même commande : elle reprend où elle s’est arrêtée."),
            Interrupted),
        _ when Storage.StateFailure.Of(error) is { } state => new(state.Code, state.Problem, state.Remedy, (int)state.Kind),
        UnauthorizedAccessException => new(
            "CLI-013",
            new("A file or folder may not be read or written by this account.",
                "Un fichier ou un dossier n’est pas accessible à ce compte."),
            new("Check the owner and the mode of the data folder and of the files named.",
                "Vérifier le propriétaire et le mode du dossier de données et des fichiers nommés."),
            (int)ErrorKind.Failed),
        IOException => new(
            "CLI-005",
            new($"Reading or writing a file failed ({error.GetType().Name}); nothing half-written is taken for whole.",
                $"La lecture ou l’écriture d’un fichier a échoué ({error.GetType().Name}) ; rien d’à moitié écrit n’est pris pour entier."),
            new("Check that the disk is there and has room, then run the command again.",
                "Vérifier que le disque est présent et qu’il y reste de la place, puis relancer la commande."),
            (int)ErrorKind.Failed),
        _ => new(
            "CLI-001",
            new($"An unforeseen error stopped the command ({error.GetType().Name} in {error.TargetSite?.DeclaringType?.Name}).",
                $"Une erreur imprévue a arrêté la commande ({error.GetType().Name} dans {error.TargetSite?.DeclaringType?.Name})."),
            new("Report it with this line; it holds no patient value.",
                "Le signaler avec cette ligne ; elle ne contient aucune valeur de patient."),
            (int)ErrorKind.Failed),
    };

    /// <summary>Writes it to standard error, as text or as one JSON object.</summary>
    public async Task WriteAsync(Terminal terminal, ParseResult parsed)
    {
        var language = VerbContext.LanguageOf(parsed, terminal);
        if (parsed.GetValue(CommandLine.Json))
        {
            await terminal.Error.WriteLineAsync(JsonSerializer.Serialize(new
            {
                error = Code, problem = Problem.In(language), remedy = Remedy.In(language), exit = ExitCode,
            }));
            return;
        }

        await terminal.Error.WriteLineAsync($"ecluse: {Code}: {Problem.In(language)}");
        await terminal.Error.WriteLineAsync($"        → {Remedy.In(language)}");
    }
}
