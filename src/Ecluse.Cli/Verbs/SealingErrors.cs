using Ecluse.Errors;

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
        new Text("The tar is not an object of a space as it is downloaded: name.age, then 000001.age and so on, none missing, none cut.",
            "Le tar n’est pas un objet d’un espace tel qu’on le télécharge : name.age, puis 000001.age et ainsi de suite, sans manque ni coupure."),
        new Text("Download it again; nothing was written.", "Le télécharger de nouveau ; rien n’a été écrit."),
        ErrorKind.SealBroken);
}
