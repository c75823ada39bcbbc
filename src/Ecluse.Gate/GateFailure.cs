using Ecluse.Errors;

namespace Ecluse.Gate;

/// <summary>An error as this program tells it: code, what was found, remedy, exit code. No driver's text passes.</summary>
internal static class GateFailure
{
    public static (string Code, Text Problem, Text Remedy, int Exit) Of(Exception error) => error switch
    {
        EcluseException known => (known.Code, known.Problem, known.Remedy, (int)known.Kind),
        OperationCanceledException => (
            "CLI-130",
            new("Stopped before the end; what was done stands.", "Arrêté avant la fin ; ce qui est fait reste fait."),
            new("Run the same command again: it goes on where it stopped.", "Relancer la même commande : elle reprend où elle s’est arrêtée."),
            130),
        UnauthorizedAccessException => (
            "CLI-013",
            new("A file or folder may not be read or written by this account.", "Un fichier ou un dossier n’est pas accessible à ce compte."),
            new("Check the owner and the mode of the data folder and of the files named.",
                "Vérifier le propriétaire et le mode du dossier de données et des fichiers nommés."),
            (int)ErrorKind.Failed),
        IOException => (
            "CLI-005",
            new($"Reading or writing a file failed ({error.GetType().Name}); nothing half-written is taken for whole.",
                $"La lecture ou l’écriture d’un fichier a échoué ({error.GetType().Name}) ; rien d’à moitié écrit n’est pris pour entier."),
            new("Check that the disk is there and has room, then run the command again.",
                "Vérifier que le disque est présent et qu’il y reste de la place, puis relancer la commande."),
            (int)ErrorKind.Failed),
        _ => (
            "CLI-001",
            new($"An unforeseen error stopped the command ({error.GetType().Name}).", $"Une erreur imprévue a arrêté la commande ({error.GetType().Name})."),
            new("Report it with this line; it holds no patient value.", "Le signaler avec cette ligne ; elle ne contient aucune valeur de patient."),
            (int)ErrorKind.Failed),
    };
}
