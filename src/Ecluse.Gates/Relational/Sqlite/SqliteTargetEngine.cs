using System.Globalization;
using System.Text;
using Ecluse.Profiles.Transforms;
using Ecluse.Relational.Writing;
using Ecluse.Scratch;
using SQLitePCL;

namespace Ecluse.Relational.Sqlite;

/// <summary>A SQLite database that may be written, with foreign keys enforced.</summary>
internal sealed class SqliteTargetEngine : SqliteEngine, ITargetEngine
{
    private readonly Dictionary<RowPlan, SqliteStatement> inserts = [];
    private readonly Dictionary<(string Table, string Column), long> counters = [];
    private SqliteStatement? savepoint;
    private SqliteStatement? release;

    private readonly bool hasScratch;

    private SqliteTargetEngine(sqlite3 handle, bool hasScratch)
        : base(handle) => this.hasScratch = hasScratch;

    // In the same process a unit costs no round trip, so each patient has a savepoint of its own.
    public int UnitsPerInsert => 1;

    public bool ChecksTypes => false;

    /// <summary>Opens for writing.</summary>
    public static SqliteTargetEngine Open(string name, string file, ScratchFolder? scratch = null)
    {
        var engine = new SqliteTargetEngine(Open(name, file, raw.SQLITE_OPEN_READWRITE, scratch), scratch is not null);
        engine.SetUp(name, scratch);
        engine.Execute("PRAGMA busy_timeout = 10000");
        engine.Execute("PRAGMA foreign_keys = 1");
        return engine;
    }

    public bool IsTransactional(string table) => true;

    // What the engine keeps of a patient, to take him back, is little and often: that stays in memory.
    public void Begin()
    {
        Spill(toScratch: false);
        counters.Clear();
        Execute("BEGIN IMMEDIATE");
    }

    public override void BeginSnapshot()
    {
        Spill(hasScratch);
        base.BeginSnapshot();
    }

    public void Commit() => Execute("COMMIT");

    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    public void Savepoint() => (savepoint ??= new SqliteStatement(Handle, "SAVEPOINT unit")).Run();

    public void RollbackToSavepoint()
    {
        Execute("ROLLBACK TO unit");
        ReleaseSavepoint();
    }

    public void ReleaseSavepoint() => (release ??= new SqliteStatement(Handle, "RELEASE unit")).Run();

    public long Execute(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        using var statement = new SqliteStatement(Handle, sql);
        foreach (var (name, value) in parameters)
        {
            statement.Bind(name, value);
        }

        while (statement.Read())
        {
        }

        return raw.sqlite3_changes(Handle);
    }

    public Refusal? Delete(string sql, IReadOnlyDictionary<string, string?> parameters, out long deleted)
    {
        using var statement = new SqliteStatement(Handle, sql);
        foreach (var (name, value) in parameters)
        {
            statement.Bind(name, value);
        }

        var result = statement.Run();
        deleted = result == raw.SQLITE_DONE ? raw.sqlite3_changes(Handle) : 0;
        return result == raw.SQLITE_DONE ? null : Refuse(result, "", null);
    }

    public Refusal? Insert(IReadOnlyList<PendingRow> rows, TextBuffer memory)
    {
        foreach (var row in rows)
        {
            var result = Insert(row, memory.Text);
            if (result != raw.SQLITE_DONE)
            {
                return Refuse(result, row.Type, row.Plan.Row.Table);
            }
        }

        // A deferred foreign key would fail the whole parcel at its commit; here it fails one patient.
        _ = raw.sqlite3_db_status(Handle, DeferredForeignKeys, out var deferred, out _, 0);
        return deferred == 0 ? null : new Refusal(Refusal.Reference, rows[0].Type, rows[0].Plan.Row.Table, null);
    }

    public string NextKey(RowPlan plan)
    {
        var (table, column) = (plan.Row.Table, plan.Row.Key!.Column);
        if (!counters.TryGetValue((table, column), out var last))
        {
            using var rows = Query($"SELECT COALESCE(MAX({Dialect.Quote(column)}), 0) FROM {Dialect.Table(table)}", new Dictionary<string, string?>());
            rows.Read();
            last = Math.Max(SourceSurveyor.Long(rows, 0), Sequence(table));
        }

        counters[(table, column)] = ++last;
        return last.ToString(CultureInfo.InvariantCulture);
    }

    // AUTOINCREMENT follows explicit keys by itself, and so does a rowid.
    public void SettleCounters(IEnumerable<RowPlan> plans)
    {
    }

    public bool IsUnique(string table, IReadOnlyList<string> columns)
    {
        using var rows = Query(
            "SELECT l.name, group_concat(i.name, char(10)) FROM pragma_index_list(@table) l, pragma_index_info(l.name) i "
            + "WHERE l.\"unique\" = 1 AND l.partial = 0 GROUP BY l.name", new Dictionary<string, string?> { ["table"] = table });
        while (rows.Read())
        {
            if (Encoding.UTF8.GetString(rows.Bytes(1)).Split('\n').ToHashSet().SetEquals(columns))
            {
                return true;
            }
        }

        return false;
    }

    public IReadOnlyList<(string Column, string Table, string Referenced)> ForeignKeys(string table)
    {
        var keys = new List<(string, string, string)>();
        using var rows = Query(
            "SELECT f.\"from\", f.\"table\", COALESCE(f.\"to\", (SELECT name FROM pragma_table_info(f.\"table\") WHERE pk = 1)) "
            + "FROM pragma_foreign_key_list(@table) f WHERE (SELECT COUNT(*) FROM pragma_foreign_key_list(@table) g WHERE g.id = f.id) = 1",
            new Dictionary<string, string?> { ["table"] = table });
        while (rows.Read())
        {
            keys.Add((Text(rows, 0), Text(rows, 1), Text(rows, 2)));
        }

        return keys;
    }

    public void CreatePassageTable() => Execute(
        "CREATE TABLE IF NOT EXISTS ecluse_passage (passage VARCHAR(64) NOT NULL, parcel INTEGER NOT NULL, epoch INTEGER NOT NULL, "
        + "written INTEGER NOT NULL, outcome TEXT NOT NULL, at VARCHAR(40) NOT NULL, PRIMARY KEY (passage, parcel))");

    public bool HasPassageTable()
    {
        using var rows = Query("SELECT 1 FROM sqlite_master WHERE name = 'ecluse_passage'", new Dictionary<string, string?>());
        return rows.Read();
    }

    public void DropPassageTable() => Execute("DROP TABLE IF EXISTS ecluse_passage");

    public override ValueTask DisposeAsync()
    {
        foreach (var insert in inserts.Values)
        {
            insert.Dispose();
        }

        savepoint?.Dispose();
        release?.Dispose();
        return base.DisposeAsync();
    }

    private const int DeferredForeignKeys = 10;

    private int Insert(PendingRow row, ReadOnlySpan<byte> memory)
    {
        if (!inserts.TryGetValue(row.Plan, out var statement))
        {
            var columns = string.Join(", ", row.Plan.Columns.Select(column => Dialect.Quote(column.Name)));
            var places = string.Join(", ", row.Plan.Columns.Select(_ => "?"));
            statement = new SqliteStatement(Handle, $"INSERT INTO {Dialect.Table(row.Plan.Row.Table)} ({columns}) VALUES ({places})");
            inserts[row.Plan] = statement;
        }

        for (var i = 0; i < row.Plan.Columns.Count; i++)
        {
            var (start, length) = row[i];
            if (length < 0)
            {
                statement.BindNull(i + 1);
            }
            else if (row.Plan.Columns[i].Kind == ColumnKind.Bytes)
            {
                statement.BindBytes(i + 1, memory.Slice(start, length));
            }
            else
            {
                statement.BindText(i + 1, memory.Slice(start, length));
            }
        }

        return statement.Run();
    }

    private long Sequence(string table)
    {
        using var exists = Query("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'", new Dictionary<string, string?>());
        if (!exists.Read())
        {
            return 0;
        }

        using var rows = Query("SELECT seq FROM sqlite_sequence WHERE name = @table", new Dictionary<string, string?> { ["table"] = table });
        return rows.Read() ? SourceSurveyor.Long(rows, 0) : 0;
    }

    // The engine's text names table and column in some cases; only names of the catalogue are taken out of it.
    private Refusal Refuse(int code, string type, string? table)
    {
        var refusal = code switch
        {
            raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_ROWID => Refusal.Unique,
            raw.SQLITE_CONSTRAINT_NOTNULL => Refusal.Required,
            raw.SQLITE_CONSTRAINT_FOREIGNKEY => Refusal.Reference,
            raw.SQLITE_CONSTRAINT_CHECK or raw.SQLITE_CONSTRAINT_TRIGGER => Refusal.Check,
            raw.SQLITE_MISMATCH or DatatypeConstraint => Refusal.TypeOf,
            raw.SQLITE_TOOBIG => Refusal.Length,
            _ when (code & 0xFF) == raw.SQLITE_CONSTRAINT => Refusal.Other,
            _ => throw RelationalErrors.Engine("sqlite", code.ToString(CultureInfo.InvariantCulture)),
        };
        return new Refusal(refusal, type, table, table is null ? null : ColumnIn(raw.sqlite3_errmsg(Handle).utf8_to_string(), table));
    }

    private const int DatatypeConstraint = raw.SQLITE_CONSTRAINT | (12 << 8);

    private string? ColumnIn(string message, string table) => ColumnsOf(table)
        .FirstOrDefault(column => message.EndsWith($": {table}.{column.Name}", StringComparison.Ordinal))?.Name;

    private static string Text(IRowCursor rows, int position) => Encoding.UTF8.GetString(rows.Bytes(position));
}
