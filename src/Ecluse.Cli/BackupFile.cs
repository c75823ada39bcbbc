using System.Formats.Tar;
using Ecluse.Age;
using Ecluse.Cli.Verbs;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Keys;
using Ecluse.Storage;
using Ecluse.Storage.Postgres;

namespace Ecluse.Cli;

/// <summary>A sealed backup, read twice: once to its verified end before anything is written, once to write; never whole in memory.</summary>
internal sealed class BackupFile(string file, string identity)
{
    /// <summary>Reads to the end: every chunk's seal, every name.</summary>
    /// <returns>Names in it, and the verifier keys of its logs.</returns>
    /// <exception cref="EcluseException"><c>BACKUP-002</c>; <c>AGE-…</c>: changed, cut, or sealed to somebody else.</exception>
    public async Task<(IReadOnlyList<string> Names, IReadOnlyList<string> LogKeys)> CheckAsync(CancellationToken cancellation)
    {
        var (names, keys) = (new List<string>(), new List<string>());
        await ReadAsync(
            async (name, content) =>
            {
                names.Add(name);
                if (IsLogKey(name))
                {
                    using var text = new StreamReader(content);
                    keys.Add((await text.ReadToEndAsync(cancellation)).Trim());
                }
            },
            cancellation);
        return (names, keys);
    }

    /// <summary>Writes every file into the data folder, for its owner alone, and a state that was in PostgreSQL into a database.</summary>
    /// <param name="data">The folder.</param>
    /// <param name="postgres">Connection words of an empty database; null where the state is a file.</param>
    /// <param name="cancellation">Stops between the files.</param>
    public async Task RestoreAsync(DataFolder data, string? postgres, CancellationToken cancellation)
    {
        if (postgres is null)
        {
            await ReadAsync((name, content) => PutAsync(data, name, content, cancellation), cancellation);
            return;
        }

        await using var state = await PostgresRestoring.StartAsync(postgres, cancellation);
        await ReadAsync(
            (name, content) => name.StartsWith(PostgresCopy.Prefix, StringComparison.Ordinal)
                ? state.TakeAsync(name, content, cancellation)
                : PutAsync(data, name, content, cancellation),
            cancellation);
        await state.CompleteAsync(cancellation);
        data.UsePostgres(postgres);
    }

    private static async Task PutAsync(DataFolder data, string name, Stream content, CancellationToken cancellation)
    {
        var path = Path.Combine(data.Path, name);
        MakeFolder(Path.GetDirectoryName(path)!);
        await WholeFile.WriteAsync(path, content, cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Names of its logs.</summary>
    public static IEnumerable<string> Origins(IEnumerable<string> names) =>
        names.Where(IsLogKey).Select(name => Uri.UnescapeDataString(name.Split('/')[1]));

    /// <summary>Whether its state was in PostgreSQL.</summary>
    public static bool IsOfPostgres(IEnumerable<string> names) =>
        names.Any(name => name.StartsWith(PostgresCopy.Prefix, StringComparison.Ordinal));

    private static bool IsLogKey(string name) =>
        name.StartsWith("journal/", StringComparison.Ordinal) && name.EndsWith("/vkey", StringComparison.Ordinal);

    private async Task ReadAsync(Func<string, Stream, Task> take, CancellationToken cancellation)
    {
        if (!File.Exists(file) || !File.Exists(identity))
        {
            throw SealingErrors.InputMissing();
        }

        using var key = IdentityFile.Read(identity);
        await using var given = File.OpenRead(file);
        await using var plain = AgeDecryptor.Open(given, key.Identities);
        await using (var tar = new TarReader(plain, leaveOpen: true))
        {
            while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
            {
                await take(Checked(entry.Name), entry.DataStream ?? Stream.Null);
            }
        }

        // What follows the last entry is read too: only then the seal of the whole has held.
        await plain.CopyToAsync(Stream.Null, cancellation);
    }

    // No name leads outside the folder, and none to a passage's keys.
    private static string Checked(string name) =>
        name.Split('/') is { Length: > 0 } parts && parts.All(part => part.Length > 0 && part is not ("." or ".."))
        && !Path.IsPathRooted(name) && !name.StartsWith("keys/passages", StringComparison.Ordinal)
            ? name
            : throw BackupErrors.ForeignName();

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
