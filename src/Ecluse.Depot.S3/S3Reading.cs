namespace Ecluse.Depot.S3;

/// <summary>An object as a file: asked for from where it is read, once it is read, and again from there when the answer is cut.</summary>
internal sealed class S3Reading(Func<long, Stream> ask, long length) : Stream
{
    private const int CutsMax = 3;

    private Stream? answer;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer)
    {
        for (var cuts = 0; position < length && buffer.Length > 0; cuts++)
        {
            var count = TryRead(buffer[..(int)Math.Min(buffer.Length, length - position)], isLast: cuts == CutsMax);
            if (count > 0)
            {
                position += count;
                return count;
            }

            Drop();
            if (cuts == CutsMax)
            {
                throw S3Exception.Away(new EndOfStreamException());
            }
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => position + offset, _ => length + offset };
        ArgumentOutOfRangeException.ThrowIfNegative(to, nameof(offset));
        if (to != position)
        {
            Drop();
            position = to;
        }

        return position;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Drop();
        }

        base.Dispose(disposing);
    }

    private int TryRead(Span<byte> buffer, bool isLast)
    {
        try
        {
            return (answer ??= ask(position)).Read(buffer);
        }
        catch (Exception cut) when (cut is not FileNotFoundException && cut is IOException or HttpRequestException)
        {
            return isLast ? throw S3Exception.Away(cut) : 0;
        }
    }

    private void Drop()
    {
        answer?.Dispose();
        answer = null;
    }
}
