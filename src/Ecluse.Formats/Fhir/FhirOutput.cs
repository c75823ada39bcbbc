using System.Buffers;

namespace Ecluse.Fhir;

/// <summary>
/// Writes JSON text. Names and constants arrive as ready-made bytes that begin with a comma, which is left out at the
/// start of an object or a list. Faster than <see cref="System.Text.Json.Utf8JsonWriter"/> by leaving to the shapes
/// what it would check for each value; the tests read the result with two parsers that are not ours.
/// </summary>
internal ref struct FhirOutput(IBufferWriter<byte> target)
{
    private const int EscapeLengthMax = 6;
    private static readonly SearchValues<byte> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private Span<byte> room;
    private int used;
    private bool first = true;

    /// <summary>Writes bytes that begin with a comma.</summary>
    internal void Member(scoped ReadOnlySpan<byte> withComma)
    {
        var bytes = first ? withComma[1..] : withComma;
        bytes.CopyTo(Room(bytes.Length));
        used += bytes.Length;
        first = false;
    }

    /// <summary>Opens an object or a list.</summary>
    internal void Open(byte bracket)
    {
        Byte(bracket);
        first = true;
    }

    /// <summary>Opens an object that is an element of a list.</summary>
    internal void OpenElement()
    {
        if (!first)
        {
            Byte((byte)',');
        }

        Open((byte)'{');
    }

    /// <summary>Closes an object or a list.</summary>
    internal void Close(byte bracket)
    {
        Byte(bracket);
        first = false;
    }

    /// <summary>Writes bytes as they are.</summary>
    internal void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        used += bytes.Length;
    }

    /// <summary>Writes a string that needs no escape.</summary>
    internal void PlainString(scoped ReadOnlySpan<byte> text)
    {
        var span = Room(text.Length + 2);
        span[0] = (byte)'"';
        text.CopyTo(span[1..]);
        span[text.Length + 1] = (byte)'"';
        used += text.Length + 2;
    }

    /// <summary>Writes a string, escaping only what JSON does not allow as it is.</summary>
    internal void String(scoped ReadOnlySpan<byte> text)
    {
        var next = text.IndexOfAny(Escaped);
        if (next < 0)
        {
            PlainString(text);
            return;
        }

        Byte((byte)'"');
        while (next >= 0)
        {
            Raw(text[..next]);
            Escape(text[next]);
            text = text[(next + 1)..];
            next = text.IndexOfAny(Escaped);
        }

        Raw(text);
        Byte((byte)'"');
    }

    /// <summary>Writes bytes as a base64 string.</summary>
    internal void Base64String(scoped ReadOnlySpan<byte> bytes)
    {
        Byte((byte)'"');
        var room = Room(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, room, out _, out var length);
        used += length;
        Byte((byte)'"');
    }

    /// <summary>Hands everything over to the target.</summary>
    internal void Finish()
    {
        target.Advance(used);
        room = default;
        used = 0;
    }

    private void Escape(byte value)
    {
        var span = Room(EscapeLengthMax);
        var letter = FhirEscapes.Letter(value);
        span[0] = (byte)'\\';
        span[1] = letter;
        if (letter != 'u')
        {
            used += 2;
            return;
        }

        "00"u8.CopyTo(span[2..]);
        span[4] = FhirEscapes.Digit(value >> 4);
        span[5] = FhirEscapes.Digit(value & 0xF);
        used += EscapeLengthMax;
    }

    private void Byte(byte value)
    {
        Room(1)[0] = value;
        used++;
    }

    private Span<byte> Room(int length)
    {
        if (room.Length - used < length)
        {
            target.Advance(used);
            room = target.GetSpan(length);
            used = 0;
        }

        return room[used..];
    }
}
