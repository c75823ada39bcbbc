using System.Text;

namespace Ecluse.Files;

/// <summary>A set of keys that is asked with UTF-8 bytes and makes a string only for a key that it has not seen.</summary>
internal sealed class Utf8Keys<T>
{
    private readonly Dictionary<string, T> values = new(StringComparer.Ordinal);
    private char[] buffer = new char[128];

    public int Count => values.Count;

    public void Clear() => values.Clear();

    public bool TryGet(ReadOnlySpan<byte> key, out T? value) => Lookup().TryGetValue(Chars(key), out value);

    public bool TryAdd(ReadOnlySpan<byte> key, T value) => Lookup().TryAdd(Chars(key), value);

    /// <summary>The key's string and value.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, out string? text, out T? value) => Lookup().TryGetValue(Chars(key), out text, out value);

    private Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> Lookup() => values.GetAlternateLookup<ReadOnlySpan<char>>();

    private ReadOnlySpan<char> Chars(ReadOnlySpan<byte> key)
    {
        if (buffer.Length < key.Length)
        {
            buffer = new char[key.Length * 2];
        }

        return buffer.AsSpan(0, Encoding.UTF8.GetChars(key, buffer));
    }
}
