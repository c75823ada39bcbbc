using System.Numerics;

namespace Ecluse.Samples.Chance;

/// <summary>
/// A sequence of numbers that is the same for the same seed, on every machine and in every release: xoshiro256**
/// (Blackman and Vigna, 2018), seeded by SplitMix64. For invented data only; never for a key.
/// </summary>
internal struct SeededSequence
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    /// <summary>The sequence number <paramref name="stream"/> of a seed: one for each patient, so that no patient depends on another.</summary>
    public SeededSequence(ulong seed, ulong stream)
    {
        unchecked
        {
            var state = seed ^ (stream * 0xD1342543DE82EF95UL);
            a = SplitMix(ref state);
            b = SplitMix(ref state);
            c = SplitMix(ref state);
            d = SplitMix(ref state);
        }
    }

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(b * 5, 7) * 9;
            var t = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= t;
            d = BitOperations.RotateLeft(d, 45);
            return result;
        }
    }

    /// <summary>A number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True about <paramref name="perMille"/> times in a thousand.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
