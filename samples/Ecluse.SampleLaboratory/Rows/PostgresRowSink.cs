using Npgsql;
using NpgsqlTypes;

namespace Ecluse.Samples.Rows;

/// <summary>Rows into PostgreSQL by binary COPY, in one transaction; the server keeps text in its database's own encoding.</summary>
internal sealed class PostgresRowSink(NpgsqlConnection connection) : BufferedRowSink
{
    private readonly NpgsqlTransaction transaction = connection.BeginTransaction();

    protected override void Send(SampleTable table, List<object?[]> rows)
    {
        using var copy = connection.BeginBinaryImport($"COPY {table.Name} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            for (var i = 0; i < row.Length; i++)
            {
                Write(copy, row[i], table.Columns[i].Kind);
            }
        }

        copy.Complete();
    }

    protected override void Commit() => transaction.Commit();

    public override void Dispose() => transaction.Dispose();

    private static void Write(NpgsqlBinaryImporter copy, object? cell, ColumnKind kind)
    {
        switch (cell)
        {
            case null: copy.WriteNull(); break;
            case long number: copy.Write(number, NpgsqlDbType.Bigint); break;
            case byte[] bytes: copy.Write(bytes, NpgsqlDbType.Bytea); break;
            default: copy.Write((string)cell, kind == ColumnKind.Char ? NpgsqlDbType.Char : NpgsqlDbType.Varchar); break;
        }
    }
}
