using Ecluse.Durability;
using Ecluse.Errors;

namespace Ecluse.Depot;

/// <summary>A parcel or depot that was refused; codes <c>DEPOT-001</c> to <c>DEPOT-012</c>.</summary>
public sealed class DepotException : EcluseException
{
    private DepotException(string code, string parcel, Text problem, Text remedy, ErrorKind kind, Exception? cause = null)
        : base(code, problem, remedy, kind, cause) => Parcel = parcel;

    private static readonly Text SendAgain = new(
        "Until the passage is reconciled the source gate can seal it again (ecluse passage reseal); nothing of these bytes was taken.",
        "Jusqu’au rapprochement, la porte source peut le sceller de nouveau (ecluse passage reseal) ; rien de ces octets n’a été pris.");

    /// <summary>Id of the parcel; empty when the error is not about one.</summary>
    public string Parcel { get; }

    internal static DepotException Missing(string parcel) => new(
        "DEPOT-001",
        parcel,
        new Text($"Parcel {parcel} is not in the depot.", $"Le colis {parcel} n’est pas au dépôt."),
        SendAgain,
        ErrorKind.NotFound);

    internal static DepotException SizeDiffers(string parcel, long found, long expected) => new(
        "DEPOT-002",
        parcel,
        new Text($"Parcel {parcel} has {found} bytes; the manifest says {expected}.",
            $"Le colis {parcel} fait {found} octets ; le manifeste dit {expected}."),
        SendAgain,
        ErrorKind.SealBroken);

    internal static DepotException HashDiffers(string parcel) => new(
        "DEPOT-003",
        parcel,
        new Text($"Parcel {parcel} is not what the manifest says: its SHA-256 differs.",
            $"Le colis {parcel} n’est pas celui du manifeste : son SHA-256 diffère."),
        SendAgain,
        ErrorKind.SealBroken);

    internal static DepotException Disk(string parcel, Exception cause) => DiskTroubles.Of(cause) switch
    {
        DiskTrouble.Full => new(
            "DEPOT-004",
            parcel,
            new Text($"The disk of the depot is full; parcel {parcel} was abandoned.",
                $"Le disque du dépôt est plein ; le colis {parcel} a été abandonné."),
            new Text("Make room, then resume the passage.", "Faites de la place, puis reprenez le passage."),
            ErrorKind.Failed,
            cause),
        DiskTrouble.NotAllowed => new(
            "DEPOT-005",
            parcel,
            new Text("The depot's folder cannot be written or read by this account, or is read-only.",
                "Le dossier du dépôt ne peut être écrit ou lu par ce compte, ou est en lecture seule."),
            new Text("Give this account the folder, and nobody else.", "Donnez ce dossier à ce compte, et à nul autre."),
            ErrorKind.Failed,
            cause),
        var trouble => new(
            "DEPOT-006",
            parcel,
            new Text($"The disk of the depot failed ({trouble}).", $"Le disque du dépôt a failli ({trouble})."),
            new Text("Look at the machine's disks, then resume the passage.",
                "Examinez les disques de la machine, puis reprenez le passage."),
            ErrorKind.Failed,
            cause),
    };

    internal static DepotException BadName(string english, string french, int length) => new(
        "DEPOT-007",
        "",
        new Text($"A text of {length} characters is not {english}.", $"Un texte de {length} caractères n’est pas {french}."),
        new Text("Take the id from the passage's status.", "Prenez l’identifiant dans l’état du passage."),
        ErrorKind.Usage);

    internal static DepotException TooLarge(string parcel, long max) => new(
        "DEPOT-008",
        parcel,
        new Text($"Parcel {parcel} unfolds to more than the {max} bytes announced; it was stopped there.",
            $"Le colis {parcel} se déplie en plus que les {max} octets annoncés ; il a été arrêté là."),
        SendAgain,
        ErrorKind.SealBroken);

    internal static DepotException NotZstd(string parcel) => new(
        "DEPOT-009",
        parcel,
        new Text($"Parcel {parcel} does not hold whole zstd frames.",
            $"Le colis {parcel} ne contient pas de trames zstd entières."),
        SendAgain,
        ErrorKind.SealBroken);

    /// <summary>A name that was removed is still listed.</summary>
    public static DepotException StillThere(string parcel) => new(
        "DEPOT-010",
        parcel,
        new Text("A file is still listed in the depot after it was removed.",
            "Un fichier figure encore au dépôt après avoir été ôté."),
        new Text("Do not certify the erasure; look at the file system, then erase again.",
            "Ne certifiez pas l’effacement ; examinez le système de fichiers, puis effacez de nouveau."),
        ErrorKind.Failed);

    internal static DepotException OfSegment(Exception cause) => DiskTroubles.Of(cause) switch
    {
        DiskTrouble.Full => new(
            "DEPOT-011",
            "",
            new Text("The disk of the depot is full; what is counted is there, the segment under way is not.",
                "Le disque du dépôt est plein ; ce qui est compté s’y trouve, le segment en cours non."),
            new Text("Make room, then resume the upload where it stands.", "Faites de la place, puis reprenez l’envoi là où il en est."),
            ErrorKind.Failed,
            cause),
        DiskTrouble.Missing => new(
            "DEPOT-012",
            "",
            new Text("The segment, or the folder of its space, is not there.", "Le segment, ou le dossier de son espace, n’est pas là."),
            new Text("If the space is not erased, find out who touched its folder; have the object sent again.",
                "Si l’espace n’est pas effacé, cherchez qui a touché à son dossier ; faites renvoyer l’objet."),
            ErrorKind.NotFound,
            cause),
        _ => Disk("", cause),
    };
}
