using System.Globalization;
using System.Text;
using Ecluse.Connections;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Relational.Writing;
using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>
/// A MariaDB or MySQL database that may be written. Rows go in by INSERT of many rows in strict mode: LOAD DATA cuts
/// long texts with no more than a warning, whatever the mode.
/// </summary>
internal sealed class MariaDbTargetEngine : MariaDbEngine, ITargetEngine
{
    private const int RowsPerInsert = 200;
    private const int BytesPerInsert = 1 << 20;
    private readonly Dictionary<string, long> counters = [];
    private readonly List<MySqlError> warnings = [];

    private MariaDbTargetEngine(Func<MySqlConnection> connect, Profile profile)
        : base(connect, profile)
    {
        Main.InfoMessage += (_, message) => warnings.AddRange(message.Errors);
        OnMain = true;
    }

    public int UnitsPerInsert => int.MaxValue;

    public bool ChecksTypes => true;

    /// <summary>Opens for writing.</summary>
    public static MariaDbTargetEngine Open(Connection connection, Profile profile, string? password) =>
        new(() => MariaDbSession.Open(connection, password), profile);

    public bool IsTransactional(string table)
    {
        using var rows = Query(
            "SELECT engine FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = @table",
            new Dictionary<string, string?> { ["table"] = table });
        return rows.Read() && Text(rows, 0).Equals("InnoDB", StringComparison.OrdinalIgnoreCase);
    }

    public void BeginSnapshot()
    {
        OnMain = false;
        TryBeginSnapshot();
    }

    public void EndSnapshot()
    {
        EndOfSnapshot();
        OnMain = true;
    }

    public void Begin()
    {
        counters.Clear();
        Run("START TRANSACTION");
    }

    public void Commit() => Run("COMMIT");

    public void Rollback()
    {
        if (Main.State == System.Data.ConnectionState.Open)
        {
            Run("ROLLBACK");
        }
    }

    public void Savepoint() => Run("SAVEPOINT unit");

    public void RollbackToSavepoint() => Run("ROLLBACK TO SAVEPOINT unit");

    public void ReleaseSavepoint() => Run("RELEASE SAVEPOINT unit");

    public long Execute(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        try
        {
            using var command = Command(Main, sql, parameters);
            return command.ExecuteNonQuery();
        }
        catch (MySqlException refused)
        {
            throw Failed(refused);
        }
    }

    public Refusal? Delete(string sql, IReadOnlyDictionary<string, string?> parameters, out long deleted)
    {
        try
        {
            using var command = Command(Main, sql, parameters);
            deleted = command.ExecuteNonQuery();
            return null;
        }
        catch (MySqlException refused)
        {
            deleted = 0;
            return Refuse(refused, "", null);
        }
    }

    public Refusal? Insert(IReadOnlyList<PendingRow> rows, TextBuffer memory)
    {
        foreach (var group in rows.GroupBy(row => row.Plan).OrderBy(group => group.Key.Order))
        {
            var refusal = Chunks([.. group]).Select(chunk => Insert(group.Key, chunk, memory)).FirstOrDefault(one => one is not null);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    // Nobody else inserts between this and the commit: the rows behind the largest key are locked.
    public string NextKey(RowPlan plan)
    {
        var (table, column) = (plan.Row.Table, Dialect.Quote(plan.Row.Key!.Column));
        if (!counters.TryGetValue(table, out var last))
        {
            using var rows = Query(
                $"SELECT GREATEST(COALESCE((SELECT MAX({column}) FROM {Dialect.Table(table)} FOR UPDATE), 0), COALESCE((SELECT auto_increment - 1 "
                + "FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = @table), 0))",
                new Dictionary<string, string?> { ["table"] = table });
            rows.Read();
            last = SourceSurveyor.Long(rows, 0);
        }

        counters[table] = ++last;
        return last.ToString(CultureInfo.InvariantCulture);
    }

    // AUTO_INCREMENT follows explicit keys by itself.
    public void SettleCounters(IEnumerable<RowPlan> plans)
    {
    }

    public bool IsUnique(string table, IReadOnlyList<string> columns)
    {
        using var rows = Query(
            "SELECT GROUP_CONCAT(column_name SEPARATOR '\n') FROM information_schema.statistics "
            + "WHERE table_schema = DATABASE() AND table_name = @table AND non_unique = 0 GROUP BY index_name",
            new Dictionary<string, string?> { ["table"] = table });
        while (rows.Read())
        {
            if (Text(rows, 0).Split('\n').ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(columns))
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
            "SELECT MAX(column_name), MAX(referenced_table_name), MAX(referenced_column_name) FROM information_schema.key_column_usage "
            + "WHERE table_schema = DATABASE() AND table_name = @table AND referenced_table_name IS NOT NULL GROUP BY constraint_name HAVING COUNT(*) = 1",
            new Dictionary<string, string?> { ["table"] = table });
        while (rows.Read())
        {
            keys.Add((Text(rows, 0), Text(rows, 1), Text(rows, 2)));
        }

        return keys;
    }

    public void CreatePassageTable() => Run(
        "CREATE TABLE IF NOT EXISTS ecluse_passage (passage VARCHAR(64) NOT NULL, parcel INTEGER NOT NULL, epoch BIGINT NOT NULL, "
        + "written BIGINT NOT NULL, outcome LONGTEXT NOT NULL, at VARCHAR(40) NOT NULL, PRIMARY KEY (passage, parcel)) "
        + "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");

    public bool HasPassageTable()
    {
        using var rows = Query(
            "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'ecluse_passage'", new Dictionary<string, string?>());
        return rows.Read();
    }

    public void DropPassageTable() => Run("DROP TABLE IF EXISTS ecluse_passage");

    private static IEnumerable<List<PendingRow>> Chunks(List<PendingRow> rows)
    {
        var (chunk, bytes) = (new List<PendingRow>(), 0L);
        foreach (var row in rows)
        {
            chunk.Add(row);
            bytes += Enumerable.Range(0, row.Plan.Columns.Count).Sum(at => (long)Math.Max(row[at].Length, 0));
            if (chunk.Count == RowsPerInsert || bytes > BytesPerInsert)
            {
                yield return chunk;
                (chunk, bytes) = ([], 0);
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private Refusal? Insert(RowPlan plan, List<PendingRow> rows, TextBuffer memory)
    {
        var sql = new StringBuilder("INSERT INTO ").Append(Dialect.Table(plan.Row.Table)).Append(" (")
            .AppendJoin(", ", plan.Columns.Select(column => Dialect.Quote(column.Name))).Append(") VALUES ");
        using var command = new MySqlCommand { Connection = Main };
        foreach (var row in rows)
        {
            sql.Append(command.Parameters.Count == 0 ? "(" : ", (");
            for (var i = 0; i < plan.Columns.Count; i++)
            {
                sql.Append(i == 0 ? "@v" : ", @v").Append(command.Parameters.Count.ToString(CultureInfo.InvariantCulture));
                command.Parameters.Add(new MySqlParameter(
                    "@v" + command.Parameters.Count.ToString(CultureInfo.InvariantCulture), Value(row, i, memory)));
            }

            sql.Append(')');
        }

#pragma warning disable CA2100 // Statements are built by the dialect; values are parameters.
        command.CommandText = sql.ToString();
#pragma warning restore CA2100
        warnings.Clear();
        try
        {
            command.ExecuteNonQuery();
        }
        catch (MySqlException refused)
        {
            return Refuse(refused, rows[0].Type, plan.Row.Table);
        }

        // Strict mode refuses what does not fit; what it only warns of was changed on its way in.
        return warnings.Count == 0 ? null : new Refusal(Refusal.TypeOf, rows[0].Type, plan.Row.Table, null);
    }

    private static object Value(PendingRow row, int at, TextBuffer memory)
    {
        var (start, length) = row[at];
        if (length < 0)
        {
            return DBNull.Value;
        }

        var bytes = memory.Text.Slice(start, length);
        return row.Plan.Columns[at].Kind == ColumnKind.Bytes ? bytes.ToArray() : Encoding.UTF8.GetString(bytes);
    }

    private Refusal Refuse(MySqlException refused, string type, string? table)
    {
        var code = refused.Number switch
        {
            1062 or 1586 => Refusal.Unique,
            1048 or 1364 => Refusal.Required,
            1216 or 1217 or 1451 or 1452 => Refusal.Reference,
            4025 or 3819 or 1644 => Refusal.Check,
            1406 => Refusal.Length,
            1264 or 1265 or 1292 or 1366 or 1367 or 1411 => Refusal.TypeOf,
            _ => throw Failed(refused),
        };
        return new Refusal(code, type, table, table is null ? null : ColumnsOf(table)
            .FirstOrDefault(column => refused.Message.Contains($"olumn '{column.Name}'", StringComparison.Ordinal))?.Name);
    }

    private static string Text(IRowCursor rows, int position) => Encoding.UTF8.GetString(rows.Bytes(position));
}
