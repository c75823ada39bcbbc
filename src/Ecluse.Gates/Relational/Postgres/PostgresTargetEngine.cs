using System.Buffers;
using System.Globalization;
using Ecluse.Connections;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Relational.Writing;
using Npgsql;

namespace Ecluse.Relational.Postgres;

/// <summary>A PostgreSQL database that may be written: rows go in by COPY, each value as the text that the engine reads.</summary>
internal sealed class PostgresTargetEngine : PostgresEngine, ITargetEngine
{
    private const int KeysPerRequest = 500;
    private readonly Dictionary<string, Queue<string>> reserved = [];
    private readonly Dictionary<string, string?> sequences = [];
    private readonly ArrayBufferWriter<byte> line = new(1 << 16);

    private PostgresTargetEngine(NpgsqlConnection connection, Profile profile)
        : base(connection, profile)
    {
    }

    public int UnitsPerInsert => int.MaxValue;

    public bool ChecksTypes => true;

    /// <summary>Opens for writing.</summary>
    public static PostgresTargetEngine Open(Connection connection, Profile profile, string? password)
    {
        var open = Connect(connection, password);
        try
        {
            return new PostgresTargetEngine(open, profile);
        }
        catch (Exception cause)
        {
            open.Dispose();
            if (cause is PostgresException refused)
            {
                throw RelationalErrors.Engine("postgres", refused.SqlState, refused);
            }

            throw;
        }
    }

    public bool IsTransactional(string table) => true;

    public void BeginSnapshot()
    {
        Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        Streams = true;
    }

    public void EndSnapshot()
    {
        Streams = false;
        Run("ROLLBACK");
    }

    // Deferred constraints are asked at once: they refuse one patient, not the whole parcel at its commit.
    public void Begin() => Run("BEGIN; SET CONSTRAINTS ALL IMMEDIATE");

    public void Commit() => Guarded(() => Run("COMMIT"));

    public void Rollback()
    {
        reserved.Clear();
        if (Connection.State == System.Data.ConnectionState.Open)
        {
            Run("ROLLBACK");
        }
    }

    public void Savepoint() => Run("SAVEPOINT unit");

    public void RollbackToSavepoint() => Run("ROLLBACK TO SAVEPOINT unit; RELEASE SAVEPOINT unit");

    public void ReleaseSavepoint() => Run("RELEASE SAVEPOINT unit");

    public long Execute(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        using var command = Command(sql, parameters);
        return Guarded(command.ExecuteNonQuery);
    }

    public Refusal? Delete(string sql, IReadOnlyDictionary<string, string?> parameters, out long deleted)
    {
        using var command = Command(sql, parameters);
        try
        {
            deleted = command.ExecuteNonQuery();
            return null;
        }
        catch (PostgresException refused)
        {
            deleted = 0;
            return Refuse(refused, "", null);
        }
    }

    public Refusal? Insert(IReadOnlyList<PendingRow> rows, TextBuffer memory)
    {
        foreach (var group in rows.GroupBy(row => row.Plan).OrderBy(group => group.Key.Order))
        {
            try
            {
                Copy(group.Key, group, memory);
            }
            catch (PostgresException refused)
            {
                return Refuse(refused, group.First().Type, group.Key.Row.Table);
            }
        }

        return null;
    }

    public string NextKey(RowPlan plan)
    {
        var table = plan.Row.Table;
        if (!reserved.TryGetValue(table, out var keys) || keys.Count == 0)
        {
            reserved[table] = keys = new Queue<string>(Reserve(plan));
        }

        return keys.Dequeue();
    }

    // Keys came from the sequences themselves; where there is none, the application counts by itself from the largest.
    public void SettleCounters(IEnumerable<RowPlan> plans)
    {
    }

    public bool IsUnique(string table, IReadOnlyList<string> columns)
    {
        using var rows = Query(
            "SELECT string_agg(a.attname, chr(10)) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) "
            + $"WHERE i.indrelid = '{Literal(table)}'::regclass AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL GROUP BY i.indexrelid",
            new Dictionary<string, string?>());
        while (rows.Read())
        {
            if (System.Text.Encoding.UTF8.GetString(rows.Bytes(0)).Split('\n').ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(columns))
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
            "SELECT a.attname, r.relname, b.attname FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid "
            + "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] "
            + $"WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND k.conrelid = '{Literal(table)}'::regclass", new Dictionary<string, string?>());
        while (rows.Read())
        {
            keys.Add((Text(rows, 0), Text(rows, 1), Text(rows, 2)));
        }

        return keys;
    }

    public void CreatePassageTable()
    {
        if (!HasPassageTable())
        {
            Guarded(() => Run("CREATE SCHEMA IF NOT EXISTS ecluse; CREATE TABLE IF NOT EXISTS ecluse.ecluse_passage ("
                + "passage varchar(64) NOT NULL, parcel integer NOT NULL, epoch bigint NOT NULL, written bigint NOT NULL, "
                + "outcome text NOT NULL, at varchar(40) NOT NULL, PRIMARY KEY (passage, parcel))"));
        }
    }

    public bool HasPassageTable()
    {
        using var rows = Query("SELECT 1 WHERE to_regclass('ecluse.ecluse_passage') IS NOT NULL", new Dictionary<string, string?>());
        return rows.Read();
    }

    public void DropPassageTable() => Guarded(() => Run("DROP TABLE IF EXISTS ecluse.ecluse_passage; DROP SCHEMA IF EXISTS ecluse"));

    private List<string> Reserve(RowPlan plan)
    {
        var (table, column) = (plan.Row.Table, Dialect.Quote(plan.Row.Key!.Column)[1..^1]);
        if (!sequences.TryGetValue(table, out var sequence))
        {
            sequence = plan.Row.Key.Sequence is { } named
                ? Dialect.Table(named)
                : Single("SELECT pg_get_serial_sequence(@table, @column)", new Dictionary<string, string?> { ["table"] = Dialect.Table(table), ["column"] = column });
            sequences[table] = sequence;
        }

        var sql = "SELECT nextval(@sequence)::text FROM generate_series(1, 500)";
        if (sequence is null)
        {
            // No sequence: the largest key plus one, while nobody else can insert.
            Guarded(() => Run($"LOCK TABLE {Dialect.Table(table)} IN SHARE ROW EXCLUSIVE MODE"));
            sql = $"SELECT (COALESCE((SELECT MAX({Dialect.Quote(column)}) FROM {Dialect.Table(table)}), 0) + {used.GetValueOrDefault(table).ToString(CultureInfo.InvariantCulture)} + n)::text "
                + "FROM generate_series(1, 500) AS n";
            used[table] = used.GetValueOrDefault(table) + KeysPerRequest;
        }

        using var rows = Query(sql, new Dictionary<string, string?> { ["sequence"] = sequence });
        var keys = new List<string>(KeysPerRequest);
        while (rows.Read())
        {
            keys.Add(Text(rows, 0));
        }

        return keys;
    }

    private readonly Dictionary<string, long> used = [];

    private void Copy(RowPlan plan, IEnumerable<PendingRow> rows, TextBuffer memory)
    {
        var columns = string.Join(", ", plan.Columns.Select(column => Dialect.Quote(column.Name)));
        using var writer = (StreamWriter)Connection.BeginTextImport($"COPY {Dialect.Table(plan.Row.Table)} ({columns}) FROM STDIN");
        var stream = writer.BaseStream;
        foreach (var row in rows)
        {
            CopyText.Append(line, row, memory.Text);
            if (line.WrittenCount > (1 << 15))
            {
                stream.Write(line.WrittenSpan);
                line.ResetWrittenCount();
            }
        }

        stream.Write(line.WrittenSpan);
        line.ResetWrittenCount();
    }

    private string? Single(string sql, Dictionary<string, string?> parameters)
    {
        using var rows = Query(sql, parameters);
        return rows.Read() && !rows.IsNull(0) ? Text(rows, 0) : null;
    }

    private string Literal(string table) => Dialect.Table(table).Replace("'", "''", StringComparison.Ordinal);

    private static string Text(IRowCursor rows, int position) => System.Text.Encoding.UTF8.GetString(rows.Bytes(position));

    private static Refusal Refuse(PostgresException refused, string type, string? table)
    {
        var code = refused.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => Refusal.Unique,
            PostgresErrorCodes.NotNullViolation => Refusal.Required,
            PostgresErrorCodes.ForeignKeyViolation => Refusal.Reference,
            PostgresErrorCodes.CheckViolation or PostgresErrorCodes.RaiseException => Refusal.Check,
            PostgresErrorCodes.StringDataRightTruncation => Refusal.Length,
            _ when refused.SqlState.StartsWith("22", StringComparison.Ordinal) => Refusal.TypeOf,
            _ when refused.SqlState.StartsWith("23", StringComparison.Ordinal) => Refusal.Other,
            _ => throw RelationalErrors.Engine("postgres", refused.SqlState, refused),
        };
        return new Refusal(code, type, refused.TableName ?? table, refused.ColumnName);
    }

    private static void Guarded(Action run) => Guarded(() =>
    {
        run();
        return 0;
    });

    private static T Guarded<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (PostgresException refused)
        {
            throw RelationalErrors.Engine("postgres", refused.SqlState, refused);
        }
    }
}
