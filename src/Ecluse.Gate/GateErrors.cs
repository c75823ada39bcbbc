using Ecluse.Errors;

namespace Ecluse.Gate;

/// <summary>What a gate that stands apart refuses of its own; the rest is said by the code it shares with <c>ecluse</c>.</summary>
internal static class GateErrors
{
    /// <summary><c>APART-001</c>: not a command of this program.</summary>
    public static EcluseException Usage(string found) => new(
        "APART-001",
        new Text($"ecluse-gate does not take this: {found}.", $"ecluse-gate n’accepte pas ceci : {found}."),
        new Text("See ecluse-gate --help.", "Voir ecluse-gate --help."),
        ErrorKind.Usage);

    /// <summary><c>APART-002</c>: the book has a line that this program did not write.</summary>
    public static EcluseException Damaged(int passages, int entries) => new(
        "APART-002",
        new Text($"The gate’s book is damaged after {entries} entries and {passages} passages.",
            $"Le livre de la porte est abîmé après {entries} entrées et {passages} passages."),
        new Text("Keep the data folder as it is and have the passage stopped; the source is untouched.",
            "Garder le dossier de données tel quel et faire arrêter le passage ; la source est intacte."),
        ErrorKind.SealBroken);

    /// <summary><c>APART-003</c>: another process has the data folder.</summary>
    public static EcluseException InUse() => new(
        "APART-003",
        new Text("Another ecluse-gate works in this data folder.", "Une autre commande ecluse-gate travaille dans ce dossier de données."),
        new Text("Let it end, then run the command again.", "La laisser finir, puis relancer la commande."),
        ErrorKind.Locked);

    /// <summary><c>APART-004</c>: no data folder, or no key in it.</summary>
    public static EcluseException NoKey() => new(
        "APART-004",
        new Text("There is no gate in this data folder: it has no key.", "Il n’y a pas de porte dans ce dossier de données : pas de clé."),
        new Text("Make one with ecluse-gate key, and have the plan made with it.", "En faire une par ecluse-gate key, et faire établir le plan avec elle."),
        ErrorKind.NotFound);

    /// <summary><c>APART-005</c>: somebody else may read the data folder.</summary>
    public static EcluseException OpenToOthers() => new(
        "APART-005",
        new Text("Other accounts than its owner’s can enter the data folder.", "D’autres comptes que son propriétaire peuvent entrer dans le dossier de données."),
        new Text("Run: chmod 700 on it.", "Lancer chmod 700 sur ce dossier."),
        ErrorKind.Refused);
}
