using Ecluse.Errors;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary>What can go wrong around a sealed file, on the command line.</summary>
internal static class SealingErrors
{
    public static EcluseException OutputExists() => new(
        "SEAL-001",
        new Text("The output file is there already; it was not touched.",
            "Le fichier de sortie existe déjà ; il n’a pas été touché."),
        new Text("Name another with -o, or remove it first.", "Nommez-en un autre avec -o, ou ôtez-le d’abord."));

    public static EcluseException BytesToTerminal() => new(
        "SEAL-002",
        new Text("Sealed bytes would be printed on a terminal.", "Des octets scellés s’afficheraient sur un terminal."),
        new Text("Add -o FILE, a pipe, or --armor.", "Ajoutez -o FICHIER, un tube, ou --armor."),
        ErrorKind.Usage);

    public static EcluseException CannotType() => new(
        "SEAL-003",
        new Text("A passphrase cannot be typed here: standard input is not a terminal.",
            "Une phrase de passe ne peut être saisie ici : l’entrée standard n’est pas un terminal."),
        new Text("Put it on the first line of a file of mode 600 and give --passphrase-file FILE.",
            "Mettez-la sur la première ligne d’un fichier de mode 600 et donnez --passphrase-file FICHIER."),
        ErrorKind.Usage);

    public static EcluseException InputMissing() => new(
        "SEAL-004",
        new Text("The file to read is not there.", "Le fichier à lire n’est pas là."),
        new Text("Check the path; without a path, standard input is read.",
            "Vérifiez le chemin ; sans chemin, l’entrée standard est lue."),
        ErrorKind.NotFound);

    public static EcluseException BadPassphrase() => new(
        "SEAL-005",
        new Text("The passphrase is empty, or the two typed differ.",
            "La phrase de passe est vide, ou les deux saisies diffèrent."),
        new Text("Type it again.", "Saisissez-la de nouveau."),
        ErrorKind.Usage);

    public static EcluseException NotAnObject() => new(
        "SEAL-006",
        new Text("The tar is not an object of a space as it is downloaded: name.age, then 000001.age and so on, then end.age, none missing, none cut.",
            "Le tar n’est pas un objet d’un espace tel qu’on le télécharge : name.age, puis 000001.age et ainsi de suite, puis end.age, sans manque ni coupure."),
        new Text("Download it again; nothing was written.", "Le télécharger de nouveau ; rien n’a été écrit."),
        ErrorKind.SealBroken);

    public static EcluseException NoEnd() => new(
        "SEAL-007",
        new Text("The object has no end.age: nothing sealed says that it is whole.",
            "L’objet n’a pas de end.age : rien de scellé ne dit qu’il est entier."),
        new Text("Download it again; if it was sent before objects had an end, compare its length with its sender and give --without-end.",
            "Le télécharger de nouveau ; s’il a été envoyé avant que les objets aient une fin, comparer sa longueur avec qui l’a envoyé et donner --without-end."),
        ErrorKind.SealBroken);

    public static EcluseException OtherEnd(JoinedResult found, ObjectEnd end) => new(
        "SEAL-008",
        new Text($"{found.Segments} segments with {found.Length} bytes were found; the object's sealed end says {end.Segments}{(end.Bytes is { } bytes ? $" with {bytes}" : "")}.",
            $"Il y a {found.Segments} segments de {found.Length} octets ; la fin scellée de l’objet en dit {end.Segments}{(end.Bytes is { } octets ? $" de {octets}" : "")}."),
        new Text("Do not use it: download it again, and if it stays so, have it sent again and tell whoever runs the depot.",
            "Ne pas l’employer : le télécharger de nouveau ; si cela reste, le faire renvoyer et le dire à qui tient le dépôt."),
        ErrorKind.SealBroken);

    public static EcluseException EndOfAnother() => new(
        "SEAL-009",
        new Text("The sealed end is another object's than the one that was asked for.",
            "La fin scellée est celle d’un autre objet que celui demandé."),
        new Text("Do not use it: tell whoever runs the depot, and have it sent again.",
            "Ne pas l’employer : le dire à qui tient le dépôt, et le faire renvoyer."),
        ErrorKind.SealBroken);
}
