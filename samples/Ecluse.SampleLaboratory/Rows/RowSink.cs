namespace Ecluse.Samples.Rows;

/// <summary>Where rows go: one implementation for each engine. Cells arrive in the order of the table's columns.</summary>
internal abstract class RowSink : IDisposable
{
    /// <summary>Begins a row of a table.</summary>
    public abstract void Begin(SampleTable table);

    /// <summary>A cell without value.</summary>
    public abstract void Null();

    /// <summary>A whole number.</summary>
    public abstract void Integer(long value);

    /// <summary>Text, in Windows-1252.</summary>
    public abstract void Text(ReadOnlySpan<byte> windows1252);

    /// <summary>Bytes.</summary>
    public abstract void Bytes(ReadOnlySpan<byte> bytes);

    /// <summary>Ends the row.</summary>
    public abstract void End();

    /// <summary>Writes what is still held, and makes it last.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public abstract void Dispose();
}
