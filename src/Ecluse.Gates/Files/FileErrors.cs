using Ecluse.Errors;

namespace Ecluse.Files;

/// <summary>Errors of folders of files as sources. They name files, rows and shapes, never a value.</summary>
internal static class FileErrors
{
    public static EcluseException NoFolder(string name) => new(
        "FILES-001",
        new Text($"The folder of the connection “{name}” is not there.", $"Le dossier de la connexion « {name} » n’est pas là."),
        new Text("Check the connection's folder.", "Vérifiez le dossier de la connexion."),
        ErrorKind.NotFound);

    public static EcluseException Changed(string file) => new(
        "FILES-002",
        new Text($"{file} changed while it was read.", $"{file} a changé pendant la lecture."),
        new Text("Stop whatever writes to the folder, then plan again.", "Arrêtez ce qui écrit dans le dossier, puis refaites le plan."),
        ErrorKind.Refused);

    public static EcluseException TooLarge(long sizeMb, long limitMb) => new(
        "FILES-003",
        new Text(
            $"The CSV folder holds {sizeMb} MB; it is read whole into memory, and this machine allows {limitMb} MB.",
            $"Le dossier CSV contient {sizeMb} Mo ; il est lu en entier en mémoire, et cette machine en permet {limitMb}."),
        new Text(
            "Load the files into a SQLite, PostgreSQL or MariaDB database of the laboratory and read that.",
            "Chargez les fichiers dans une base SQLite, PostgreSQL ou MariaDB du laboratoire et lisez celle-ci."));

    public static EcluseException Header(string file, Text found) => new(
        "FILES-004",
        new Text($"{file}: the header {found.English}.", $"{file} : l’en-tête {found.French}."),
        new Text(
            "Export again with one line of distinct column names, in UTF-8 or a one-byte encoding.",
            "Exportez à nouveau avec une ligne de noms de colonnes distincts, en UTF-8 ou dans un codage à un octet."));

    public static EcluseException Row(string file, long row, Text found) => new(
        "FILES-005",
        new Text($"{file}, row {row}: {found.English}.", $"{file}, ligne {row} : {found.French}."),
        new Text(
            "Export the file again with quotation marks around fields that hold the separator, a quotation mark or a line break.",
            "Exportez à nouveau le fichier avec des guillemets autour des champs qui contiennent le séparateur, un guillemet ou un saut de ligne."));

    public static EcluseException NoSuchPatient() => new(
        "FILES-007",
        new Text(
            "The patient after whom the reading was to go on is not in the folder.",
            "Le patient après lequel la lecture devait reprendre n’est pas dans le dossier."),
        new Text("Put the files back as they were when the plan was made.", "Remettez les fichiers tels qu’ils étaient au moment du plan."),
        ErrorKind.Refused);

    public static EcluseException TwoPatients(string file, long line) => new(
        "FILES-006",
        new Text($"{file}, line {line}: a record of this type with the same key came before.", $"{file}, ligne {line} : un enregistrement de ce type avec la même clé est déjà venu."),
        new Text("Export each record once.", "Exportez chaque enregistrement une seule fois."));
}
