using Ecluse.Errors;

namespace Ecluse.Storage;

/// <summary>Every error of the state as a whole, worded once; <c>docs/reference/errors/passage.md</c> lists them.</summary>
internal static class StateErrors
{
    /// <summary><c>STATE-001</c>: no state in the folder.</summary>
    public static EcluseException None() => new(
        "STATE-001",
        new Text("The data folder holds no state.", "Le dossier de données ne contient pas d’état."),
        new Text("Run ecluse journal init, or name the right folder with --data.",
            "Lancer ecluse journal init, ou nommer le bon dossier avec --data."),
        ErrorKind.NotFound);

    /// <summary><c>STATE-002</c>: made by another version.</summary>
    public static EcluseException OtherVersion() => new(
        "STATE-002",
        new Text("Another version of Écluse made this state, and this version cannot read it; nothing was changed.",
            "Une autre version d’Écluse a fait cet état, et celle-ci ne sait pas le lire ; rien n’a été changé."),
        new Text("Use the version that wrote it last, or a later one.",
            "Prendre la version qui l’a écrit en dernier, ou une plus récente."),
        ErrorKind.Refused);

    /// <summary><c>STATE-006</c>: the words that name the PostgreSQL database.</summary>
    public static EcluseException WordsRefused() => new(
        "STATE-006",
        new("The words that name the state's PostgreSQL database are refused: unknown, without Host or Database, with a password, or over a network without SSL Mode=VerifyFull.",
            "Les mots qui nomment la base PostgreSQL de l’état sont refusés : inconnus, sans Host ni Database, avec un mot de passe, ou par un réseau sans SSL Mode=VerifyFull."),
        new("Name a Unix socket, loopback, or a host with SSL Mode=VerifyFull; keep the password in a Passfile.",
            "Nommer une socket Unix, la boucle locale, ou un hôte avec SSL Mode=VerifyFull ; garder le mot de passe dans un Passfile."),
        ErrorKind.Refused);

    /// <summary><c>STATE-009</c>: a folder with a state is to have another.</summary>
    public static EcluseException StateThere() => new(
        "STATE-009",
        new("The data folder holds a state already; where a state stands is said before it begins.",
            "Le dossier de données contient déjà un état ; où il se trouve se dit avant qu’il commence."),
        new("Begin with --postgres in an empty folder; to move a state, back it up and restore it there with --postgres.",
            "Commencer avec --postgres dans un dossier vide ; pour déplacer un état, le sauvegarder et le rétablir là avec --postgres."),
        ErrorKind.Refused);

    /// <summary><c>STATE-008</c>: a state is to be brought back where something stands.</summary>
    public static EcluseException TablesThere() => new(
        "STATE-008",
        new("The PostgreSQL database has tables already; nothing was changed in it.",
            "La base PostgreSQL a déjà des tables ; rien n’y a été changé."),
        new("Name an empty database, or another schema with Search Path.", "Nommer une base vide, ou un autre schéma avec Search Path."),
        ErrorKind.Refused);

    /// <summary><c>STATE-007</c>: PostgreSQL is not there, or refused.</summary>
    /// <param name="state">SQLSTATE, five letters and figures; null where no answer came.</param>
    public static EcluseException PostgresRefused(string? state) => new(
        "STATE-007",
        new($"The PostgreSQL server of the state {(state is null ? "does not answer" : $"refused (SQLSTATE {state})")}. Nothing half-written is taken for whole.",
            $"Le serveur PostgreSQL de l’état {(state is null ? "ne répond pas" : $"a refusé (SQLSTATE {state})")}. Rien d’à moitié écrit n’est pris pour entier."),
        new("Check that it runs, its disk, and the rights of the account in state.postgres; then run the command again.",
            "Vérifier qu’il tourne, son disque, et les droits du compte de state.postgres ; puis relancer la commande."),
        ErrorKind.Failed);
}
