namespace Ecluse.Journal;

/// <summary>
/// Grows a tree leaf by leaf and keeps the hashes of all complete subtrees at tile levels: from them come every tile,
/// root and proof. 33 bytes or so of memory an entry.
/// </summary>
public sealed class TreeBuilder
{
    private readonly List<List<byte[]>> levels = [[]];

    /// <summary>Leaves so far.</summary>
    public long Size => levels[0].Count;

    /// <summary>Adds an entry at the end.</summary>
    public void Add(ReadOnlySpan<byte> entry) => AddLeafHash(MerkleTree.LeafHash(entry));

    /// <summary>Adds a leaf by its hash.</summary>
    public void AddLeafHash(byte[] leafHash)
    {
        levels[0].Add(leafHash);
        for (var level = 0; levels[level].Count % Tile.FullWidth == 0; level++)
        {
            if (level + 1 == levels.Count)
            {
                levels.Add([]);
            }

            levels[level + 1].Add(Fold(level, levels[level].Count - Tile.FullWidth, Tile.FullWidth));
        }
    }

    /// <summary>Root of the first <paramref name="size"/> leaves.</summary>
    public byte[] Root(long size) => MerkleTree.Root(size, Subtree);

    /// <summary>Hash of a complete subtree, for <see cref="MerkleTree"/>.</summary>
    public byte[] Subtree(int level, long position)
    {
        var (tileLevel, within) = (level / Tile.Height, level % Tile.Height);
        return Fold(tileLevel, (int)(position << within), 1 << within);
    }

    /// <summary>Bytes of a hash tile.</summary>
    public byte[] HashTile(Tile tile)
    {
        var first = (int)(tile.Index * Tile.FullWidth);
        return [.. levels[tile.Level].GetRange(first, tile.Width).SelectMany(hash => hash)];
    }

    private byte[] Fold(int tileLevel, int first, int count)
    {
        if (count == 1)
        {
            return levels[tileLevel][first];
        }

        var half = count / 2;
        return MerkleTree.NodeHash(Fold(tileLevel, first, half), Fold(tileLevel, first + half, half));
    }
}
