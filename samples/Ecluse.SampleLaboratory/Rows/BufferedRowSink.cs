namespace Ecluse.Samples.Rows;

/// <summary>Keeps the rows of each table in memory until there are enough of them to be sent in one go.</summary>
internal abstract class BufferedRowSink : RowSink
{
    private const int Limit = 20_000;

    private readonly Dictionary<SampleTable, List<object?[]>> held = [];
    private SampleTable table = null!;
    private object?[] row = [];
    private int next;

    public override void Begin(SampleTable table)
    {
        this.table = table;
        row = new object?[table.Columns.Length];
        next = 0;
    }

    public override void Null() => row[next++] = null;

    public override void Integer(long value) => row[next++] = value;

    public override void Text(ReadOnlySpan<byte> windows1252) => row[next++] = Windows1252.Decode(windows1252);

    public override void Bytes(ReadOnlySpan<byte> bytes) => row[next++] = bytes.ToArray();

    public override void End()
    {
        if (!held.TryGetValue(table, out var rows))
        {
            held.Add(table, rows = []);
        }

        rows.Add(row);
        if (rows.Count >= Limit)
        {
            Send(table, rows);
            rows.Clear();
        }
    }

    public override void Complete()
    {
        foreach (var (each, rows) in held)
        {
            Send(each, rows);
            rows.Clear();
        }

        Commit();
    }

    /// <summary>Sends rows to the engine.</summary>
    protected abstract void Send(SampleTable table, List<object?[]> rows);

    /// <summary>Makes them last.</summary>
    protected abstract void Commit();
}
