using System.CommandLine;
using System.Formats.Tar;
using Ecluse.Age;
using Ecluse.Depot;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Keys;
using Ecluse.Storage;
using Ecluse.Storage.Journal;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse restore FILE -i IDENTITY</c>: brings a backup back into a data folder without a state, and does again at once every
/// erasure that this machine did since. The restored journal is behind what was signed, and says how to go on.
/// </summary>
internal static class RestoreVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "the backup · la sauvegarde" };
        var identity = new Option<FileInfo>("--identity", "-i") { Description = "the recovery identity · l’identité de secours", Required = true };
        var command = new Command("restore", "brings a backup back, and erases again what was erased since (exit 0, 1, 4, 10, 12) · rétablit une sauvegarde, et réefface ce qui le fut depuis (sortie 0, 1, 4, 10, 12)") { file, identity };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var data = new DataFolder(parsed.GetValue(CommandLine.Data)!);
            if (data.Exists)
            {
                throw new EcluseException(
                    "BACKUP-001",
                    new("There is a state in the data folder; a restore never writes over one.",
                        "Il y a un état dans le dossier de données ; une restauration n’écrit jamais par-dessus."),
                    new("Restore into another folder with --data, or move the state away first.",
                        "Restaurer dans un autre dossier avec --data, ou déplacer d’abord l’état."),
                    ErrorKind.Refused);
            }

            var files = await ReadAsync(parsed.GetValue(file)!.FullName, parsed.GetValue(identity)!.FullName, cancellation);
            foreach (var (name, bytes) in files)
            {
                await PutAsync(data, name, bytes, cancellation);
            }

            var again = EraseAgain(data);
            answer.Say(
                $"{files.Count} files restored; {again} erased passages made sure of again.",
                $"{files.Count} fichiers rétablis ; {again} passages effacés vérifiés à nouveau.");
            answer.Say(
                "If the journal refuses to sign, begin a new log that names the old one: ecluse journal init --continue. Then: ecluse erase --due.",
                "Si le journal refuse de signer, en commencer un nouveau qui nomme l’ancien : ecluse journal init --continue. Puis : ecluse erase --due.");
            answer.Json(new { files = files.Select(one => one.Name), erasedAgain = again });
            return 0;
        });
        return command;
    }

    // Whole in memory before anything is written: a backup that was changed anywhere restores nothing.
    private static async Task<List<(string Name, byte[] Bytes)>> ReadAsync(string file, string identity, CancellationToken cancellation)
    {
        if (!File.Exists(file) || !File.Exists(identity))
        {
            throw SealingErrors.InputMissing();
        }

        using var key = IdentityFile.Read(identity);
        using var given = File.OpenRead(file);
        using var plain = AgeDecryptor.Open(given, key.Identities);
        using var whole = new MemoryStream();
        await plain.CopyToAsync(whole, cancellation);
        whole.Position = 0;
        await using var tar = new TarReader(whole);
        var files = new List<(string, byte[])>();
        while (await tar.GetNextEntryAsync(copyData: true, cancellation) is { } entry)
        {
            using var content = new MemoryStream();
            await (entry.DataStream ?? Stream.Null).CopyToAsync(content, cancellation);
            files.Add((Checked(entry.Name), content.ToArray()));
        }

        return files;
    }

    // No name leads outside the folder, and none to a passage's keys.
    private static string Checked(string name) =>
        name.Split('/') is { Length: > 0 } parts && parts.All(part => part.Length > 0 && part is not ("." or ".."))
        && !Path.IsPathRooted(name) && !name.StartsWith("keys/passages", StringComparison.Ordinal)
            ? name
            : throw new EcluseException(
                "BACKUP-002",
                new("The backup holds a name that no backup of ours has; nothing was restored.",
                    "La sauvegarde contient un nom qu’aucune des nôtres n’a ; rien n’est rétabli."),
                new("Use a backup that ecluse backup made.", "Prendre une sauvegarde faite par ecluse backup."),
                ErrorKind.SealBroken);

    private static async Task PutAsync(DataFolder data, string name, byte[] bytes, CancellationToken cancellation)
    {
        var path = Path.Combine(data.Path, name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        else
        {
            Directory.CreateDirectory(
                Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await WholeFile.WriteAsync(path, bytes, cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // Keys and parcels that came back by another way than ours go at once; the state follows with ecluse erase --due.
    private static int EraseAgain(DataFolder data)
    {
        var erased = new ErasedRegister(new JournalPlaces(data)).Read();
        foreach (var id in erased)
        {
            if (id.StartsWith("l-", StringComparison.Ordinal))
            {
                new PassageKeys(data.PassageKeys).Destroy(id);
            }
            else
            {
                new ParcelDepot(data.Depot).DeletePassage(id);
            }
        }

        return erased.Count(id => id.StartsWith("p-", StringComparison.Ordinal));
    }
}
