using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Depot;
using Ecluse.Testkit;

namespace Ecluse.Storage.Depots;

/// <summary>What both depots promise, wherever their files lie; run on a disk and on S3.</summary>
public abstract class DepotContract : IAsyncDisposable
{
    private const string Passage = "p-0123456789ab", Space = "s-0123456789ab";

    private readonly AgeIdentity identity = AgeIdentity.New(AgeKeyKind.X25519);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected TestFolder Folder { get; } = new();

    /// <summary>The store under both; null for a disk.</summary>
    protected abstract Task<ISealedStore?> StoreAsync(string part);

    [Fact]
    public async Task A_parcel_is_there_whole_or_not_at_all_and_comes_back_as_it_was_sealed()
    {
        var depot = await ParcelsAsync();
        var plain = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 5000)));
        var writer = depot.Create(Passage, [identity.Recipient]);
        writer.Write(plain);
        Assert.Empty(depot.List(Passage));
        Assert.Single(depot.ListUnfinished(Passage));
        writer.Complete();

        var parcel = writer.Parcel;
        Assert.Equal([parcel.Id], depot.List(Passage));
        Assert.Empty(depot.ListUnfinished(Passage));
        Assert.Equal([Passage], depot.ListPassages());
        Assert.True(depot.Contains(Passage, parcel.Id));
        depot.Check(Passage, parcel.Id, parcel.Sha256Hex, parcel.SealedBytes);
        await using (var opened = depot.Open(Passage, parcel.Id, parcel.Sha256Hex, parcel.SealedBytes, [identity]))
        {
            using var read = new MemoryStream();
            await opened.CopyToAsync(read, Stop);
            Assert.Equal(plain, read.ToArray());
        }

        var other = new string('0', 64);
        Assert.Equal("DEPOT-003", Assert.Throws<DepotException>(() => depot.Check(Passage, parcel.Id, other, parcel.SealedBytes)).Code);
        Assert.Equal("DEPOT-002", Assert.Throws<DepotException>(() => depot.Check(Passage, parcel.Id, other, parcel.SealedBytes + 1)).Code);
        Assert.Equal("DEPOT-001", Assert.Throws<DepotException>(() => depot.OpenSealed(Passage, new string('f', 32))).Code);
        Assert.False(depot.Contains(Passage, new string('f', 32)));
    }

    [Fact]
    public async Task A_parcel_goes_out_to_a_folder_and_comes_in_from_it_and_only_the_one_that_was_listed()
    {
        var depot = await ParcelsAsync();
        var parcel = Write(depot, 20_000);
        depot.CopyTo(Passage, parcel.Id, Folder.Path);
        Assert.True(depot.Delete(Passage, parcel.Id).Found);
        Assert.False(depot.Delete(Passage, parcel.Id).Found);
        Assert.Empty(depot.List(Passage));

        var wrong = new string('1', 64);
        Assert.Equal(
            "DEPOT-003", Assert.Throws<DepotException>(() => depot.TakeFrom(Passage, parcel.Id, Folder.Path, wrong, parcel.SealedBytes)).Code);
        depot.TakeFrom(Passage, parcel.Id, Folder.Path, parcel.Sha256Hex, parcel.SealedBytes);
        depot.Check(Passage, parcel.Id, parcel.Sha256Hex, parcel.SealedBytes);

        var sealedBytes = await File.ReadAllBytesAsync(Folder.Of(ParcelDepot.FileNameOf(parcel.Id)), Stop);
        const string Elsewhere = "p-ba9876543210";
        await Assert.ThrowsAsync<DepotException>(
            () => depot.ReceiveAsync(Elsewhere, parcel.Id, new MemoryStream(sealedBytes[1..]), parcel.Sha256Hex, parcel.SealedBytes, Stop));
        Assert.Empty(depot.List(Elsewhere));
        await depot.ReceiveAsync(Elsewhere, parcel.Id, new MemoryStream(sealedBytes), parcel.Sha256Hex, parcel.SealedBytes, Stop);
        depot.Check(Elsewhere, parcel.Id, parcel.Sha256Hex, parcel.SealedBytes);
        Assert.Equal([Passage, Elsewhere], depot.ListPassages());
    }

    [Fact]
    public async Task What_is_removed_is_gone_whole_and_unfinished_and_nothing_of_another_passage()
    {
        var depot = await ParcelsAsync();
        var (first, second) = (Write(depot, 10), Write(depot, 30_000));
        using var unfinished = depot.Create(Passage, [identity.Recipient]);
        using var other = depot.Create("p-other", [identity.Recipient]);
        other.Complete();

        var removed = depot.DeletePassage(Passage);
        Assert.Empty(removed.Strangers);
        Assert.Equal(3, removed.Removed.Count);
        Assert.Equal(
            new[] { first.SealedBytes, second.SealedBytes }.Order(),
            removed.Removed.Where(one => one.FileName.EndsWith(".age", StringComparison.Ordinal)).Select(one => one.SealedBytes).Order());
        Assert.Empty(depot.List(Passage));
        Assert.Empty(depot.ListUnfinished(Passage));
        Assert.Equal(["p-other"], depot.ListPassages());
        Assert.Empty(depot.DeletePassage(Passage).Removed);
    }

    [Fact]
    public async Task A_segment_is_read_and_sought_in_and_gone_with_its_space()
    {
        var depot = new SegmentDepot(Folder.Of("spaces"), await StoreAsync("spaces"));
        depot.Open(Space);
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        using var writer = depot.Keep(Space);
        writer.Write(bytes);
        Assert.False(depot.Contains(Space, writer.Id));
        Assert.Empty(depot.ListIdle(Space));
        var done = writer.Complete();

        Assert.True(depot.Contains(Space, done.Id));
        Assert.Equal([done.Id], depot.ListIdle(Space));
        await using (var read = depot.Read(Space, done.Id))
        {
            Assert.Equal(bytes.Length, read.Length);
            read.Seek(299_000, SeekOrigin.Begin);
            Assert.Equal(bytes[299_000..], Rest(read));
            Assert.Equal(0, read.Read(new byte[1]));
            read.Position = 7;
            Assert.Equal(bytes[7..], Rest(read));
        }

        using var late = depot.Keep(Space);
        late.Write([1, 2, 3]);
        using var dropped = depot.Keep(Space);
        depot.Remove(Space, [done.Id]);
        Assert.Equal("DEPOT-012", Assert.Throws<DepotException>(() => depot.Read(Space, done.Id)).Code);
        depot.RemoveSpace(Space);
        Assert.Equal("DEPOT-012", Assert.Throws<DepotException>(late.Complete).Code);
        Assert.Empty(depot.ListSpaces());
        Assert.Empty(depot.List(Space));
        Assert.Equal("DEPOT-012", Assert.Throws<DepotException>(() => depot.Keep(Space)).Code);
    }

    public async ValueTask DisposeAsync()
    {
        identity.Dispose();
        Folder.Dispose();
        await Task.CompletedTask;
        GC.SuppressFinalize(this);
    }

    private static byte[] Rest(Stream from)
    {
        using var rest = new MemoryStream();
        from.CopyTo(rest);
        return rest.ToArray();
    }

    private async Task<ParcelDepot> ParcelsAsync() => new(Folder.Of("depot"), await StoreAsync("depot"));

    private SealedParcel Write(ParcelDepot depot, int length)
    {
        using var writer = depot.Create(Passage, [identity.Recipient]);
        writer.Write(RandomNumberGenerator.GetBytes(length));
        writer.Complete();
        return writer.Parcel;
    }
}

/// <summary>The promises on this machine's disk.</summary>
public sealed class DepotOnDiskTests : DepotContract
{
    protected override Task<ISealedStore?> StoreAsync(string part) => Task.FromResult<ISealedStore?>(null);
}
