using System.Text;

namespace Ecluse.Fuzz;

/// <summary>Changes inputs a little, the same way for the same seed: for the short suite, where afl-fuzz is not at hand.</summary>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> corpus, IReadOnlyList<string> words)
{
    private static readonly byte[] Telling = [0, 1, 9, 10, 13, 32, 34, 39, 44, 45, 58, 91, 92, 93, 123, 125, 127, 128, 192, 255];

    private ulong state = seed;

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        var bytes = new List<byte>(corpus[Below(corpus.Count)]);
        for (var changes = 1 + Below(4); changes > 0; changes--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = Below(bytes.Count + 1);
        var length = Math.Min(1 + Below(1 << Below(10)), bytes.Count - at);
        switch (Below(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << Below(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Telling[Below(Telling.Length)];
                break;
            case 2:
                bytes.Insert(at, (byte)Below(256));
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(Below(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5 when words.Count > 0:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(words[Below(words.Count)]));
                break;
            case 6:
                bytes.InsertRange(at, Enumerable.Repeat(Telling[Below(Telling.Length)], 1 << Below(9)));
                break;
            case 7:
                bytes.RemoveRange(at, bytes.Count - at);
                Splice(bytes);
                break;
            default:
                Digits(bytes, at);
                break;
        }
    }

    // The end of another input behind the beginning of this one.
    private void Splice(List<byte> bytes)
    {
        var other = corpus[Below(corpus.Count)];
        bytes.AddRange(other.AsSpan(Below(other.Length + 1)));
    }

    // The next number in the text becomes one at an edge.
    private void Digits(List<byte> bytes, int from)
    {
        var at = bytes.FindIndex(from, one => char.IsAsciiDigit((char)one));
        if (at < 0)
        {
            return;
        }

        var end = at;
        while (end < bytes.Count && char.IsAsciiDigit((char)bytes[end]))
        {
            end++;
        }

        string[] edges = ["0", "-1", "00", "2147483648", "9223372036854775807", "99999999999999999999", "1e400", "0.0"];
        bytes.RemoveRange(at, end - at);
        bytes.InsertRange(at, Encoding.ASCII.GetBytes(edges[Below(edges.Length)]));
    }

    // SplitMix64.
    private int Below(int bound)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)bound);
        }
    }
}
