using Ecluse.Errors;
using Ecluse.Storage.Postgres;
using Ecluse.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage;

/// <summary>The data folder: where the state, the keys, the journal's tiles and the sealed parcels stand (design, section 8).</summary>
/// <param name="path">The folder, as given with <c>--data</c>.</param>
public sealed class DataFolder(string path)
{
    private static readonly StateMigrations OfSqlite = new(
        SqliteState.NewestMigration,
        "SELECT count(*) FROM sqlite_master",
        "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'");

    private static readonly StateMigrations OfPostgres = new(
        PostgresState.NewestMigration,
        PostgresState.CountOfTables,
        PostgresState.CountOfTables + " AND tablename = '__EFMigrationsHistory'");

    private bool isCurrent;

    /// <summary>Full path of the folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Sealed parcels, one folder a passage.</summary>
    public string Depot => System.IO.Path.Combine(Path, "depot");

    /// <summary>Tiles and checkpoints, derived from the state's entries.</summary>
    public string Journal => System.IO.Path.Combine(Path, "journal");

    /// <summary>Identities of passages; never in a backup.</summary>
    public string PassageKeys => System.IO.Path.Combine(Path, "keys", "passages");

    /// <summary>What a gate's engine lays aside while it works, sealed; nothing there has a name once it is open.</summary>
    public string Scratch => System.IO.Path.Combine(Path, "scratch");

    /// <summary>What a target gate fetches from a server, sealed, until it is taken in.</summary>
    public string Received => System.IO.Path.Combine(Path, "received");

    /// <summary>Keys of the log, the gates and the agents.</summary>
    public string SigningKeys => System.IO.Path.Combine(Path, "keys", "signing");

    /// <summary>Sealed segments of spaces, one folder a space.</summary>
    public string Spaces => System.IO.Path.Combine(Path, "spaces");

    /// <summary>Sealed parcels on their way between two gates elsewhere.</summary>
    public string HandOvers => System.IO.Path.Combine(Path, "hand-overs");

    /// <summary>Keys under which names in spaces are known; never in a backup.</summary>
    public string SpaceKeys => System.IO.Path.Combine(Path, "keys", "spaces");

    /// <summary>Duties after a breach, in place of Écluse's own of the same id; may be missing.</summary>
    public string Duties => System.IO.Path.Combine(Path, "duties");

    /// <summary>Rules of the watch, in place of Écluse's own of the same id or besides; and its settings. May be missing.</summary>
    public string Watch => System.IO.Path.Combine(Path, "watch");

    /// <summary>Whether the state is in PostgreSQL: a file of the folder names the database.</summary>
    public bool IsPostgres => File.Exists(PostgresState.FileIn(Path));

    /// <summary>Whether the folder holds a state, or names one.</summary>
    public bool Exists => IsPostgres || File.Exists(System.IO.Path.Combine(Path, SqliteState.FileName));

    /// <summary>From now on the state of this folder is in a PostgreSQL database; nothing is opened yet.</summary>
    /// <param name="words">How to reach it.</param>
    /// <exception cref="EcluseException"><c>STATE-006</c>: the words are refused; <c>STATE-009</c>: the folder holds a state.</exception>
    public void UsePostgres(string words)
    {
        _ = PostgresState.OptionsOf(words);
        if (Exists)
        {
            throw StateErrors.StateThere();
        }

        MakeFolder(Path);
        PostgresState.Keep(Path, words);
    }

    /// <summary>Makes the folder, for its owner alone, and the state in it; does nothing where they stand.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        foreach (var folder in new[] { Path, Depot, Journal, PassageKeys, SigningKeys })
        {
            MakeFolder(folder);
        }

        cancellation.ThrowIfCancellationRequested();
        isCurrent = false;
        await using (Checked(OpenUnchecked()))
        {
            // Only to make it.
        }
    }

    /// <summary>Opens the state; one that an earlier version made is brought up to date first.</summary>
    /// <exception cref="EcluseException">
    /// <c>STATE-001</c>: there is none in the folder; <c>STATE-002</c>: another version made it, which this one cannot read.
    /// </exception>
    public EcluseState Open() => Exists ? Checked(OpenUnchecked()) : throw StateErrors.None();

    private static void MakeFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Once for each verb.
    private EcluseState Checked(EcluseState state)
    {
        if (isCurrent || (isCurrent = (IsPostgres ? OfPostgres : OfSqlite).BringUpToDate(state)))
        {
            return state;
        }

        state.Dispose();
        throw StateErrors.OtherVersion();
    }

    private EcluseState OpenUnchecked() => new(IsPostgres ? PostgresState.Options(PostgresState.FileIn(Path)) : SqliteState.Options(Path));
}
