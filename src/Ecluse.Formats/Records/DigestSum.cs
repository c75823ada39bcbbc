using System.Buffers.Binary;

namespace Ecluse.Records;

/// <summary>
/// A sum of 256-bit digests modulo 2^256, with how many there are: the same for the same digests in any order, and
/// different, up to chance, as soon as one differs, is missing or comes twice.
/// </summary>
/// <param name="Count">How many digests were added.</param>
public readonly record struct DigestSum(long Count)
{
    /// <summary>Length of a digest in bytes.</summary>
    public const int Length = 32;

    private readonly ulong a;
    private readonly ulong b;
    private readonly ulong c;
    private readonly ulong d;

    private DigestSum(long count, ulong a, ulong b, ulong c, ulong d)
        : this(count)
    {
        (this.a, this.b, this.c, this.d) = (a, b, c, d);
    }

    /// <summary>The sum with one more digest, read as a big-endian number of 32 bytes.</summary>
    public DigestSum Add(ReadOnlySpan<byte> digest) => Add(new DigestSum(
        1,
        BinaryPrimitives.ReadUInt64BigEndian(digest),
        BinaryPrimitives.ReadUInt64BigEndian(digest[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(digest[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(digest[24..Length])));

    /// <summary>The sum of two sums.</summary>
    public DigestSum Add(DigestSum other)
    {
        unchecked
        {
            var low = (UInt128)d + other.d;
            var next = (UInt128)c + other.c + (low >> 64);
            var third = (UInt128)b + other.b + (next >> 64);
            var high = a + other.a + (ulong)(third >> 64);
            return new DigestSum(Count + other.Count, high, (ulong)third, (ulong)next, (ulong)low);
        }
    }

    /// <summary>Writes the sum as 32 bytes, big-endian.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], d);
    }

    /// <summary>Reads back what <see cref="CopyTo"/> wrote.</summary>
    public static DigestSum Read(long count, ReadOnlySpan<byte> sum) => default(DigestSum).Add(sum) with { Count = count };

    /// <summary>The sum in lower-case hexadecimal.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
