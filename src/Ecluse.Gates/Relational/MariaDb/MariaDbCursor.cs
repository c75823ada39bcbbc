using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>Rows of a statement, streamed on a session of its own, or read at once on the main one.</summary>
internal sealed class MariaDbCursor : IRowCursor
{
    private readonly RowBlock block = new();
    private readonly MySqlCommand command;
    private readonly MySqlDataReader? reader;
    private readonly Action? release;
    private bool ended;

    /// <summary>Streams; the session is given back at the end.</summary>
    public MariaDbCursor(MySqlCommand command, Action release)
    {
        this.command = command;
        this.release = release;
        reader = command.ExecuteReader();
        block.Name(reader);
    }

    /// <summary>Reads a small result at once.</summary>
    public MariaDbCursor(MySqlCommand command)
    {
        this.command = command;
        using var rows = command.ExecuteReader();
        block.Name(rows);
        while (rows.Read())
        {
            block.Add(rows);
        }
    }

    /// <summary>Bytes of the rows held.</summary>
    public long Size => block.Size;

    public long Ordinal { get; private set; }

    public int ColumnCount => block.Names.Count;

    public string NameOf(int position) => block.Names[position];

    public bool IsNull(int position) => block.IsNull(position);

    public ReadOnlySpan<byte> Bytes(int position) => block.Bytes(position);

    public bool Read()
    {
        try
        {
            if (reader is not null)
            {
                block.Clear();
                if (!reader.Read())
                {
                    ended = true;
                    return false;
                }

                block.Add(reader);
            }
        }
        catch (MySqlException refused)
        {
            throw MariaDbEngine.Failed(refused);
        }

        var more = block.Step();
        Ordinal += more ? 1 : 0;
        return more;
    }

    public void Dispose()
    {
        if (reader is not null)
        {
            if (!ended)
            {
                // What nobody reads any more is not waited for.
                command.Cancel();
            }

            reader.Dispose();
        }

        command.Dispose();
        release?.Invoke();
    }
}
