using System.CommandLine;
using System.Formats.Tar;
using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Depot;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Storage.Postgres;
using Ecluse.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse backup -r RECIPIENT -o FILE</c>: state, journal, signing keys and settings as one tar, sealed to a recipient whose
/// identity is kept offline. Never a passage's key, never a parcel.
/// </summary>
internal static class BackupVerb
{
    // What a backup holds; whatever is not named here stays out, passage keys first.
    private static readonly string[] Folders = ["journal", "keys/signing", "profiles", "gate"];

    public static Command Create(VerbContext context)
    {
        var recipient = new Option<string>("--recipient", "-r") { Description = "recovery recipient, its identity offline (age1pq1… or age1…) · destinataire de secours, identité hors ligne", Required = true };
        var output = new Option<FileInfo>("--output", "-o") { Description = "where the backup goes · où va la sauvegarde", Required = true };
        var command = new Command("backup", "seals state, journal and signing keys; never a passage's key (exit 0, 1, 2) · scelle état, journal et clés de signature ; jamais la clé d’un passage (sortie 0, 1, 2)") { recipient, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var by = await installation.ActorAsync(cancellation);
            var to = AgeRecipient.Parse(parsed.GetValue(recipient)!);
            await installation.Journal.PublishAsync(cancellation);
            var path = parsed.GetValue(output)!.FullName;
            List<string> names = [];
            await WholeFile.WriteAsync(path, async file => names = await WriteAsync(installation, to, file, cancellation));
            await using var written = File.OpenRead(path);
            var (bytes, sha256) = (written.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellation)));
            await installation.Ledger.NoteAsync(
                null,
                new Act("backup.made", by, new Dictionary<string, string>(), new Dictionary<string, string> { ["backup"] = sha256 }),
                cancellation);
            answer.Say(
                $"{names.Count} files sealed, {answer.Number(bytes)} bytes; no key of a passage is among them.",
                $"{names.Count} fichiers scellés, {answer.Number(bytes)} octets ; aucune clé de passage n’en est.");
            answer.Json(new { files = names, bytes, sha256 });
            return 0;
        });
        return command;
    }

    private static async Task<List<string>> WriteAsync(
        Installation installation, AgeRecipient to, Stream output, CancellationToken cancellation)
    {
        var names = new List<string>();
        await using var sealing = AgeEncryptor.Start(output, [to], leaveOpen: true);
        await using (var tar = new TarWriter(sealing, TarEntryFormat.Pax, leaveOpen: true))
        {
            await AddStateAsync(installation, tar, names, cancellation);
            foreach (var path in Files(installation.Data.Path))
            {
                await AddAsync(tar, names, installation.Data.Path, path, cancellation);
            }
        }

        sealing.Complete();
        return names;
    }

    // Under the state's own write lock nobody changes the file: these bytes are one state.
    private static async Task AddStateAsync(
        Installation installation, TarWriter tar, List<string> names, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        if (installation.Data.IsPostgres)
        {
            await PostgresCopy.WriteAsync(state, (name, bytes) => AddAsync(tar, names, name, bytes, cancellation), cancellation);
            return;
        }

        await state.Database.OpenConnectionAsync(cancellation);
        await state.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE", cancellation);
        try
        {
            await AddAsync(tar, names, installation.Data.Path, Path.Combine(installation.Data.Path, SqliteState.FileName), cancellation);
        }
        finally
        {
            await state.Database.ExecuteSqlRawAsync("ROLLBACK", CancellationToken.None);
        }
    }

    private static IEnumerable<string> Files(string data) => Folders
        .Select(folder => Path.Combine(data, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        .Concat(new[] { "connections.yaml", DepotStores.FileName, DepotStores.PlaceName }.Select(name => Path.Combine(data, name)).Where(File.Exists));

    private static async Task AddAsync(
        TarWriter tar, List<string> names, string data, string path, CancellationToken cancellation)
    {
        var name = Path.GetRelativePath(data, path).Replace('\\', '/');
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await AddAsync(tar, names, name, content, cancellation);
    }

    private static async Task AddAsync(TarWriter tar, List<string> names, string name, Stream content, CancellationToken cancellation)
    {
        await tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite },
            cancellation);
        names.Add(name);
    }
}
