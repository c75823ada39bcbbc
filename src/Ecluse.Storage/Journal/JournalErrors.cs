using Ecluse.Errors;

namespace Ecluse.Storage.Journal;

/// <summary>Errors of the journal's storage; codes in <c>docs/reference/errors/journal.md</c>.</summary>
internal static class JournalErrors
{
    private static readonly Text Continue = new(
        "If nothing explains it, keep the folder for the auditor; then go on with a new log that names this one's last "
        + "checkpoint: `ecluse journal init --continue`.",
        "Sans explication, gardez le dossier pour l’auditeur ; puis poursuivez avec un nouveau journal qui nomme le "
        + "dernier point de contrôle de celui-ci : `ecluse journal init --continue`.");

    public static EcluseException NoJournal() => new(
        "JOURNAL-010",
        new("There is no journal in this data folder.", "Il n’y a pas de journal dans ce dossier de données."),
        new("Run `ecluse journal init`.", "Lancer `ecluse journal init`."),
        ErrorKind.NotFound);

    public static EcluseException NoEntry(long index) => new(
        "JOURNAL-011",
        new($"The journal has no entry {index}.", $"Le journal n’a pas d’entrée {index}."),
        new("List the entries with `ecluse journal show`.", "Lister les entrées avec `ecluse journal show`."),
        ErrorKind.NotFound);

    public static EcluseException NotPublished(long index) => new(
        "JOURNAL-012",
        new($"Entry {index} is not under a published checkpoint yet.",
            $"L’entrée {index} n’est pas encore sous un point de contrôle publié."),
        new("Publish first: any verb that ends an act does.",
            "Publier d’abord : tout verbe qui termine un acte le fait."));

    public static EcluseException AlreadyStarted() => new(
        "JOURNAL-013",
        new("This data folder has a journal already.", "Ce dossier de données a déjà un journal."),
        new("Use it; to leave a log that refuses to sign, run `ecluse journal init --continue`.",
            "L’utiliser ; pour quitter un journal qui refuse de signer, `ecluse journal init --continue`."),
        ErrorKind.Refused);

    public static EcluseException BadOrigin() => new(
        "JOURNAL-018",
        new("The origin is not a log's name: visible ASCII without space or plus sign, at most 100 characters.",
            "L’origine n’est pas un nom de journal : ASCII visible sans espace ni signe plus, 100 caractères au plus."),
        new("Give for example `lab.example/ecluse`.", "Donner par exemple `labo.example/ecluse`."),
        ErrorKind.Usage);

    public static EcluseException Missing(string path) => new(
        "JOURNAL-020",
        new($"The memory of the last signature is missing: {path}. Signing without it could fork the log.",
            $"La mémoire de la dernière signature manque : {path}. Signer sans elle pourrait dédoubler le journal."),
        Continue, ErrorKind.Refused);

    public static EcluseException StateBehind(long rows, long signed) => new(
        "JOURNAL-021",
        new($"The state holds {rows} entries, but {signed} were signed: it comes from an older backup.",
            $"L’état contient {rows} entrées, mais {signed} ont été signées : il vient d’une sauvegarde plus ancienne."),
        Continue, ErrorKind.Refused);

    public static EcluseException Fork(long size) => new(
        "JOURNAL-022",
        new($"The first {size} entries are not those that were signed: signing would fork the log.",
            $"Les {size} premières entrées ne sont pas celles qui ont été signées : signer dédoublerait le journal."),
        Continue, ErrorKind.Refused);

    public static EcluseException MemoryBehind(long remembered, long published) => new(
        "JOURNAL-023",
        new($"The memory of the last signature says {remembered} entries, the published checkpoint {published}: "
            + "the memory comes from a backup, and it must never be restored.",
            $"La mémoire de la dernière signature dit {remembered} entrées, le point de contrôle publié {published} : "
            + "elle vient d’une sauvegarde, et ne doit jamais être restaurée."),
        Continue, ErrorKind.Refused);

    public static EcluseException TileDiffers(string path) => new(
        "JOURNAL-024",
        new($"The file {path} exists with other contents than the entries give.",
            $"Le fichier {path} existe avec un autre contenu que celui que donnent les entrées."),
        new("Run `ecluse journal verify`; if the entries are right, move the folder away: it is made again.",
            "Lancer `ecluse journal verify` ; si les entrées sont bonnes, écarter le dossier : il sera refait."),
        ErrorKind.SealBroken);

    public static EcluseException Gap(long index) => new(
        "JOURNAL-025",
        new($"The state has no entry {index}, but later ones.", $"L’état n’a pas d’entrée {index}, mais des suivantes."),
        Continue, ErrorKind.SealBroken);

    public static EcluseException Busy() => new(
        "JOURNAL-026",
        new("Another process is signing a checkpoint of this log.",
            "Un autre processus signe un point de contrôle de ce journal."),
        new("Run the command again.", "Relancer la commande."),
        ErrorKind.Locked);

    public static EcluseException MemoryInside() => new(
        "JOURNAL-027",
        new("The memory of the last signature would stand inside the data folder, and be restored with it.",
            "La mémoire de la dernière signature serait dans le dossier de données, et restaurée avec lui."),
        new("Point XDG_STATE_HOME to a folder outside the data folder.",
            "Faire pointer XDG_STATE_HOME vers un dossier hors du dossier de données."),
        ErrorKind.Refused);

    public static EcluseException MemoryTaken() => new(
        "JOURNAL-028",
        new("This machine remembers signing checkpoints under this origin already.",
            "Cette machine se souvient d’avoir déjà signé des points de contrôle sous cette origine."),
        new("Choose another `--origin`.", "Choisir une autre `--origin`."),
        ErrorKind.Refused);
}
