using Ecluse.Errors;

namespace Ecluse.Depot.S3;

/// <summary>A storage that was refused, or that refused; codes <c>S3-001</c> to <c>S3-007</c>. Nothing that it said is passed on.</summary>
public sealed class S3Exception : EcluseException
{
    private S3Exception(string code, Text problem, Text remedy, ErrorKind kind, Exception? cause = null)
        : base(code, problem, remedy, kind, cause)
    {
    }

    internal static S3Exception Malformed(string what) => new(
        "S3-001",
        new Text($"The place of the depot is not usable: {what}.", $"Le lieu du dépôt est inutilisable : {what}."),
        new Text("Write depot.yaml as docs/operating/s3.md shows.", "Écrire depot.yaml comme le montre docs/operating/s3.md."),
        ErrorKind.Usage);

    internal static S3Exception InClear() => new(
        "S3-002",
        new Text("The storage would be asked in clear, over a network.", "Le stockage serait interrogé en clair, par un réseau."),
        new Text("Give an address that begins with https://.", "Donner une adresse qui commence par https://."),
        ErrorKind.Refused);

    internal static S3Exception Away(Exception cause) => new(
        "S3-003",
        new Text("The storage of the depot does not answer, or failed.", "Le stockage du dépôt ne répond pas, ou a failli."),
        new Text("See whether it is up and its certificate is trusted here, then do it again: what is counted is there.",
            "Voir s’il est en marche et si son certificat est reconnu ici, puis recommencer : ce qui est compté s’y trouve."),
        ErrorKind.Failed,
        cause);

    internal static S3Exception NotAllowed(Exception cause) => new(
        "S3-004",
        new Text("The storage refuses the access key, or has no such bucket.", "Le stockage refuse la clé d’accès, ou n’a pas ce compartiment."),
        new Text("Check bucket, access key and rights: put, get, list and delete objects, read the bucket’s versioning.",
            "Vérifier compartiment, clé d’accès et droits : déposer, lire, lister et supprimer des objets, lire le versionnage."),
        ErrorKind.Failed,
        cause);

    internal static S3Exception KeepsVersions(string status) => new(
        "S3-005",
        new Text($"The bucket keeps versions of what is removed, or kept them once ({status}).",
            $"Le compartiment garde des versions de ce qui est ôté, ou en a gardé ({status})."),
        new Text("Use a bucket whose versioning was never switched on: nothing could be called erased here.",
            "Utiliser un compartiment dont le versionnage ne fut jamais activé : rien ne pourrait être dit effacé ici."),
        ErrorKind.Refused);

    internal static S3Exception VersionsUnknown(Exception cause) => new(
        "S3-006",
        new Text("The storage does not say whether it keeps versions.", "Le stockage ne dit pas s’il garde des versions."),
        new Text("Allow the access key to read the bucket’s versioning, or use a storage that tells.",
            "Permettre à la clé d’accès de lire le versionnage du compartiment, ou utiliser un stockage qui le dise."),
        ErrorKind.Refused,
        cause);

    internal static S3Exception Altered() => new(
        "S3-007",
        new Text("What the storage gave back is not what was put there.", "Ce que le stockage a rendu n’est pas ce qui y fut déposé."),
        new Text("Nothing of it was counted; find out what stands between, then do it again.",
            "Rien n’en fut compté ; chercher ce qui se trouve entre deux, puis recommencer."),
        ErrorKind.SealBroken);
}
