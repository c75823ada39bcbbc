using Ecluse.Errors;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ecluse.Storage;

/// <summary>What the state's database refused, in our words: a driver's message is never passed on.</summary>
public static class StateFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary><c>STATE-003</c> to <c>STATE-005</c> and <c>STATE-007</c> when the state's database is behind an error; else null.</summary>
    public static EcluseException? Of(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException refused)
            {
                return Of(refused.SqliteErrorCode);
            }

            if (cause is NpgsqlException away)
            {
                return StateErrors.PostgresRefused(away.SqlState);
            }
        }

        return null;
    }

    private static EcluseException Of(int code) => code switch
    {
        Busy or Locked => new(
            "STATE-005",
            new Text("Another process has held the state for half a minute.", "Un autre processus tient l’état depuis une demi-minute."),
            new Text("Let it end, then run the command again.", "Le laisser finir, puis relancer la commande."),
            ErrorKind.Locked),
        Corrupt or NotADatabase => new(
            "STATE-004",
            new Text("ecluse.db is damaged, or is not a state at all.", "ecluse.db est endommagé, ou n’est pas un état."),
            new Text("Keep the file as it is and put the data folder back from its backup.",
                "Garder le fichier tel quel et remettre le dossier de données depuis sa sauvegarde."),
            ErrorKind.Failed),
        _ => new(
            "STATE-003",
            new Text(
                $"The state could not be written or read: {Why(code).English}. Nothing half-written is taken for whole.",
                $"L’état n’a pas pu être écrit ou lu : {Why(code).French}. Rien d’à moitié écrit n’est pris pour entier."),
            new Text("Check the disk and the rights of the data folder, then run the command again.",
                "Vérifier le disque et les droits du dossier de données, puis relancer la commande."),
            ErrorKind.Failed),
    };

    private static Text Why(int code) => code switch
    {
        Full => new("the disk is full", "le disque est plein"),
        ReadOnly => new("the folder or the file is read-only", "le dossier ou le fichier est en lecture seule"),
        CannotOpen => new("the file cannot be opened", "le fichier ne s’ouvre pas"),
        _ => new($"the database says {code}", $"la base répond {code}"),
    };
}
