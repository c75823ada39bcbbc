namespace Ecluse.Profiles.Transforms;

/// <summary>UTF-8 text that grows in one array used again and again; the working memory of a mapping.</summary>
internal sealed class TextBuffer
{
    private byte[] bytes = new byte[256];
    private int length;

    public ReadOnlySpan<byte> Text => bytes.AsSpan(0, length);

    public int Length => length;

    public void Clear() => length = 0;

    public void Set(ReadOnlySpan<byte> text)
    {
        length = 0;
        Append(text);
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        length += text.Length;
    }

    public void Append(byte one)
    {
        Room(1)[0] = one;
        length++;
    }

    public void Append(string text) => length += System.Text.Encoding.UTF8.GetBytes(text, Room(text.Length * 3));

    /// <summary>Appends a whole number with at least that many digits.</summary>
    public void AppendNumber(int number, int digits)
    {
        var room = Room(digits);
        for (var i = digits - 1; i >= 0; i--)
        {
            room[i] = (byte)('0' + (number % 10));
            number /= 10;
        }

        length += digits;
    }

    /// <summary>Room for that many more bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int more)
    {
        if (bytes.Length - length < more)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
        }

        return bytes.AsSpan(length);
    }

    public void Advance(int used) => length += used;

    public void Truncate(int to) => length = to;
}
