using Ecluse.Errors;

namespace Ecluse.Acts;

/// <summary>Errors of acts and of reading the journal; codes in <c>docs/reference/errors/journal.md</c>.</summary>
internal static class ActErrors
{
    private static readonly Text Report = new(
        "This is a fault of Écluse: report it with this line.",
        "C’est un défaut d’Écluse : signalez-le avec cette ligne.");

    public static EcluseException UnknownName(string name) => new(
        "JOURNAL-014",
        new($"The act {name} is not in the closed list.", $"L’acte {name} n’est pas dans la liste fermée."),
        Report);

    public static EcluseException NotAnId(string member) => new(
        "JOURNAL-015",
        new($"A value under {member} of an act is neither an id nor a hash.",
            $"Une valeur de {member} d’un acte n’est ni un identifiant ni une empreinte."),
        Report);

    public static EcluseException NotAnEntry() => new(
        "JOURNAL-016",
        new("The bytes are not an entry of this journal.", "Ces octets ne sont pas une entrée de ce journal."),
        new("Run `ecluse journal verify`.", "Lancer `ecluse journal verify`."),
        ErrorKind.SealBroken);

    public static EcluseException NoCheckpoint() => new(
        "JOURNAL-019",
        new("The folder holds no checkpoint of a log.", "Le dossier ne contient pas de point de contrôle de journal."),
        new("Name the folder that holds the files `checkpoint` and `tile`.",
            "Nommer le dossier qui contient `checkpoint` et `tile`."),
        ErrorKind.NotFound);

    public static EcluseException WrongIntent(string name) => new(
        "JOURNAL-017",
        new($"The act {name} does not go with the intent it names, or names none.",
            $"L’acte {name} ne va pas avec l’intention qu’il désigne, ou n’en désigne pas."),
        Report);
}
