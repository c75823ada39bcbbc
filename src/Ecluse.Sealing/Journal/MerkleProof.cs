namespace Ecluse.Journal;

/// <summary>Checks proofs; nothing but hashes goes in, and only yes or no comes out.</summary>
/// <remarks>
/// Source: RFC 9162, 2.1.3.2 and 2.1.4.2. Two rules more: a hash that has not 32 bytes is refused, and a proof of
/// consistency with the empty tree is refused (it would prove nothing; a caller that remembers nothing asks nothing).
/// </remarks>
public static class MerkleProof
{
    /// <summary>Whether the leaf stands at the index in the tree with this size and root.</summary>
    public static bool VerifyInclusion(
        long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size || !AreHashes(proof, leafHash, root))
        {
            return false;
        }

        var (node, last) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            hash = Climb(hash, sibling, ref node, ref last);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the second tree begins with the whole of the first.</summary>
    public static bool VerifyConsistency(
        long size1, long size2, ReadOnlySpan<byte> root1, ReadOnlySpan<byte> root2, IReadOnlyList<byte[]> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (size1 < 1 || size1 > size2 || !AreHashes(proof, root1, root2))
        {
            return false;
        }

        if (size1 == size2)
        {
            return proof.Count == 0 && root1.SequenceEqual(root2);
        }

        // Where the first tree is one complete subtree, its root is the first hash of the climb and is left out.
        var complete = (size1 & (size1 - 1)) == 0;
        return (complete || proof.Count > 0)
            && Climbs(size1, size2, root1, root2, complete ? root1.ToArray() : proof[0], complete ? proof : [.. proof.Skip(1)]);
    }

    private static bool Climbs(
        long size1, long size2, ReadOnlySpan<byte> root1, ReadOnlySpan<byte> root2, byte[] seed, IReadOnlyList<byte[]> rest)
    {
        var (node, last) = (size1 - 1, size2 - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (hash1, hash2) = (seed, seed);
        foreach (var sibling in rest)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash1 = MerkleTree.NodeHash(sibling, hash1);
            }

            hash2 = Climb(hash2, sibling, ref node, ref last);
        }

        return last == 0 && root1.SequenceEqual(hash1) && root2.SequenceEqual(hash2);
    }

    /// <summary>One sibling up: on the left of a right child and of the last node of its level, else on the right.</summary>
    private static byte[] Climb(byte[] hash, byte[] sibling, ref long node, ref long last)
    {
        byte[] parent;
        if ((node & 1) == 1 || node == last)
        {
            parent = MerkleTree.NodeHash(sibling, hash);
            while ((node & 1) == 0 && node != 0)
            {
                (node, last) = (node >> 1, last >> 1);
            }
        }
        else
        {
            parent = MerkleTree.NodeHash(hash, sibling);
        }

        (node, last) = (node >> 1, last >> 1);
        return parent;
    }

    private static bool AreHashes(IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        first.Length == MerkleTree.HashBytes && second.Length == MerkleTree.HashBytes
        && proof.All(hash => hash.Length == MerkleTree.HashBytes);
}
