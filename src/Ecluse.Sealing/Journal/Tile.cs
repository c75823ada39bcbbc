using System.Globalization;

namespace Ecluse.Journal;

/// <summary>
/// One file of a tiled log: up to 256 hashes of one level (8,192 bytes when full), or up to 256 entries.
/// </summary>
/// <param name="Level">0 for hashes of leaves, 1 for roots of full tiles of level 0…; −1 for entries.</param>
/// <param name="Index">Position among the tiles of the level.</param>
/// <param name="Width">Hashes or entries in it, 1 to 256.</param>
/// <remarks>Source: c2sp.org/tlog-tiles.</remarks>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>Hashes or entries of a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of the tree that one tile spans.</summary>
    public const int Height = 8;

    /// <summary>The level of entry bundles.</summary>
    public const int Entries = -1;

    /// <summary>Where it stands below the log's prefix: <c>tile/0/x001/x234/067.p/8</c>.</summary>
    public string Path
    {
        get
        {
            var level = Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture);
            var partial = Width == FullWidth ? "" : string.Create(CultureInfo.InvariantCulture, $".p/{Width}");
            return $"tile/{level}/{IndexPath(Index)}{partial}";
        }
    }

    /// <summary>Every tile of a log of this size: per level the full ones, then the partial one.</summary>
    /// <param name="size">Entries in the log.</param>
    public static IEnumerable<Tile> Of(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return OfLevel(Entries, size).Concat(HashLevels(size));
    }

    /// <summary>The tile that holds a hash of its level or an entry, at its width in a log of this size.</summary>
    public static Tile Holding(int level, long position, long size)
    {
        var count = level == Entries ? size : size >> (Height * level);
        var index = position / FullWidth;
        return new Tile(level, index, (int)Math.Min(FullWidth, count - (index * FullWidth)));
    }

    private static IEnumerable<Tile> HashLevels(long size)
    {
        for (var (level, count) = (0, size); count > 0; level++, count >>= Height)
        {
            foreach (var tile in OfLevel(level, count))
            {
                yield return tile;
            }
        }
    }

    private static IEnumerable<Tile> OfLevel(int level, long count)
    {
        for (long index = 0; index * FullWidth < count; index++)
        {
            yield return new Tile(level, index, (int)Math.Min(FullWidth, count - (index * FullWidth)));
        }
    }

    /// <summary>Groups of three digits, all but the last after an x: 1234067 is <c>x001/x234/067</c>.</summary>
    private static string IndexPath(long index)
    {
        var path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{path}");
        }

        return path;
    }
}
