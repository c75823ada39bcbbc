using System.Buffers.Text;

namespace Ecluse.Age;

/// <summary>Writes the bytes of an age file as text; without <see cref="Complete"/> the last line is missing.</summary>
internal sealed class ArmorWriter(Stream destination, bool leaveOpen) : SealingStream
{
    private readonly byte[] line = new byte[ArmorReader.LineBytes];
    private readonly byte[] text = new byte[Header.Columns + 1];
    private int length;
    private bool begun;
    private bool closed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        Begin();
        while (buffer.Length > 0)
        {
            var count = Math.Min(buffer.Length, line.Length - length);
            buffer[..count].CopyTo(line.AsSpan(length));
            length += count;
            buffer = buffer[count..];
            if (length == line.Length)
            {
                WriteLine();
            }
        }
    }

    public override void Complete()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        Begin();
        if (length > 0)
        {
            WriteLine();
        }

        destination.Write(ArmorReader.Footer);
        destination.Write("\n"u8);
        destination.Flush();
        closed = true;
    }

    protected override void Dispose(bool disposing)
    {
        closed = true;
        if (disposing && !leaveOpen)
        {
            destination.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Begin()
    {
        if (!begun)
        {
            destination.Write(ArmorReader.Heading);
            destination.Write("\n"u8);
            begun = true;
        }
    }

    private void WriteLine()
    {
        Base64.EncodeToUtf8(line.AsSpan(0, length), text, out _, out var written);
        text[written] = (byte)'\n';
        destination.Write(text.AsSpan(0, written + 1));
        length = 0;
    }
}
