using System.Security.Cryptography;
using Ecluse.Age;
using Ecluse.Testkit;

namespace Ecluse.Depot;

public sealed class SegmentDepotTests : IDisposable
{
    private const string Space = "s-0123456789ab";

    private readonly TestFolder folder = new();
    private readonly AgeIdentity identity = AgeIdentity.New(AgeKeyKind.X25519);

    [Fact]
    public void A_full_disk_takes_nothing_from_what_is_complete_and_the_depot_goes_on_once_there_is_room()
    {
        using var disk = new SmallDisk(kilobytes: 1024);
        var depot = new SegmentDepot(Path.Combine(disk.Root, "spaces"));
        depot.Open(Space);
        var complete = new List<(SealedSegment Segment, byte[] Bytes)>();
        var error = Assert.Throws<DepotException>(() =>
        {
            for (var number = 0; number < 100; number++)
            {
                var bytes = RandomNumberGenerator.GetBytes(90_000);
                complete.Add((Write(depot, bytes), bytes));
            }
        });

        Assert.Equal("DEPOT-011", error.Code);
        Assert.InRange(complete.Count, 5, 12);
        Assert.Equal(complete.Select(one => one.Segment.Id).Order(), depot.List(Space).Order());
        Assert.All(complete, one => Assert.Equal(one.Bytes, Unseal(depot.Read(Space, one.Segment.Id))));

        depot.Remove(Space, [complete[0].Segment.Id]);
        Write(depot, new byte[50_000]);
    }

    [Fact]
    public void Each_segment_is_a_whole_age_file_of_this_account_alone_under_a_name_that_says_nothing()
    {
        var depot = new SegmentDepot(folder.Of("spaces"));
        depot.Open(Space);
        var first = Write(depot, [1, 2, 3]);
        var second = Write(depot, [1, 2, 3]);
        Assert.NotEqual(first.Sha256Hex, second.Sha256Hex);
        foreach (var file in Directory.EnumerateFiles(folder.Of("spaces", Space)))
        {
            Assert.Matches("^[0-9a-f]{32}[.]age$", Path.GetFileName(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal([1, 2, 3], Unseal(File.OpenRead(file)));
        }
    }

    [Fact]
    public void What_is_not_complete_leaves_nothing_and_after_the_end_of_its_space_there_is_no_place_for_more()
    {
        var depot = new SegmentDepot(folder.Of("spaces"));
        depot.Open(Space);
        using (var dropped = depot.Seal(Space, [identity.Recipient]))
        {
            dropped.Write(new byte[100_000]);
            Assert.Single(Directory.EnumerateFiles(folder.Of("spaces", Space)));
        }

        Assert.Empty(Directory.EnumerateFiles(folder.Of("spaces", Space)));
        using var late = depot.Seal(Space, [identity.Recipient]);
        depot.RemoveSpace(Space);
        Assert.Empty(depot.ListSpaces());
        Assert.Equal("DEPOT-012", Assert.Throws<DepotException>(late.Complete).Code);
        Assert.Equal("DEPOT-012", Assert.Throws<DepotException>(() => depot.Seal(Space, [identity.Recipient])).Code);
        Assert.Empty(depot.ListSpaces());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../p")]
    [InlineData("a/b")]
    [InlineData("é")]
    public void Nothing_else_than_an_id_of_ours_becomes_a_path(string text)
    {
        var depot = new SegmentDepot(folder.Of("spaces"));
        Assert.Equal("DEPOT-007", Assert.Throws<DepotException>(() => depot.Open(text)).Code);
        Assert.Equal("DEPOT-007", Assert.Throws<DepotException>(() => depot.Read(Space, text)).Code);
        Assert.Equal("DEPOT-007", Assert.Throws<DepotException>(() => depot.Remove(Space, [text])).Code);
        Assert.False(Directory.Exists(folder.Of("spaces")));
    }

    public void Dispose()
    {
        identity.Dispose();
        folder.Dispose();
    }

    private SealedSegment Write(SegmentDepot depot, byte[] bytes)
    {
        using var writer = depot.Seal(Space, [identity.Recipient]);
        writer.Write(bytes);
        return writer.Complete();
    }

    private byte[] Unseal(Stream file)
    {
        using var opened = AgeDecryptor.Open(file, [identity]);
        using var plain = new MemoryStream();
        opened.CopyTo(plain);
        return plain.ToArray();
    }
}
