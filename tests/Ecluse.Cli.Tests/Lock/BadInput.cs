using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli.Lock;

/// <summary>One line of the table: what is wrong, the command that meets it, and how it must answer.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Spoil">Does it; what it gives back undoes it.</param>
/// <param name="Command">The command; PASSAGE and PLAN stand for the passage's id and the plan's file.</param>
/// <param name="Code">Code of the message.</param>
/// <param name="Kind">Exit code.</param>
/// <param name="Says">What the message names besides, so that a person finds the place.</param>
internal sealed record BadInput(
    string Name, Func<PreparedPassage, Task<IDisposable>> Spoil, string[] Command, string Code, ErrorKind Kind, string Says = "")
{
    /// <summary>Lines that meet a passage that is open and not sealed.</summary>
    public static IReadOnlyList<BadInput> WhileOpen { get; } =
    [
        new("malformed instruction", p => WriteAsync(p, "bad.yaml", "type: instruction/1\nnumber: [I-1\nrecords: {\n"),
            ["instruction", "check", "FOLDER/bad.yaml"], "DOC-001", ErrorKind.Usage, "line 2, column"),
        new("malformed contract", p => WriteAsync(p, "bad.yaml", "type: contract/1\n\tnumber: C-1\n"),
            ["contract", "check", "FOLDER/bad.yaml"], "DOC-001", ErrorKind.Usage, "line 1, column"),
        new("malformed profile", p => WriteAsync(p, "bad.yaml", "profile: x\nrules:\n  - { a: [ }\n"),
            ["profile", "check", "FOLDER/bad.yaml"], "PROFILE-001", ErrorKind.Usage, "(3,"),
        new("malformed connections", p => EditAsync(p.Of("connections.yaml"), text => text + "kalisil: { role: target\n"),
            ["passage", "run", "PASSAGE"], "CONN-003", ErrorKind.Usage, "line"),
        new("connection of the other role", p => EditAsync(p.Of("connections.yaml"), text => text.Replace("role: source", "role: target", StringComparison.Ordinal)),
            ["passage", "run", "PASSAGE"], "CONN-005", ErrorKind.Refused),
        new("connections that others can read", p => ModeAsync(p.Of("connections.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead),
            ["passage", "run", "PASSAGE"], "CONN-002", ErrorKind.Refused, "chmod 600"),
        new("no connections", p => MoveAsync(p.Of("connections.yaml")),
            ["passage", "run", "PASSAGE"], "CONN-001", ErrorKind.NotFound),
        new("unknown column in the profile", p => EditAsync(p.Of("profiles", "megabus.profile.yaml"), text => text.Replace("NOMNAI", "NOMNAIX", StringComparison.Ordinal)),
            ["plan", "I-2026-001", "-o", "FOLDER/second.json"], "PROFILE-020", ErrorKind.Refused, "NOMNAIX"),
        new("unreachable source", p => MoveAsync(p.Stage.Source),
            ["passage", "run", "PASSAGE"], "GATE-002", ErrorKind.Failed),
        new("a source that is no database", p => ReplaceAsync(p.Stage.Source, "not a database, whatever its name says".ToArray()),
            ["passage", "run", "PASSAGE"], "GATE-002", ErrorKind.Failed),
        new("a plan used twice", _ => NothingAsync(),
            ["passage", "open", "PLAN", "--signature", "PLAN.sig"], "PASSAGE-010", ErrorKind.Refused),
        new("a plan altered after its signature", p => EditAsync(p.Plan, text => text.Replace("\"delete\"", "\"return\"", StringComparison.Ordinal)),
            ["passage", "open", "PLAN", "--signature", "PLAN.sig"], "PASSAGE-013", ErrorKind.Refused),
        new("a column added to the source", p => SqlAsync(p, "ALTER TABLE FICPAT ADD COLUMN NOUVEAU VARCHAR(10)", "ALTER TABLE FICPAT DROP COLUMN NOUVEAU"),
            ["passage", "run", "PASSAGE"], "PASSAGE-024", ErrorKind.Refused, "schema"),
        new("a column classed otherwise in the profile", p => EditAsync(p.Of("profiles", "megabus.profile.yaml"), text => text + "\n# another version\n"),
            ["passage", "run", "PASSAGE"], "PASSAGE-024", ErrorKind.Refused, "source profile"),
        new("another profile of the target", p => EditAsync(p.Of("profiles", "kalisil.profile.yaml"), text => text + "\n# another version\n"),
            ["passage", "run", "PASSAGE"], "PASSAGE-024", ErrorKind.Refused, "target profile"),
        new("a code added to a list of the source", p => SqlAsync(p, CodeAdded, CodeTaken),
            ["passage", "run", "PASSAGE"], "PASSAGE-024", ErrorKind.Refused, "code lists"),
        new("a depot that is full", p => DiskAsync(Path.GetDirectoryName(p.DepotFolder)!, 64, fill: true),
            ["passage", "run", "PASSAGE"], "DEPOT-004", ErrorKind.Failed, "full"),
        new("a depot that is read-only", p => DiskAsync(Path.GetDirectoryName(p.DepotFolder)!, 64, readOnly: true),
            ["passage", "run", "PASSAGE"], "DEPOT-005", ErrorKind.Failed),
        new("a data folder that is full", p => DiskAsync(p.Stage.Data, 4096, fill: true),
            ["passage", "run", "PASSAGE"], "STATE-003", ErrorKind.Failed, "full"),
        new("a data folder that is read-only", p => DiskAsync(p.Stage.Data, 4096, readOnly: true),
            ["passage", "run", "PASSAGE"], "STATE-003", ErrorKind.Failed),
        new("a state that is no database", p => ReplaceAsync(p.Of("ecluse.db"), new string('x', 5000).ToArray()),
            ["passage", "run", "PASSAGE"], "STATE-004", ErrorKind.Failed),
        new("no state", p => MoveAsync(p.Of("ecluse.db")),
            ["passage", "run", "PASSAGE"], "STATE-001", ErrorKind.NotFound),
        new("an unknown passage", _ => NothingAsync(),
            ["passage", "run", "p-000000000000"], "PASSAGE-001", ErrorKind.NotFound),
        new("a source gate without its list of signers", p => MoveAsync(p.Of("gate", "allowed_signers")),
            ["passage", "open", "PLAN", "--signature", "PLAN.sig"], "PASSAGE-014", ErrorKind.Refused),
    ];

    /// <summary>Lines that meet a passage that is sealed and not loaded.</summary>
    public static IReadOnlyList<BadInput> WhileSealed { get; } =
    [
        new("a parcel cut short", p => ReplaceAsync(p.ParcelFiles()[0], File.ReadAllBytes(p.ParcelFiles()[0])[..^1]),
            ["passage", "run", "PASSAGE"], "DEPOT-002", ErrorKind.SealBroken),
        new("a parcel with one bit turned", p => FlipAsync(p.ParcelFiles()[^1]),
            ["passage", "run", "PASSAGE"], "DEPOT-003", ErrorKind.SealBroken),
        new("a parcel that is missing", p => MoveAsync(p.ParcelFiles()[0]),
            ["passage", "run", "PASSAGE"], "DEPOT-001", ErrorKind.NotFound),
        new("another identity", OtherIdentityAsync,
            ["passage", "run", "PASSAGE"], "AGE-003", ErrorKind.Failed),
        new("no identity", p => MoveAsync(IdentityOf(p)),
            ["passage", "run", "PASSAGE"], "ERASE-001", ErrorKind.Refused),
        new("an identity that is no key", p => ReplaceAsync(IdentityOf(p), "AGE-SECRET-KEY-NONSENSE\n".ToArray()),
            ["passage", "run", "PASSAGE"], "KEY-004", ErrorKind.Usage),
        new("unreachable target", p => MoveAsync(p.Stage.Target),
            ["passage", "run", "PASSAGE"], "GATE-002", ErrorKind.Failed),
    ];

    private const string CodeAdded = "UPDATE CODNAT SET LIBELLE = LIBELLE || ' B' WHERE NATURE = (SELECT MIN(NATURE) FROM CODNAT)";

    private const string CodeTaken = "UPDATE CODNAT SET LIBELLE = SUBSTR(LIBELLE, 1, LENGTH(LIBELLE) - 2) WHERE NATURE = (SELECT MIN(NATURE) FROM CODNAT)";

    private static string IdentityOf(PreparedPassage passage) =>
        Directory.GetFiles(passage.Of("keys", "passages"), "identity.txt", SearchOption.AllDirectories).Single();

    private static Task<IDisposable> NothingAsync() => Task.FromResult<IDisposable>(new Undo(() => { }));

    private static Task<IDisposable> WriteAsync(PreparedPassage passage, string name, string text)
    {
        var path = Path.Combine(passage.Folder, name);
        File.WriteAllText(path, text);
        return Task.FromResult<IDisposable>(new Undo(() => File.Delete(path)));
    }

    private static async Task<IDisposable> EditAsync(string path, Func<string, string> edit)
    {
        var before = await File.ReadAllTextAsync(path);
        var after = edit(before);
        Assert.NotEqual(before, after);
        return await ReplaceAsync(path, after.ToArray());
    }

    private static Task<IDisposable> ReplaceAsync(string path, char[] text) => ReplaceAsync(path, System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task<IDisposable> ReplaceAsync(string path, byte[] bytes)
    {
        var before = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes);
        return new Undo(() => File.WriteAllBytes(path, before));
    }

    private static Task<IDisposable> FlipAsync(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        return ReplaceAsync(path, bytes);
    }

    private static Task<IDisposable> MoveAsync(string path)
    {
        File.Move(path, path + ".away");
        return Task.FromResult<IDisposable>(new Undo(() => File.Move(path + ".away", path, overwrite: true)));
    }

    private static Task<IDisposable> ModeAsync(string path, UnixFileMode mode)
    {
        var before = File.GetUnixFileMode(path);
        File.SetUnixFileMode(path, mode);
        return Task.FromResult<IDisposable>(new Undo(() => File.SetUnixFileMode(path, before)));
    }

    private static Task<IDisposable> SqlAsync(PreparedPassage passage, string spoil, string undo)
    {
        passage.OnSource(spoil);
        return Task.FromResult<IDisposable>(new Undo(() => passage.OnSource(undo)));
    }

    private static async Task<IDisposable> DiskAsync(string folder, int kilobytes, bool fill = false, bool readOnly = false)
    {
        var disk = await SmallDisk.OverAsync(folder, kilobytes, readOnly);
        if (fill)
        {
            disk.Fill();
        }

        return disk;
    }

    private static async Task<IDisposable> OtherIdentityAsync(PreparedPassage passage)
    {
        var other = Path.Combine(passage.Folder, "other-identity.txt");
        Keys.IdentityFile.Create(other, Age.AgeKeyKind.Hybrid, passage.Clock);
        var bytes = await File.ReadAllBytesAsync(other);
        File.Delete(other);
        return await ReplaceAsync(IdentityOf(passage), bytes);
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
