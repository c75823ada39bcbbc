using Ecluse.Durability;
using Ecluse.Errors;

namespace Ecluse.Keys;

/// <summary>A key file that was refused; codes <c>KEY-001</c> to <c>KEY-008</c>.</summary>
public sealed class KeyException : EcluseException
{
    private KeyException(string code, Text problem, Text remedy, ErrorKind kind, Exception? cause = null)
        : base(code, problem, remedy, kind, cause)
    {
    }

    internal static KeyException Missing() => new(
        "KEY-001",
        new Text("The identity file is not there.", "Le fichier d’identité n’est pas là."),
        new Text("Check the path; if the key was destroyed, what was sealed to it stays closed.",
            "Vérifiez le chemin ; si la clé a été détruite, ce qui fut scellé pour elle reste fermé."),
        ErrorKind.NotFound);

    internal static KeyException OpenToOthers(string mode) => new(
        "KEY-002",
        new Text($"The identity file is open to other accounts (mode {mode}, expected 600).",
            $"Le fichier d’identité est ouvert à d’autres comptes (mode {mode}, attendu 600)."),
        new Text("Find out who could read it; then run: chmod 600 FILE, or make a new key.",
            "Cherchez qui a pu le lire ; puis : chmod 600 FICHIER, ou faites une nouvelle clé."),
        ErrorKind.Refused);

    internal static KeyException Exists() => new(
        "KEY-003",
        new Text("A file of that name is there already; it was not touched.",
            "Un fichier de ce nom existe déjà ; il n’a pas été touché."),
        new Text("Give another name, or destroy the key there first.",
            "Donnez un autre nom, ou détruisez d’abord la clé qui s’y trouve."),
        ErrorKind.Failed);

    internal static KeyException BadLine(int line, int length) => new(
        "KEY-004",
        new Text($"Line {line} of the identity file, {length} characters, is neither an identity nor a comment.",
            $"La ligne {line} du fichier d’identité, {length} caractères, n’est ni une identité ni un commentaire."),
        new Text("Give the file as it was created: an AGE-SECRET-KEY-… on a line, comments after #.",
            "Donnez le fichier tel qu’il a été créé : un AGE-SECRET-KEY-… par ligne, les commentaires après #."),
        ErrorKind.Usage);

    internal static KeyException Empty() => new(
        "KEY-005",
        new Text("The identity file holds no identity.", "Le fichier d’identité ne contient aucune identité."),
        new Text("Make one with: ecluse key new -o FILE", "Faites-en une avec : ecluse key new -o FICHIER"),
        ErrorKind.Usage);

    internal static KeyException NotAlone(string english, string french) => new(
        "KEY-006",
        new Text($"The key was not destroyed: {english}.", $"La clé n’a pas été détruite : {french}."),
        new Text("Name the file itself, and remove its other names first.",
            "Nommez le fichier lui-même, et ôtez d’abord ses autres noms."),
        ErrorKind.Refused);

    internal static KeyException Disk(DiskTrouble trouble, Exception? cause) => new(
        "KEY-007",
        new Text($"The disk refused ({trouble}).", $"Le disque a refusé ({French(trouble)})."),
        new Text("Check the folder's rights and the free space, then try again.",
            "Vérifiez les droits du dossier et la place libre, puis recommencez."),
        ErrorKind.Failed,
        cause);

    internal static KeyException StillThere() => new(
        "KEY-008",
        new Text("The key's file is still listed in its folder after it was removed.",
            "Le fichier de la clé figure encore dans son dossier après avoir été ôté."),
        new Text("Do not certify its erasure; look at the file system, then destroy it again.",
            "Ne certifiez pas son effacement ; examinez le système de fichiers, puis détruisez-la de nouveau."),
        ErrorKind.Failed);

    private static string French(DiskTrouble trouble) => trouble switch
    {
        DiskTrouble.Full => "plein",
        DiskTrouble.NotAllowed => "accès interdit",
        DiskTrouble.Missing => "absent",
        DiskTrouble.Exists => "déjà là",
        _ => "autre",
    };
}
