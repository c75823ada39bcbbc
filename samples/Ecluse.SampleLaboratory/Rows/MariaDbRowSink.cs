using System.Globalization;
using System.Text;
using MySqlConnector;

namespace Ecluse.Samples.Rows;

/// <summary>Rows into MariaDB by inserts of many rows, in one transaction; strict mode refuses what does not fit.</summary>
internal sealed class MariaDbRowSink(MySqlConnection connection) : BufferedRowSink
{
    private const int RowsPerInsert = 500;

    private readonly MySqlTransaction transaction = connection.BeginTransaction();
    private readonly StringBuilder sql = new();

    protected override void Send(SampleTable table, List<object?[]> rows)
    {
        foreach (var some in rows.Chunk(RowsPerInsert))
        {
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            sql.Clear().Append(CultureInfo.InvariantCulture, $"INSERT INTO {table.Name} VALUES ");
            for (var i = 0; i < some.Length; i++)
            {
                Append(some[i], i, insert);
            }

            insert.CommandText = sql.ToString();
            insert.ExecuteNonQuery();
        }
    }

    protected override void Commit() => transaction.Commit();

    public override void Dispose() => transaction.Dispose();

    private void Append(object?[] row, int index, MySqlCommand insert)
    {
        sql.Append(index == 0 ? "(" : ",(");
        for (var i = 0; i < row.Length; i++)
        {
            sql.Append(i == 0 ? "" : ",");
            switch (row[i])
            {
                case null: sql.Append("NULL"); break;
                case long number: sql.Append(number); break;
                case string text: sql.Append('\'').Append(MySqlHelper.EscapeString(text)).Append('\''); break;
                case byte[] bytes: sql.Append("x'").Append(Convert.ToHexString(bytes)).Append('\''); break;
            }
        }

        sql.Append(')');
    }
}
