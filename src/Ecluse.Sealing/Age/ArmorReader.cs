namespace Ecluse.Age;

/// <summary>
/// Reads armor strictly: one heading, full lines of 64 columns, one shorter or equal last line, one footer, and nothing
/// but a little white space around. Source: specification of age, “ASCII armor”; RFC 7468, strict.
/// </summary>
internal sealed class ArmorReader(ByteSource source, bool leaveOpen) : ReadOnlyStream
{
    /// <summary>Bytes of a full line.</summary>
    public const int LineBytes = Header.Columns / 4 * 3;

    /// <summary>Most white space read before the heading, and after the footer, in bytes.</summary>
    public const int WhiteSpaceMax = 1024;

    private readonly byte[] text = new byte[Header.Columns + 2];
    private readonly byte[] bytes = new byte[LineBytes];
    private int position;
    private int length;
    private long line;
    private State state = State.Before;

    private enum State
    {
        Before,
        Body,
        LastLine,
        After,
    }

    public static ReadOnlySpan<byte> Heading => "-----BEGIN AGE ENCRYPTED FILE-----"u8;

    public static ReadOnlySpan<byte> Footer => "-----END AGE ENCRYPTED FILE-----"u8;

    public override int Read(Span<byte> buffer)
    {
        if (state == State.Before)
        {
            ReadHeading();
        }

        while (position == length && state != State.After && buffer.Length > 0)
        {
            ReadBodyLine();
        }

        var count = Math.Min(buffer.Length, length - position);
        bytes.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadHeading()
    {
        SkipWhiteSpace();
        if (!ReadLine(out _).SequenceEqual(Heading))
        {
            throw Malformed("it does not begin with the heading of an age file", "il manque l’en-tête d’un fichier age");
        }

        state = State.Body;
    }

    private void ReadBodyLine()
    {
        position = length = 0;
        var read = ReadLine(out var ended);
        if (read.SequenceEqual(Footer))
        {
            SkipWhiteSpace();
            state = source.Peek() < 0
                ? State.After
                : throw Malformed("something follows the footer", "quelque chose suit la dernière ligne");
            return;
        }

        if (state == State.LastLine || read.Length is 0 or > Header.Columns || !ended)
        {
            throw Malformed(
                "a line is empty, too long, or follows the last one", "une ligne est vide, trop longue, ou suit la dernière");
        }

        if (!StrictBase64.TryDecode(read, bytes, padding: true, out var written))
        {
            throw Malformed("a line is not canonical base64", "une ligne n’est pas en base64 canonique");
        }

        length = written;
        state = length < LineBytes ? State.LastLine : State.Body;
    }

    /// <summary>Reads a line, which may end in CR LF; only the footer may end with the file.</summary>
    private ReadOnlySpan<byte> ReadLine(out bool ended)
    {
        line++;
        var count = 0;
        int next;
        for (next = source.Next(); next >= 0 && next != '\n'; next = source.Next())
        {
            if (count == text.Length)
            {
                throw Malformed("a line is too long", "une ligne est trop longue");
            }

            text[count++] = (byte)next;
        }

        ended = next == '\n';
        return text.AsSpan(0, ended && count > 0 && text[count - 1] == '\r' ? count - 1 : count);
    }

    private void SkipWhiteSpace()
    {
        for (var count = 0; source.Peek() is ' ' or '\t' or '\r' or '\n'; count++)
        {
            if (count == WhiteSpaceMax)
            {
                throw Malformed("too much white space stands around it", "trop de blancs l’entourent");
            }

            line += source.Next() == '\n' ? 1 : 0;
        }
    }

    private AgeException Malformed(string english, string french) => AgeErrors.Armor(line, english, french);
}
