using Npgsql;

namespace Ecluse.Relational.Postgres;

/// <summary>
/// Rows of a statement: through a cursor of the open transaction in blocks, so that several stay open on one connection
/// and memory stays flat; or, for small results, all at once.
/// </summary>
internal sealed class PostgresCursor : IRowCursor
{
    private const int RowsPerFetch = 2000;
    private readonly NpgsqlConnection connection;
    private readonly string? name;
    private readonly RowBlock block = new();
    private bool ended;

    /// <summary>Declares a cursor.</summary>
    public PostgresCursor(NpgsqlConnection connection, string name, NpgsqlCommand command)
    {
        this.connection = connection;
        this.name = name;
        using (command)
        {
            command.CommandText = $"DECLARE {name} NO SCROLL CURSOR FOR {command.CommandText}";
            command.ExecuteNonQuery();
        }

        Fetch();
    }

    /// <summary>Reads a small result at once.</summary>
    public PostgresCursor(NpgsqlCommand command)
    {
        connection = command.Connection!;
        ended = true;
        using (command)
        {
            Fill(command);
        }
    }

    public long Ordinal { get; private set; }

    public int ColumnCount => block.Names.Count;

    public string NameOf(int position) => block.Names[position];

    public bool IsNull(int position) => block.IsNull(position);

    public ReadOnlySpan<byte> Bytes(int position) => block.Bytes(position);

    public bool Read()
    {
        if (!block.Step())
        {
            if (ended)
            {
                return false;
            }

            Fetch();
            if (!block.Step())
            {
                return false;
            }
        }

        Ordinal++;
        return true;
    }

    public void Dispose()
    {
        if (name is not null && connection.State == System.Data.ConnectionState.Open)
        {
            try
            {
                using var close = new NpgsqlCommand($"CLOSE {name}", connection);
                close.ExecuteNonQuery();
            }
            catch (NpgsqlException)
            {
                // The transaction failed, or the connection is lost, and took the cursor with it.
            }
        }
    }

    private void Fetch()
    {
        using var fetch = new NpgsqlCommand($"FETCH FORWARD {RowsPerFetch} FROM {name}", connection);
        try
        {
            Fill(fetch);
        }
        catch (PostgresException refused)
        {
            throw RelationalErrors.Engine("postgres", refused.SqlState, refused);
        }

        ended = block.Count < RowsPerFetch;
    }

    private void Fill(NpgsqlCommand command)
    {
        block.Clear();
        using var rows = command.ExecuteReader();
        block.Name(rows);
        while (rows.Read())
        {
            block.Add(rows);
        }
    }
}
