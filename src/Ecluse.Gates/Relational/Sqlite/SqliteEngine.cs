using System.Globalization;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Scratch;
using SQLitePCL;

namespace Ecluse.Relational.Sqlite;

/// <summary>
/// A SQLite database through the engine's own C interface, because it hands text over as bytes, without a copy and
/// without a guess about their encoding.
/// </summary>
internal class SqliteEngine : IEngine
{
    // Each sort may take as much as the cache before it lays a run aside, and a reading has a sort for each rule.
    private const string ReadingCacheKibibytes = "2048";
    private const string WritingCacheKibibytes = "8192";
    private readonly sqlite3 handle;
    private readonly Dictionary<string, IReadOnlyList<CatalogueColumn>> catalogue = new(StringComparer.Ordinal);

    static SqliteEngine() => Batteries_V2.Init();

    protected SqliteEngine(sqlite3 handle) => this.handle = handle;

    public string Name => "sqlite";

    public Dialect Dialect => SqliteDialect.Instance;

    public bool GivesStoredBytes => true;

    public ReadConsistency Consistency => ReadConsistency.Snapshot;

    internal sqlite3 Handle => handle;

    /// <summary>Opens read-only, with a snapshot that lasts until it is closed.</summary>
    /// <param name="name">Name of the connection, for messages.</param>
    /// <param name="file">The database's file.</param>
    /// <param name="forbidden">Columns that no statement may read, whatever wrote it: credentials.</param>
    /// <param name="scratch">Folder for what does not fit into memory, sealed there; null: memory grows with what is sorted.</param>
    public static SqliteEngine OpenSource(
        string name, string file, IReadOnlySet<(string Table, string Column)> forbidden, ScratchFolder? scratch = null)
    {
        var engine = new SqliteEngine(Open(name, file, raw.SQLITE_OPEN_READONLY, scratch));
        engine.SetUp(name, scratch);
        engine.OnlyRead(forbidden);
        return engine;
    }

    /// <summary>An empty database of our own, which is filled and then only read: in memory, or sealed in a scratch folder.</summary>
    public static SqliteEngine OpenOwn(ScratchFolder? scratch)
    {
        // A database without a name is a temporary one: its pages go to the storage layer when the cache is full.
        var (name, layer) = scratch is null ? (":memory:", null) : ("", SealedScratch.LayerFor(scratch));
        if (raw.sqlite3_open_v2(name, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_FULLMUTEX, layer) != raw.SQLITE_OK)
        {
            throw RelationalErrors.Unreachable("scratch");
        }

        var engine = new SqliteEngine(handle);
        engine.Bound(scratch);
        engine.Execute("PRAGMA journal_mode = OFF");
        return engine;
    }

    /// <summary>From here on one state of the database is read, and nothing is written.</summary>
    public void OnlyRead(IReadOnlySet<(string Table, string Column)> forbidden)
    {
        Execute("PRAGMA query_only = 1");
        Execute("PRAGMA trusted_schema = 0");
        Forbid(forbidden);
        BeginSnapshot();
    }

    public IReadOnlyList<CatalogueColumn> ColumnsOf(string table)
    {
        if (!catalogue.TryGetValue(table, out var columns))
        {
            catalogue[table] = columns = SqliteCatalogue.Read(this, table);
        }

        return columns;
    }

    public IRowCursor Query(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        var statement = new SqliteStatement(handle, sql);
        foreach (var (name, value) in parameters)
        {
            statement.Bind(name, value);
        }

        return statement;
    }

    /// <summary>Prepares a statement to be run again and again.</summary>
    public SqliteStatement Prepare(string sql) => new(handle, sql);

    /// <summary>Runs a statement without rows.</summary>
    public void Execute(string sql)
    {
        using var statement = new SqliteStatement(handle, sql);
        while (statement.Read())
        {
        }
    }

    public virtual void BeginSnapshot() => Execute("BEGIN");

    public virtual void EndSnapshot() => Execute("COMMIT");

    public virtual ValueTask DisposeAsync()
    {
        handle.Dispose();
        return ValueTask.CompletedTask;
    }

    protected static sqlite3 Open(string name, string file, int flags, ScratchFolder? scratch)
    {
        var layer = scratch is null ? null : SealedScratch.LayerFor(scratch);
        if (!File.Exists(file) || raw.sqlite3_open_v2(file, out var handle, flags | raw.SQLITE_OPEN_FULLMUTEX, layer) != raw.SQLITE_OK)
        {
            throw RelationalErrors.Unreachable(name);
        }

        return handle;
    }

    /// <summary>Settings of every connection; what is not a database is found here.</summary>
    protected void SetUp(string name, ScratchFolder? scratch)
    {
        try
        {
            Bound(scratch);
            RefuseUtf16(name);
        }
        catch (EcluseException cause)
        {
            handle.Dispose();
            throw RelationalErrors.Unreachable(name, cause);
        }
    }

    // Sorting and temporary tables: in memory, or sealed; never plaintext in a file that nobody announced (rule 12).
    protected void Spill(bool toScratch)
    {
        Execute($"PRAGMA temp_store = {(toScratch ? "FILE" : "MEMORY")}");
        Execute($"PRAGMA cache_size = -{(toScratch ? ReadingCacheKibibytes : WritingCacheKibibytes)}");
    }

    private void Bound(ScratchFolder? scratch) => Spill(scratch is not null);

    private void RefuseUtf16(string name)
    {
        using var encoding = new SqliteStatement(handle, "PRAGMA encoding");
        if (encoding.Read() && !encoding.Bytes(0).SequenceEqual("UTF-8"u8))
        {
            throw RelationalErrors.Engine("sqlite", $"PRAGMA encoding of {name} is not UTF-8");
        }
    }

    // The engine itself asks before it compiles a statement: a credential column is refused whoever wrote the SQL.
    private void Forbid(IReadOnlySet<(string Table, string Column)> forbidden)
    {
        var refused = forbidden.Select(pair => (pair.Table.ToUpperInvariant(), pair.Column.ToUpperInvariant())).ToHashSet();
        raw.sqlite3_set_authorizer(
            handle,
            (_, action, table, column, _, _) => action switch
            {
                raw.SQLITE_READ when refused.Contains((Upper(table), Upper(column))) => raw.SQLITE_DENY,
                raw.SQLITE_INSERT or raw.SQLITE_UPDATE or raw.SQLITE_DELETE or raw.SQLITE_ATTACH => raw.SQLITE_DENY,
                _ => raw.SQLITE_OK,
            },
            null);
    }

    private static string Upper(utf8z text) => text.utf8_to_string()?.ToUpper(CultureInfo.InvariantCulture) ?? "";
}
