using System.Globalization;

namespace Ecluse.Samples.Rows;

/// <summary>
/// Writes one row cell by cell: encodes, pads, dyes, and keeps the generator honest about the number, the kinds and
/// the lengths of its cells.
/// </summary>
internal sealed class RowWriter(RowSink sink)
{
    private readonly byte[] bytes = new byte[8192];
    private SampleTable? table;
    private int next;

    /// <summary>Index of the dyed patient whose rows are being written, or −1.</summary>
    public int Dyed { get; set; } = -1;

    /// <summary>Begins a row.</summary>
    public RowWriter Row(SampleTable into)
    {
        table = into;
        next = 0;
        sink.Begin(into);
        return this;
    }

    /// <summary>A whole number.</summary>
    public RowWriter Add(long value)
    {
        Take(ColumnKind.Integer);
        sink.Integer(value);
        return this;
    }

    /// <summary>Text; null or empty text is blank in a CHAR column and null in a VARCHAR one.</summary>
    public RowWriter Add(string? text)
    {
        var column = Take(ColumnKind.Char, ColumnKind.Varchar);
        if (Dyed >= 0 && (column.Dye is not (DyeKind.None or DyeKind.Number or DyeKind.FilledWords)
            || (column.Dye != DyeKind.None && !string.IsNullOrEmpty(text))))
        {
            var dye = SampleDyes.Value(Dyed, table!, column);
            text = column.Dye is DyeKind.SerialToken or DyeKind.SerialDigits ? dye + text![^1] : dye;
        }

        if (string.IsNullOrEmpty(text) && column.Kind == ColumnKind.Varchar)
        {
            sink.Null();
            return this;
        }

        var length = Windows1252.Encode(text, bytes);
        if (length > column.Length)
        {
            throw new InvalidOperationException($"{table!.Name}.{column.Name} holds {column.Length}, not {length}.");
        }

        if (column.Kind == ColumnKind.Char)
        {
            bytes.AsSpan(length, column.Length - length).Fill((byte)' ');
            length = column.Length;
        }

        sink.Text(bytes.AsSpan(0, length));
        return this;
    }

    /// <summary>A number written as text.</summary>
    public RowWriter AddText(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Bytes; empty ones are null.</summary>
    public RowWriter Add(ReadOnlySpan<byte> blob)
    {
        Take(ColumnKind.Blob);
        if (blob.IsEmpty)
        {
            sink.Null();
        }
        else
        {
            sink.Bytes(blob);
        }

        return this;
    }

    /// <summary>Ends the row.</summary>
    public void End()
    {
        if (next != table!.Columns.Length)
        {
            throw new InvalidOperationException($"{table.Name} has {table.Columns.Length} columns, the row {next}.");
        }

        sink.End();
    }

    private SampleColumn Take(ColumnKind kind, ColumnKind or = (ColumnKind)(-1))
    {
        var column = table!.Columns[next];
        if (column.Kind != kind && column.Kind != or)
        {
            throw new InvalidOperationException($"{table.Name}.{column.Name} is {column.Kind}, not {kind}.");
        }

        next++;
        return column;
    }
}
