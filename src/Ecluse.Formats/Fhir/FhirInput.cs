using System.Buffers;

namespace Ecluse.Fhir;

/// <summary>
/// Walks along a line that may be exactly as <see cref="FhirOutput"/> writes it. It answers yes or no: a line that
/// differs anywhere is read again by the full reader, which finds out why.
/// </summary>
internal ref struct FhirInput(ReadOnlySpan<byte> line)
{
    private static readonly SearchValues<byte> EndOfText =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private static readonly SearchValues<byte> EndOfLiteral = SearchValues.Create(",]}"u8);

    private ReadOnlySpan<byte> rest = line;
    private bool first = true;

    /// <summary>Whether nothing but the end of line is left.</summary>
    internal readonly bool IsAtEnd => rest.IsEmpty || rest is [(byte)'\n'];

    /// <summary>Takes bytes that begin with a comma, if they stand here.</summary>
    internal bool Member(scoped ReadOnlySpan<byte> withComma)
    {
        var bytes = first ? withComma[1..] : withComma;
        if (!rest.StartsWith(bytes))
        {
            return false;
        }

        rest = rest[bytes.Length..];
        first = false;
        return true;
    }

    /// <summary>Takes an opening bracket.</summary>
    internal bool Open(byte bracket)
    {
        first = true;
        return Byte(bracket);
    }

    /// <summary>Whether an element of a list stands here that begins like this.</summary>
    internal readonly bool IsElement(scoped ReadOnlySpan<byte> opening) =>
        first ? rest.StartsWith(opening) : rest is [(byte)',', ..] && rest[1..].StartsWith(opening);

    /// <summary>Takes the opening brace of an element that stands here.</summary>
    internal void OpenElement()
    {
        rest = rest[(first ? 1 : 2)..];
        first = true;
    }

    /// <summary>Takes a closing bracket.</summary>
    internal bool Close(byte bracket)
    {
        first = false;
        return Byte(bracket);
    }

    /// <summary>Takes bytes as they are.</summary>
    internal bool Raw(scoped ReadOnlySpan<byte> bytes)
    {
        if (!rest.StartsWith(bytes))
        {
            return false;
        }

        rest = rest[bytes.Length..];
        return true;
    }

    /// <summary>Takes text up to the quotation mark that ends it.</summary>
    /// <param name="scratch">Where text with escapes is put together.</param>
    /// <param name="text">The text; valid until the scratch is used again.</param>
    internal bool Text(FhirScratch scratch, out ReadOnlySpan<byte> text)
    {
        var length = rest.IndexOfAny(EndOfText);
        text = length < 0 ? default : rest[..length];
        if (length < 0 || rest[length] != '"')
        {
            return length >= 0 && rest[length] == '\\' && EscapedText(scratch, out text);
        }

        rest = rest[(length + 1)..];
        return true;
    }

    // Only the escapes that our writer writes: any other one makes it another line.
    private bool EscapedText(FhirScratch scratch, out ReadOnlySpan<byte> text)
    {
        var room = scratch.Take(rest.Length).AsSpan();
        var length = 0;
        text = default;
        while (rest.IndexOfAny(EndOfText) is var next and >= 0)
        {
            rest[..next].CopyTo(room[length..]);
            length += next;
            var end = rest[next];
            rest = rest[(next + 1)..];
            if (end == '"')
            {
                text = room[..length];
                return true;
            }

            if (end != '\\' || !FhirEscapes.TryRead(ref rest, out room[length++]))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Takes a number or a boolean.</summary>
    internal bool Literal(out ReadOnlySpan<byte> text)
    {
        var length = rest.IndexOfAny(EndOfLiteral);
        text = length < 0 ? default : rest[..length];
        rest = length < 0 ? rest : rest[length..];
        return length > 0;
    }

    /// <summary>Takes one byte.</summary>
    internal bool Byte(byte value)
    {
        if (rest.IsEmpty || rest[0] != value)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }
}
