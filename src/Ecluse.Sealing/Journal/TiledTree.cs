namespace Ecluse.Journal;

/// <summary>Reads a tile's bytes.</summary>
public delegate byte[] ReadTile(Tile tile);

/// <summary>The tree of a log of one size, read from its hash tiles; each tile is read once.</summary>
/// <param name="size">Entries in the log.</param>
/// <param name="readTile">Reads a hash tile of that log.</param>
public sealed class TiledTree(long size, ReadTile readTile)
{
    private readonly Dictionary<Tile, byte[]> tiles = [];

    /// <summary>Hash of a complete subtree, for <see cref="MerkleTree"/>.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-001</c>: a tile has another length than its width says.</exception>
    public byte[] Subtree(int level, long position)
    {
        var (tileLevel, within) = (level / Tile.Height, level % Tile.Height);
        return Fold(tileLevel, position << within, 1 << within);
    }

    private byte[] Fold(int tileLevel, long first, int count)
    {
        if (count == 1)
        {
            return Hash(tileLevel, first);
        }

        var half = count / 2;
        return MerkleTree.NodeHash(Fold(tileLevel, first, half), Fold(tileLevel, first + half, half));
    }

    private byte[] Hash(int tileLevel, long position)
    {
        var tile = Tile.Holding(tileLevel, position, size);
        if (!tiles.TryGetValue(tile, out var bytes))
        {
            bytes = readTile(tile);
            tiles[tile] = bytes.Length == tile.Width * MerkleTree.HashBytes
                ? bytes
                : throw FormatErrors.Malformed("hash tile", "tuile d’empreintes");
        }

        var at = (int)(position % Tile.FullWidth) * MerkleTree.HashBytes;
        return bytes[at..(at + MerkleTree.HashBytes)];
    }
}
