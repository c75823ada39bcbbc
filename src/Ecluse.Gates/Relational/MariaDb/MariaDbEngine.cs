using System.Globalization;
using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Profiles;
using MySqlConnector;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Relational.MariaDb;

/// <summary>
/// A MariaDB or MySQL database. Its wire carries one result at a time. Where all tables are InnoDB and patients are found
/// by index, one session in one snapshot reads everything, patients page by page. Elsewhere each open result has a session
/// of its own; that they saw one state is then proved by a fingerprint of the tables before and after.
/// </summary>
internal class MariaDbEngine : IEngine
{
    private const int LockWaitSeconds = 60;
    private readonly Dictionary<string, IReadOnlyList<CatalogueColumn>> catalogue = new(StringComparer.Ordinal);
    private readonly Stack<MySqlConnection> idle = new();
    private readonly List<MySqlConnection> all = [];
    private readonly Func<MySqlConnection> connect;
    private readonly Profile profile;
    private string? fingerprint;
    private MySqlConnection? snapshot;
    private long pageBytes;
    private bool holdsWriters;

    protected MariaDbEngine(Func<MySqlConnection> connect, Profile profile)
    {
        this.connect = connect;
        this.profile = profile;
        Main = Session();
    }

    public string Name => "mariadb";

    public Dialect Dialect => MariaDbDialect.Instance;

    public ReadConsistency Consistency => snapshot is not null ? ReadConsistency.Snapshot
        : holdsWriters ? ReadConsistency.ReadLock : ReadConsistency.Fingerprint;

    public bool PagesPatients => snapshot is not null;

    /// <summary>The session of statements that change something, and of the catalogue.</summary>
    protected MySqlConnection Main { get; }

    /// <summary>Whether small results are read at once on the main session: inside its transaction.</summary>
    protected bool OnMain { get; set; }

    /// <summary>Opens as a source: an account that can only read.</summary>
    public static MariaDbEngine OpenSource(Connection connection, Profile profile, string? password)
    {
        var engine = new MariaDbEngine(() => MariaDbSession.Open(connection, password), profile);
        try
        {
            MariaDbPrivileges.RefuseWriter(engine.Main, connection.Name);
            if (!engine.TryBeginSnapshot())
            {
                engine.fingerprint = engine.Fingerprint();
            }

            return engine;
        }
        catch
        {
            engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    public IReadOnlySet<string> Relations
    {
        get
        {
            using var command = Command(Main, "SELECT table_name FROM information_schema.tables WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')", new Dictionary<string, string?>());
            using var rows = command.ExecuteReader();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (rows.Read())
            {
                names.Add(rows.GetString(0));
            }

            return names;
        }
    }

    public string? FaultIn(Func<(string Sql, IReadOnlyDictionary<string, string?> Parameters)> statement, Profile profile) =>
        statement() is var (sql, parameters) ? new MariaDbResolution(Main).FaultIn(sql, parameters, profile) : null;

    public IReadOnlyList<CatalogueColumn> ColumnsOf(string table)
    {
        if (!catalogue.TryGetValue(table, out var columns))
        {
            catalogue[table] = columns = MariaDbCatalogue.Columns(Main, table);
        }

        return columns;
    }

    public IRowCursor Query(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        try
        {
            if (OnMain)
            {
                return new MariaDbCursor(Command(Main, sql, parameters));
            }

            if (snapshot is not null)
            {
                return new MariaDbCursor(Command(snapshot, sql, parameters), () => { });
            }

            var session = idle.TryPop(out var free) ? free : Session();
            return new MariaDbCursor(Command(session, sql, parameters), () => idle.Push(session));
        }
        catch (MySqlException refused)
        {
            throw Failed(refused);
        }
    }

    public IRowCursor QueryPage(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        if (snapshot is null)
        {
            return Query(sql, parameters);
        }

        try
        {
            var page = new MariaDbCursor(Command(snapshot, sql, parameters));
            pageBytes += page.Size;
            return page;
        }
        catch (MySqlException refused)
        {
            throw Failed(refused);
        }
    }

    public long TakePageBytes()
    {
        var bytes = pageBytes;
        pageBytes = 0;
        return bytes;
    }

    /// <summary>Locks the tables for reading on a session of its own, which the end of the gate closes.</summary>
    /// <exception cref="EcluseException"><c>GATE-013</c>: the account may not, or a writer does not end.</exception>
    public void HoldWriters(IEnumerable<string> tables)
    {
        if (snapshot is not null || holdsWriters)
        {
            return;
        }

        try
        {
            var session = Session();
            using var wait = Command(session, $"SET SESSION lock_wait_timeout = {LockWaitSeconds}", new Dictionary<string, string?>());
            wait.ExecuteNonQuery();
            using var hold = Command(
                session, "LOCK TABLES " + string.Join(", ", tables.Select(table => Dialect.Table(table) + " READ")), new Dictionary<string, string?>());
            hold.ExecuteNonQuery();
            holdsWriters = true;
        }
        catch (MySqlException refused) when (refused.SqlState is { Length: > 0 })
        {
            throw RelationalErrors.NotLocked(refused.Number.ToString(CultureInfo.InvariantCulture), refused);
        }
    }

    /// <summary>Refuses when the tables are no longer as they were when the gate was opened.</summary>
    public void RefuseChange()
    {
        if (fingerprint is not null && Fingerprint() != fingerprint)
        {
            throw new EcluseException(
                "GATE-007",
                new Text("The source was changed while it was read.", "La source a été modifiée pendant sa lecture."),
                new Text("Close the laboratory's application, then run it again.", "Fermez l’application du laboratoire, puis relancez."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in all)
        {
            await session.DisposeAsync();
        }
    }

    protected static MySqlCommand Command(MySqlConnection session, string sql, IReadOnlyDictionary<string, string?> parameters)
    {
#pragma warning disable CA2100 // Statements are built by the dialect; values are parameters.
        var command = new MySqlCommand(sql, session);
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue("@" + name, (object?)value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Begins one snapshot on a session of its own; false where the tables have none or pages would cost too much.</summary>
    protected bool TryBeginSnapshot()
    {
        var tables = new MariaDbTables(Main, profile);
        if (!tables.IsTransactional || !tables.FindsPatients)
        {
            return false;
        }

        snapshot = idle.TryPop(out var free) ? free : Session();

        // At any other isolation the engine takes no snapshot, and says so by a warning only.
        Execute(snapshot, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        Execute(snapshot, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        return true;
    }

    /// <summary>Ends the snapshot, if there is one.</summary>
    protected void EndOfSnapshot()
    {
        if (snapshot is { } session)
        {
            snapshot = null;
            Execute(session, "ROLLBACK");
            idle.Push(session);
        }
    }

    protected void Run(string sql) => Execute(Main, sql);

    private static void Execute(MySqlConnection session, string sql)
    {
        try
        {
            using var command = Command(session, sql, new Dictionary<string, string?>());
            command.ExecuteNonQuery();
        }
        catch (MySqlException refused)
        {
            throw Failed(refused);
        }
    }

    internal static EcluseException Failed(MySqlException refused) =>
        RelationalErrors.Engine("mariadb", refused.Number.ToString(CultureInfo.InvariantCulture), refused);

    private MySqlConnection Session()
    {
        var session = connect();
        all.Add(session);
        MariaDbSession.Prepare(session, all[0], profile);
        return session;
    }

    private string Fingerprint()
    {
        var lines = new List<string>();
        foreach (var table in profile.Tables.Keys)
        {
            using var command = Command(Main, $"CHECKSUM TABLE {Dialect.Table(table)}", new Dictionary<string, string?>());
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                lines.Add($"{table} {rows.GetValue(1)}");
            }
        }

        return string.Join('\n', lines);
    }
}
