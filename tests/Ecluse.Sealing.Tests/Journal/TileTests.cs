using Ecluse.Errors;

namespace Ecluse.Journal;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 256, 256, "tile/0/256")]
    [InlineData(1, 1234067, 256, "tile/1/x001/x234/067")]
    [InlineData(0, 1000, 17, "tile/0/x001/000.p/17")]
    [InlineData(Tile.Entries, 1, 44, "tile/entries/001.p/44")]
    public void Stands_at_the_path_of_the_specification(int level, long index, int width, string path) =>
        Assert.Equal(path, new Tile(level, index, width).Path);

    [Fact]
    public void Of_a_log_of_70000_entries_are_those_of_the_specification()
    {
        var tiles = Tile.Of(70_000).ToLookup(tile => tile.Level);

        Assert.Equal([(273, 112), (273, 112), (1, 17), (0, 1)], new[] { Tile.Entries, 0, 1, 2 }.Select(level =>
            (tiles[level].Count(tile => tile.Width == 256), tiles[level].Last().Width)));
        Assert.Equal(4, tiles.Count);
    }

    [Fact]
    public void Of_an_empty_log_are_none() => Assert.Empty(Tile.Of(0));

    [Fact]
    public void Bundles_come_back_entry_for_entry_and_refuse_other_counts_and_cuts()
    {
        byte[][] entries = [[], [1], new byte[EntryBundle.EntryBytesMax]];
        var bundle = EntryBundle.Encode(entries);

        Assert.Equal(entries, EntryBundle.Decode(bundle, 3));
        Assert.Equal("JOURNAL-001", Code(() => EntryBundle.Decode(bundle, 2)));
        Assert.Equal("JOURNAL-001", Code(() => EntryBundle.Decode(bundle.AsSpan(0, bundle.Length - 1), 3)));
        Assert.Equal("JOURNAL-002", Code(() => EntryBundle.Encode([new byte[EntryBundle.EntryBytesMax + 1]])));
    }

    private static string Code(Action act) => Assert.Throws<EcluseException>(act).Code;
}
