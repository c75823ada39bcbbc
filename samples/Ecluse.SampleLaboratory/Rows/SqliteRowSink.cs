using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ecluse.Samples.Rows;

/// <summary>
/// Rows into SQLite through prepared statements, in one transaction. Text is bound as the bytes it is: SQLite stores
/// them as they are, so that a TEXT column really holds Windows-1252, as files of old systems do.
/// </summary>
internal sealed class SqliteRowSink : RowSink
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<SampleTable, sqlite3_stmt> inserts = [];
    private sqlite3_stmt current = null!;
    private int parameter;

    public SqliteRowSink(SqliteConnection connection)
    {
        this.connection = connection;
        Run("BEGIN IMMEDIATE");
    }

    public override void Begin(SampleTable table)
    {
        if (!inserts.TryGetValue(table, out var insert))
        {
            var places = string.Join(',', Enumerable.Repeat('?', table.Columns.Length));
            Check(raw.sqlite3_prepare_v2(connection.Handle, $"INSERT INTO {table.Name} VALUES ({places})", out insert));
            inserts.Add(table, insert);
        }

        current = insert;
        parameter = 0;
    }

    public override void Null() => Check(raw.sqlite3_bind_null(current, ++parameter));

    public override void Integer(long value) => Check(raw.sqlite3_bind_int64(current, ++parameter, value));

    public override void Text(ReadOnlySpan<byte> windows1252) =>
        Check(raw.sqlite3_bind_text(current, ++parameter, windows1252));

    public override void Bytes(ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(current, ++parameter, bytes));

    public override void End()
    {
        if (raw.sqlite3_step(current) is var result and not raw.SQLITE_DONE)
        {
            raw.sqlite3_reset(current);
            Check(result);
        }

        Check(raw.sqlite3_reset(current));
    }

    public override void Complete() => Run("COMMIT");

    public override void Dispose()
    {
        foreach (var insert in inserts.Values)
        {
            insert.Dispose();
        }

        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    private void Run(string sql) => Check(raw.sqlite3_exec(connection.Handle, sql));

    private static void Check(int result) => SqliteException.ThrowExceptionForRC(result, null!);
}
