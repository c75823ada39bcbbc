namespace Ecluse.Spaces;

/// <summary>A part of a <see cref="JoinedStream"/>: opened when it is read, one at a time.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Open">Opens it for reading and seeking.</param>
internal sealed record JoinedPart(long Length, Func<Stream> Open)
{
    public static JoinedPart Of(byte[] bytes) => new(bytes.Length, () => new MemoryStream(bytes, writable: false));
}

/// <summary>Several files as one stream that can be sought in; holds one of them open at a time.</summary>
internal sealed class JoinedStream : Stream
{
    private readonly IReadOnlyList<JoinedPart> parts;
    private readonly long[] starts;
    private Stream? open;
    private int openPart = -1;
    private long position;

    public JoinedStream(IReadOnlyList<JoinedPart> parts)
    {
        this.parts = parts;
        starts = new long[parts.Count];
        foreach (var (index, part) in parts.Index())
        {
            starts[index] = Length;
            Length += part.Length;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => position;
        set => position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= Length || buffer.Length == 0)
        {
            return 0;
        }

        var part = PartAt(position);
        var within = position - starts[part];
        var stream = OpenPart(part);
        stream.Position = within;
        var count = stream.Read(buffer[..(int)Math.Min(buffer.Length, parts[part].Length - within)]);
        position += count;
        return count > 0 ? count : throw new EndOfStreamException("A segment is shorter than it was counted.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            open?.Dispose();
        }

        base.Dispose(disposing);
    }

    // The last part that begins at or before; empty parts begin where the next does, and are passed over.
    private int PartAt(long at)
    {
        var found = Array.BinarySearch(starts, at);
        var part = found >= 0 ? found : ~found - 1;
        while (at >= starts[part] + parts[part].Length)
        {
            part++;
        }

        return part;
    }

    private Stream OpenPart(int part)
    {
        if (openPart != part)
        {
            open?.Dispose();
            (open, openPart) = (null, -1);
            (open, openPart) = (parts[part].Open(), part);
        }

        return open!;
    }
}
