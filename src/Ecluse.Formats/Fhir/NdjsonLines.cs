namespace Ecluse.Fhir;

/// <summary>
/// Cuts a stream into lines at <c>\n</c>, in one buffer that is used again. Every line ends with one: a stream that
/// stops in the middle of a line was cut off, and is refused.
/// </summary>
/// <param name="stream">The stream; left open.</param>
/// <param name="lineLengthMax">Longest line in bytes; a longer one is refused, so that memory stays bounded.</param>
public sealed class NdjsonLines(Stream stream, int lineLengthMax = NdjsonLines.DefaultLineLengthMax)
{
    /// <summary>256 MiB: a document of 190 MiB in base64, and what stands around it.</summary>
    public const int DefaultLineLengthMax = 256 << 20;

    private const int FirstSize = 1 << 16;

    private byte[] buffer = new byte[FirstSize];
    private int start;
    private int end;
    private int searched;
    private bool ended;

    /// <summary>How many lines were read.</summary>
    public long Count { get; private set; }

    /// <summary>The line that was read last, without its end; valid until the next step.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Goes to the next line.</summary>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="UnreadableFhirException">FHIR-011, FHIR-012.</exception>
    public bool MoveNext()
    {
        while (!TakeLine())
        {
            if (ended)
            {
                return AtEnd();
            }

            MakeRoom();
            Took(stream.Read(buffer, end, buffer.Length - end));
        }

        return true;
    }

    /// <summary>Goes to the next line.</summary>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="UnreadableFhirException">FHIR-011, FHIR-012.</exception>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellation)
    {
        while (!TakeLine())
        {
            if (ended)
            {
                return AtEnd();
            }

            MakeRoom();
            Took(await stream.ReadAsync(buffer.AsMemory(end), cancellation));
        }

        return true;
    }

    private bool TakeLine()
    {
        var length = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
        if (length < 0)
        {
            searched = end;
            return false;
        }

        Current = buffer.AsMemory(start, searched + length - start);
        start = searched = searched + length + 1;
        Count++;
        return true;
    }

    private bool AtEnd() => start == end ? false : throw new UnreadableFhirException(FhirFault.CutOff, Count + 1, "$");

    private void MakeRoom()
    {
        if (end < buffer.Length)
        {
            return;
        }

        var length = end - start;
        if (length > lineLengthMax)
        {
            throw new UnreadableFhirException(FhirFault.TooLong, Count + 1, "$");
        }

        // Doubled when the line fills more than half of it; else the line moves to the front.
        var room = length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(start, length).CopyTo(room);
        buffer = room;
        (start, end, searched) = (0, length, length);
    }

    private void Took(int read)
    {
        ended = read == 0;
        end += read;
    }
}
