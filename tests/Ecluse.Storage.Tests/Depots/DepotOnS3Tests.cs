using System.Globalization;
using System.Security.Cryptography;
using Ecluse.Depot;
using Ecluse.Depot.S3;
using Ecluse.Spaces;
using Ecluse.Storage.Spaces;
using Ecluse.Testkit.Servers;

namespace Ecluse.Storage.Depots;

/// <summary>The same promises on S3, and what S3 adds: versions, answers that are not what was put, a storage that is away.</summary>
public sealed class DepotOnS3Tests : DepotContract
{
    private readonly string prefix = S3Server.NewPrefix();

    [Theory]
    [InlineData("versioned", "S3-005")]
    [InlineData("once-versioned", "S3-005")]
    [InlineData("no-word", "S3-006")]
    [InlineData("no-such-bucket", "S3-004")]
    public async Task Nothing_is_put_where_it_could_never_be_called_erased(string bucket, string code)
    {
        using var store = await OpenAsync(bucket);
        var file = Folder.Write("spaces/x.part", "sealed");
        Assert.Equal(code, Assert.Throws<S3Exception>(() => store.Put("s-1", "x.age", file)).Code);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Nothing_is_called_removed_in_a_bucket_that_began_to_keep_versions_or_that_lists_it_still()
    {
        using var began = await OpenAsync("versioned");
        Assert.Equal("S3-005", Assert.Throws<S3Exception>(() => began.Remove("s-1", ["x.age"])).Code);

        using var keeping = await OpenAsync("keeping");
        keeping.Put("s-1", "x.age", Folder.Write("x.part", "sealed"));
        Assert.Equal("DEPOT-010", Assert.Throws<DepotException>(() => keeping.Remove("s-1", ["x.age"])).Code);
        Assert.True(keeping.Contains("s-1", "x.age"));
    }

    [Fact]
    public async Task What_comes_back_otherwise_than_it_was_put_is_not_kept()
    {
        using var store = await OpenAsync("altering");
        var file = Folder.Write("x.part", "sealed");
        Assert.Equal("S3-007", Assert.Throws<S3Exception>(() => store.Put("s-1", "x.age", file)).Code);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_segment_whose_space_ended_while_it_was_put_is_taken_back()
    {
        using var store = await OpenAsync("plain");
        var depot = new SegmentDepot(Folder.Of("spaces"), store);
        depot.Open("s-1");
        using var writer = depot.Keep("s-1");
        writer.Write([1, 2, 3]);
        await (await S3Server.SharedAsync()).RemoveAtNextPutAsync(Folder.Of("spaces", "s-1"));
        Assert.Equal("DEPOT-012", Assert.Throws<DepotException>(writer.Complete).Code);
        Assert.Empty(store.List("s-1"));
    }

    [Fact]
    public async Task More_names_than_one_page_are_all_listed_and_all_removed()
    {
        using var store = new S3Store(Place((await S3Server.SharedAsync()).Address)) { PageNames = 2 };
        var server = await S3Server.SharedAsync();
        for (var number = 0; number < 3; number++)
        {
            store.Put("s-1", string.Create(CultureInfo.InvariantCulture, $"{number:0000}.age"), Folder.Write($"{number}.part", "x"));
        }

        Assert.Equal(["0000.age", "0001.age", "0002.age"], store.List("s-1"));
        Assert.Equal(["s-1"], store.ListRooms());
        var removed = store.Remove("s-1", ["0000.age", "0001.age", "0009.age"]);
        Assert.Equal([true, true, false], removed.Select(one => one.Found));
        Assert.Equal([1, 1, 0], removed.Select(one => one.SealedBytes));
        Assert.Equal(["0002.age"], store.List("s-1"));
        Assert.DoesNotContain(
            server.Folder.Files(), file => file.Contains(prefix, StringComparison.Ordinal) && file.Contains("0001.age", StringComparison.Ordinal));
    }

    [Fact]
    public void A_storage_that_is_away_is_told_and_one_in_clear_over_a_network_is_never_asked()
    {
        using var store = new S3Store(Place("http://127.0.0.1:9"));
        Assert.Equal("S3-003", Assert.Throws<S3Exception>(() => store.List("s-1")).Code);
        Assert.Equal("S3-002", Assert.Throws<S3Exception>(() => Place("http://storage.example")).Code);
        Assert.Equal("S3-001", Assert.Throws<S3Exception>(() => Place("https://storage.example/path")).Code);
        Assert.DoesNotContain("hidden", Place("https://storage.example").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_cut_before_it_was_counted_goes_on_and_what_nobody_counted_is_swept()
    {
        using var store = await OpenAsync("plain");
        using var lab = await new SpaceLab(store: store).OpenAsync();
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "a.bin", bytes.Length, false, default);

        // Killed between the bucket and the state: a segment lies there that no row counts.
        using (var killed = lab.Depot.Seal(lab.Space.Id, [lab.Identity.Recipient]))
        {
            killed.Write(bytes.AsSpan(0, 100_000));
            killed.Complete();
        }

        await using (var first = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            Assert.Equal(0, first.Position);
            await first.WriteAsync(0, bytes.AsMemory(0, 150_000), default);
            await first.CutAsync();
        }

        await using (var second = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            Assert.Equal(150_000, second.Position);
            await second.WriteAsync(150_000, bytes.AsMemory(150_000), default);
            await second.CompleteAsync(default);
        }

        Assert.Equal(bytes, (await lab.OpenTakenAsync(begun.Id)).Bytes);
        Assert.Equal(5, store.List(lab.Space.Id).Count);
        for (var round = 0; round < 2; round++)
        {
            await lab.Exchange.RemoveDueAsync(lab.Space, SpaceLab.Other, one => one.Due <= lab.Clock.GetUtcNow(), (what, failure) => Assert.Fail($"{what}: {failure.Code}"), default);
        }

        Assert.Equal(4, store.List(lab.Space.Id).Count);
        Assert.Empty(lab.Files());
        lab.Depot.RemoveSpace(lab.Space.Id);
        Assert.Empty(store.ListRooms());
    }

    protected override async Task<ISealedStore?> StoreAsync(string part) => await OpenAsync("plain", part + "/");

    private S3Place Place(string address, string bucket = "plain", string part = "") =>
        new(new Uri(address), "eu-west-3", bucket, prefix + part, S3Server.Key, address.Contains("storage", StringComparison.Ordinal) ? "hidden" : S3Server.Key);

    private async Task<S3Store> OpenAsync(string bucket, string part = "") => new(Place((await S3Server.SharedAsync()).Address, bucket, part));
}
