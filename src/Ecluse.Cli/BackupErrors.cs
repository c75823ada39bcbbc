using Ecluse.Errors;

namespace Ecluse.Cli;

/// <summary>Errors of backup and restore; <c>docs/reference/errors/command-line.md</c> lists them.</summary>
internal static class BackupErrors
{
    public static EcluseException StateThere() => new(
        "BACKUP-001",
        new("There is a state in the data folder; a restore never writes over one.",
            "Il y a un état dans le dossier de données ; une restauration n’écrit jamais par-dessus."),
        new("Restore into another folder with --data, or move the state away first.",
            "Restaurer dans un autre dossier avec --data, ou déplacer d’abord l’état."),
        ErrorKind.Refused);

    public static EcluseException ForeignName() => new(
        "BACKUP-002",
        new("The backup holds a name that no backup of ours has; nothing was restored.",
            "La sauvegarde contient un nom qu’aucune des nôtres n’a ; rien n’est rétabli."),
        new("Use a backup that ecluse backup made.", "Prendre une sauvegarde faite par ecluse backup."),
        ErrorKind.SealBroken);

    public static EcluseException Elsewhere() => new(
        "BACKUP-003",
        new("This machine has no memory of the backup's journal, and cannot know what was erased since; nothing was restored.",
            "Cette machine n’a aucune mémoire du journal de la sauvegarde et ne peut savoir ce qui fut effacé depuis ; rien n’est rétabli."),
        new("On another machine: add --elsewhere, and --erased FILE for each certificate made since the backup.",
            "Sur une autre machine : ajouter --elsewhere, et --erased FICHIER pour chaque certificat établi depuis la sauvegarde."),
        ErrorKind.Refused);

    public static EcluseException OtherEngine() => new(
        "BACKUP-004",
        new("A state goes back to where it was: one from PostgreSQL into an empty PostgreSQL database, a file into the data folder.",
            "Un état retourne là où il était : celui de PostgreSQL dans une base PostgreSQL vide, un fichier dans le dossier de données."),
        new("Give --postgres for a backup of a state in PostgreSQL, and leave it out for any other.",
            "Donner --postgres pour la sauvegarde d’un état dans PostgreSQL, et l’omettre pour toute autre."),
        ErrorKind.Usage);
}
