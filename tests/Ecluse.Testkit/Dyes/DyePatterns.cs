using System.Buffers.Binary;
using System.Text;

namespace Ecluse.Testkit.Dyes;

/// <summary>The dyes written out in every text encoding and case, and found in one walk over the bytes.</summary>
internal sealed class DyePatterns
{
    private const int AnchorLength = 8;
    private const int HashBits = 20;

    private readonly ulong[] anchors = new ulong[1 << (HashBits - 6)];
    private readonly Dictionary<ulong, List<Pattern>> byAnchor = [];

    public DyePatterns(IEnumerable<Dye> dyes)
    {
        foreach (var dye in dyes)
        {
            foreach (var text in Cases(dye.Text))
            {
                foreach (var (encoding, bytes) in Encodings(text))
                {
                    Add(new Pattern(dye.Name, encoding, bytes));
                }
            }
        }
    }

    /// <summary>Calls back for each dye that stands in the bytes.</summary>
    public void Find(ReadOnlySpan<byte> data, Action<string, string, int> found)
    {
        for (var at = 0; at <= data.Length - AnchorLength; at++)
        {
            var anchor = BinaryPrimitives.ReadUInt64LittleEndian(data[at..]);
            var slot = Slot(anchor);
            if ((anchors[slot >> 6] & (1UL << (slot & 63))) == 0 || !byAnchor.TryGetValue(anchor, out var patterns))
            {
                continue;
            }

            foreach (var pattern in patterns)
            {
                if (data[at..].StartsWith(pattern.Bytes))
                {
                    found(pattern.Dye, pattern.Encoding, at);
                }
            }
        }
    }

    private static IEnumerable<string> Cases(string text) =>
        new[] { text, text.ToUpperInvariant(), text.ToLowerInvariant() }.Distinct();

    private static IEnumerable<(string Encoding, byte[] Bytes)> Encodings(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return ("utf-8", utf8);
        yield return ("utf-16le", Encoding.Unicode.GetBytes(text));
        yield return ("utf-16be", Encoding.BigEndianUnicode.GetBytes(text));
        if (utf8.Length > text.Length)
        {
            var windows1252 = Windows1252.GetBytes(text);
            yield return ("windows-1252", windows1252);
            yield return ("utf-8 read as windows-1252", Encoding.UTF8.GetBytes(Windows1252.GetString(utf8)));
        }
    }

    private void Add(Pattern pattern)
    {
        var anchor = BinaryPrimitives.ReadUInt64LittleEndian(pattern.Bytes);
        var slot = Slot(anchor);
        anchors[slot >> 6] |= 1UL << (slot & 63);
        if (!byAnchor.TryGetValue(anchor, out var patterns))
        {
            byAnchor[anchor] = patterns = [];
        }

        patterns.Add(pattern);
    }

    private static int Slot(ulong anchor) => (int)(unchecked(anchor * 0x9E3779B97F4A7C15) >> (64 - HashBits));

    private sealed record Pattern(string Dye, string Encoding, byte[] Bytes);
}
