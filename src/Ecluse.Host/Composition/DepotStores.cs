using System.Text;
using Ecluse.Connections;
using Ecluse.Depot;
using Ecluse.Depot.S3;
using Ecluse.Errors;
using Ecluse.Profiles;
using Ecluse.Storage;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Host.Composition;

/// <summary>
/// Where whole parcels and segments of an installation lie: the data folder's disk, or the bucket that <c>depot.yaml</c> names
/// (<c>docs/operating/s3.md</c>). The first use of a bucket is kept in <c>depot.place</c>, so that nothing is later looked for in another
/// place and called gone because it is not there.
/// </summary>
internal sealed class DepotStores : IDisposable
{
    public const string FileName = "depot.yaml", PlaceName = "depot.place";

    private static readonly string[] Parts = ["depot", "spaces", "hand-overs"];

    private readonly S3Store[] opened;

    private DepotStores(S3Place? place) =>
        opened = place is null ? [] : [.. Parts.Select(word => new S3Store(place.Below(word)))];

    /// <summary>For parcels; null for the disk.</summary>
    public ISealedStore? Parcels => opened.ElementAtOrDefault(0);

    /// <summary>For segments of spaces; null for the disk.</summary>
    public ISealedStore? Segments => opened.ElementAtOrDefault(1);

    /// <summary>For parcels between two gates elsewhere; null for the disk.</summary>
    public ISealedStore? HandOvers => opened.ElementAtOrDefault(2);

    /// <summary>Opens what the folder says; asks no storage yet.</summary>
    /// <exception cref="EcluseException"><c>CONN-002</c>, <c>CONN-003</c>, <c>S3-001</c>, <c>S3-002</c>, <c>S3-008</c> to <c>S3-010</c>.</exception>
    public static DepotStores Open(DataFolder data)
    {
        var file = Path.Combine(data.Path, FileName);
        var place = File.Exists(file) ? Read(file) : null;
        var kept = Path.Combine(data.Path, PlaceName);
        var before = File.Exists(kept) ? File.ReadAllText(kept).Trim() : null;
        if (before is not null && before != place?.ToString())
        {
            throw Elsewhere(before);
        }

        if (place is not null && before is null)
        {
            RefuseParcelsHere(data);
            WholeFile.WriteAsync(kept, Encoding.UTF8.GetBytes(place + "\n"), CancellationToken.None).GetAwaiter().GetResult();
        }

        return new DepotStores(place);
    }

    public void Dispose()
    {
        foreach (var store in opened)
        {
            store.Dispose();
        }
    }

    private static S3Place Read(string file)
    {
        ConnectionsFile.RefuseOthers(file);
        var s3 = ProfileYaml.Parse(File.ReadAllText(file), file, "CONN-003").Only("s3").Need("s3")
            .Only("endpoint", "region", "bucket", "prefix", "access-key", "secret-key");
        var endpoint = s3.Need("endpoint");
        return new S3Place(
            Uri.TryCreate(endpoint.Text, UriKind.Absolute, out var uri) ? uri : throw endpoint.Unknown("the address", "l’adresse", endpoint.Text),
            s3.Need("region").Text, s3.Need("bucket").Text, s3.Find("prefix")?.Text ?? "", s3.Need("access-key").Text,
            Secret(s3.Need("secret-key").Only("file", "credential")));
    }

    // A word of the file names a file; the secret itself stands in none of ours.
    private static string Secret(ProfileNode node)
    {
        var path = node.Find("file")?.Text
            ?? Path.Combine(Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") ?? "/nowhere", Path.GetFileName(node.Need("credential").Text));
        if (!File.Exists(path))
        {
            throw NoSecret();
        }

        ConnectionsFile.RefuseOthers(path);
        return File.ReadLines(path, Encoding.UTF8).FirstOrDefault()?.Trim() ?? throw NoSecret();
    }

    private static void RefuseParcelsHere(DataFolder data)
    {
        var whole = Parts.Select(part => Path.Combine(data.Path, part)).Where(Directory.Exists)
            .Any(folder => Directory.EnumerateFiles(folder, "*.age", SearchOption.AllDirectories).Any());
        if (whole)
        {
            throw new EcluseException(
                "S3-009",
                new Text("Sealed files lie in the data folder, and depot.yaml names a bucket.",
                    "Des fichiers scellés sont dans le dossier de données, et depot.yaml nomme un compartiment."),
                new Text("Take depot.yaml away until they are erased; then put it back.",
                    "Ôter depot.yaml jusqu’à leur effacement, puis le remettre."),
                ErrorKind.Refused);
        }
    }

    private static EcluseException Elsewhere(string before) => new(
        "S3-008",
        new Text($"Sealed files of this folder lie at {before}, and depot.yaml does not name that place.",
            $"Des fichiers scellés de ce dossier sont à {before}, et depot.yaml ne nomme pas ce lieu."),
        new Text("Put depot.yaml back as it was. Once nothing of Écluse lies there any more, remove depot.place.",
            "Remettre depot.yaml tel qu’il était. Quand plus rien d’Écluse ne s’y trouve, supprimer depot.place."),
        ErrorKind.Refused);

    private static EcluseException NoSecret() => new(
        "S3-010",
        new Text("The secret key of the storage is not where depot.yaml says.", "La clé secrète du stockage n’est pas là où depot.yaml le dit."),
        new Text("Write the file (mode 0600), or give the credential.", "Écrire le fichier (mode 0600), ou donner le secret."),
        ErrorKind.NotFound);
}
