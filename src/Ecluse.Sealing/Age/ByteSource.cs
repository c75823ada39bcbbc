namespace Ecluse.Age;

/// <summary>A stream read byte by byte or in blocks, with one buffer.</summary>
internal sealed class ByteSource(Stream stream) : IDisposable
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private int position;
    private int length;

    /// <summary>The next byte, left where it is; -1 at the end.</summary>
    public int Peek() => Fill() ? buffer[position] : -1;

    /// <summary>The next byte; -1 at the end.</summary>
    public int Next() => Fill() ? buffer[position++] : -1;

    /// <summary>Reads until the block is full or the stream ends.</summary>
    /// <returns>How many bytes were read.</returns>
    public int ReadBlock(Span<byte> block)
    {
        var held = Math.Min(block.Length, length - position);
        buffer.AsSpan(position, held).CopyTo(block);
        position += held;
        return held + stream.ReadAtLeast(block[held..], block.Length - held, throwOnEndOfStream: false);
    }

    public void Dispose() => stream.Dispose();

    private bool Fill()
    {
        if (position == length)
        {
            position = 0;
            length = stream.Read(buffer);
        }

        return position < length;
    }
}
