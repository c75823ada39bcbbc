using System.Numerics;
using System.Security.Cryptography;

namespace Ecluse.Journal;

/// <summary>
/// Reads the hash of the complete subtree of 2^level leaves that stands at this position among those of its level.
/// </summary>
public delegate byte[] ReadSubtree(int level, long position);

/// <summary>The tree of RFC 6962: hashes of leaves and nodes, roots, and proofs made from stored subtrees.</summary>
/// <remarks>Source: RFC 6962, section 2.1 (the same tree as RFC 9162).</remarks>
public static class MerkleTree
{
    /// <summary>Bytes of every hash in the tree.</summary>
    public const int HashBytes = 32;

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>Hash of an entry: SHA-256(0x00, entry).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> entry) => SHA256.HashData([0x00, .. entry]);

    /// <summary>Hash of an inner node: SHA-256(0x01, left, right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        SHA256.HashData([0x01, .. left, .. right]);

    /// <summary>Root of the first <paramref name="size"/> leaves.</summary>
    public static byte[] Root(long size, ReadSubtree read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? EmptyRoot : RangeHash(0, size, read);
    }

    /// <summary>The proof that leaf <paramref name="index"/> stands in the tree: siblings from the leaf upwards.</summary>
    public static IReadOnlyList<byte[]> Inclusion(long index, long size, ReadSubtree read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<byte[]>();
        Path(index, 0, size, read, proof);
        return proof;
    }

    /// <summary>The proof that the tree of <paramref name="size1"/> leaves is the beginning of the larger one.</summary>
    public static IReadOnlyList<byte[]> Consistency(long size1, long size2, ReadSubtree read)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size1, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        var proof = new List<byte[]>();
        SubProof(size1, 0, size2, known: true, read, proof);
        return proof;
    }

    private static void Path(long index, long from, long to, ReadSubtree read, List<byte[]> proof)
    {
        if (to - from == 1)
        {
            return;
        }

        var middle = from + Split(to - from);
        if (index < middle)
        {
            Path(index, from, middle, read, proof);
            proof.Add(RangeHash(middle, to, read));
        }
        else
        {
            Path(index, middle, to, read, proof);
            proof.Add(RangeHash(from, middle, read));
        }
    }

    private static void SubProof(long size1, long from, long to, bool known, ReadSubtree read, List<byte[]> proof)
    {
        if (from + size1 == to)
        {
            if (!known)
            {
                proof.Add(RangeHash(from, to, read));
            }

            return;
        }

        var left = Split(to - from);
        if (size1 <= left)
        {
            SubProof(size1, from, from + left, known, read, proof);
            proof.Add(RangeHash(from + left, to, read));
        }
        else
        {
            SubProof(size1 - left, from + left, to, known: false, read, proof);
            proof.Add(RangeHash(from, from + left, read));
        }
    }

    /// <summary>Hash over leaves from … to; <paramref name="from"/> is a multiple of the largest subtree within.</summary>
    private static byte[] RangeHash(long from, long to, ReadSubtree read)
    {
        var count = to - from;
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return read(level, from >> level);
        }

        var middle = from + Split(count);
        return NodeHash(RangeHash(from, middle, read), RangeHash(middle, to, read));
    }

    /// <summary>Largest power of two below a count of at least 2.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
