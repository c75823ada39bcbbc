using System.Text;

namespace Ecluse.Journal;

public sealed class MerkleTreeTests
{
    private const int SizeMax = 600;
    private static readonly byte[][] Leaves =
        [.. Enumerable.Range(0, SizeMax).Select(index => MerkleTree.LeafHash(Encoding.UTF8.GetBytes($"entry {index}")))];

    private static readonly TreeBuilder Tree = Grown();

    [Fact]
    public void Has_the_root_that_the_definition_gives_at_every_size()
    {
        for (var size = 0; size <= SizeMax; size++)
        {
            Assert.Equal(Definition(Leaves.AsSpan(0, size)), Tree.Root(size));
        }
    }

    [Fact]
    public void Proves_entries_at_every_size_and_no_other_place_or_size()
    {
        for (var size = 1; size <= SizeMax; size++)
        {
            var root = Tree.Root(size);
            foreach (var index in Places(size))
            {
                var proof = MerkleTree.Inclusion(index, size, Tree.Subtree);
                Assert.True(MerkleProof.VerifyInclusion(index, size, Leaves[index], proof, root));
                Assert.False(MerkleProof.VerifyInclusion(index, size, Leaves[(index + 1) % SizeMax], proof, root));
                Assert.False(MerkleProof.VerifyInclusion((index + 1) % size, size, Leaves[index], proof, root) && size > 1);
                Assert.False(MerkleProof.VerifyInclusion(index, size, Leaves[index], [.. proof, Leaves[0]], root));
                Assert.False(MerkleProof.VerifyInclusion(index, size, Leaves[index], [.. proof.Skip(1)], root) && size > 1);
            }
        }
    }

    [Fact]
    public void Proves_that_it_only_grew_between_any_two_sizes()
    {
        for (var size2 = 1; size2 <= SizeMax; size2++)
        {
            foreach (var size1 in Places(size2).Select(place => place + 1))
            {
                var proof = MerkleTree.Consistency(size1, size2, Tree.Subtree);
                var (root1, root2) = (Tree.Root(size1), Tree.Root(size2));
                Assert.True(MerkleProof.VerifyConsistency(size1, size2, root1, root2, proof));
                Assert.False(MerkleProof.VerifyConsistency(size1, size2, Leaves[0].Reverse().ToArray(), root2, proof));
                Assert.False(MerkleProof.VerifyConsistency(size1, size2, root1, Leaves[0].Reverse().ToArray(), proof));
                Assert.False(MerkleProof.VerifyConsistency(size1, size2, root1, root2, [.. proof, root1]));
            }
        }
    }

    [Fact]
    public void Proof_of_consistency_with_nothing_is_refused() =>
        Assert.False(MerkleProof.VerifyConsistency(0, 5, MerkleTree.EmptyRoot, Tree.Root(5), []));

    [Fact]
    public void Hashes_that_have_not_32_bytes_are_refused()
    {
        Assert.False(MerkleProof.VerifyInclusion(0, 1, [], [], []));
        Assert.False(MerkleProof.VerifyConsistency(1, 1, [], [], []));
        byte[] split = [.. Leaves[0], .. Leaves[1]];
        Assert.False(MerkleProof.VerifyInclusion(0, 2, Leaves[0], [split], Tree.Root(2)));
    }

    [Fact]
    public void A_leaf_of_another_length_is_refused_though_the_hashes_above_it_agree()
    {
        var (leaf, sibling) = (new byte[31], new byte[32]);

        Assert.False(MerkleProof.VerifyInclusion(0, 2, leaf, [sibling], MerkleTree.NodeHash(leaf, sibling)));
    }

    [Fact]
    public void Read_from_its_tiles_is_the_same_tree()
    {
        foreach (var size in new[] { 1, 2, 255, 256, 257, 511, 512, 600 })
        {
            var grown = Grown(size);
            var tiles = Tile.Of(size).Where(tile => tile.Level >= 0).ToDictionary(tile => tile, grown.HashTile);
            var read = new TiledTree(size, tile => tiles[tile]);

            Assert.Equal(Tree.Root(size), MerkleTree.Root(size, read.Subtree));
            Assert.Equal(
                MerkleTree.Inclusion(size / 2, size, Tree.Subtree), MerkleTree.Inclusion(size / 2, size, read.Subtree));
        }
    }

    private static IEnumerable<int> Places(int size) =>
        new[] { 0, 1, size / 3, size / 2, size - 2, size - 1, (size * 7919) % size }.Where(place => place >= 0 && place < size).Distinct();

    private static TreeBuilder Grown(int size = SizeMax)
    {
        var tree = new TreeBuilder();
        foreach (var leaf in Leaves.Take(size))
        {
            tree.AddLeafHash(leaf);
        }

        return tree;
    }

    /// <summary>RFC 6962, 2.1, word for word: split at the largest power of two below the count.</summary>
    private static byte[] Definition(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.IsEmpty ? MerkleTree.EmptyRoot : leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return MerkleTree.NodeHash(Definition(leaves[..split]), Definition(leaves[split..]));
    }
}
