using System.Text;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Spaces;
using Ecluse.Testkit;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Spaces;

/// <summary>A data folder with one space in it, a person who sends, one who takes, and the identity that the depot never has.</summary>
internal sealed class SpaceLab : IDisposable
{
    public const string Sender = "person:5e11de50";
    public const string Other = "person:07be4000";
    public const string Taker = "person:7a6e4000";

    private readonly TestFolder? folder;
    private long entries;

    public SpaceLab(
        Grade grade = Grade.OnArrival, long bytes = 1L << 40, int objects = 1000, string? path = null, FakeTimeProvider? clock = null, AgeIdentity? identity = null,
        ISealedStore? store = null, string engine = StateOn.Sqlite)
    {
        folder = path is null ? new TestFolder() : null;
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        Identity = identity ?? AgeIdentity.New(AgeKeyKind.X25519);
        Data = path is null ? StateOn.Folder(folder!, engine) : new DataFolder(path);
        Data.CreateAsync(CancellationToken.None).GetAwaiter().GetResult();
        Ledger = new SpaceLedger(Data.Open, AppendAsync, Clock);
        Depot = new SegmentDepot(Data.Spaces, store);
        Keys = new SpaceKeys(Data.SpaceKeys);
        Exchange = new Exchange(Ledger, Depot, Keys, Clock);
        Space = new Space(
            SpaceIds.NewSpace(), "C-1", "I-1", new string('0', 64), grade, Direction.ToProcessor, new SpaceLimits(bytes, objects),
            [Identity.Recipient.ToString()!],
            [new(Sender, SpacePart.Sends), new(Other, SpacePart.Sends), new(Taker, SpacePart.Takes)],
            Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(30), 10);
    }

    public FakeTimeProvider Clock { get; }

    public AgeIdentity Identity { get; }

    public DataFolder Data { get; }

    public SpaceLedger Ledger { get; }

    public SegmentDepot Depot { get; }

    public SpaceKeys Keys { get; }

    public Exchange Exchange { get; }

    public Space Space { get; private set; }

    public List<Act> Acts { get; } = [];

    public async Task<SpaceLab> OpenAsync()
    {
        Keys.Create(Space.Id, Clock);
        Depot.Open(Space.Id);
        await Ledger.OpenAsync(Space, new Act("space.opened", Sender, new Dictionary<string, string>(), new Dictionary<string, string>()), default);
        return this;
    }

    public async Task<SpaceObject> SendAsync(string name, byte[] bytes, string person = Sender, bool isSegmented = false)
    {
        var begun = await Exchange.BeginAsync(Space.Id, person, name, bytes.Length, isSegmented, default);
        await using var upload = await Exchange.ResumeAsync(Space.Id, begun.Id, person, default);
        await upload.WriteAsync(upload.Position, bytes.AsMemory((int)upload.Position), default);
        await upload.CompleteAsync(default);
        return upload.Object;
    }

    public async Task<(string Name, byte[] Bytes)> OpenTakenAsync(string id)
    {
        var taken = await Exchange.TakeAsync(Space.Id, id, Taker, default);
        using var joined = new MemoryStream();
        foreach (var file in taken.Files.Skip(1).SkipLast(1))
        {
            joined.Write(Unseal(taken.Open(file)));
        }

        Assert.Equal(TakenObject.EndFile, taken.Files[^1].Name);
        Assert.Equal(
            new ObjectEnd(id, taken.Files.Count - 2, taken.Object.Layout == ObjectLayout.OneFile ? null : joined.Length),
            ObjectEnd.Read(Unseal(taken.Open(taken.Files[^1]))));
        return (Encoding.UTF8.GetString(Unseal(taken.Open(taken.Files[0]))), joined.ToArray());
    }

    public byte[] Seal(byte[] plain)
    {
        using var sealedBytes = new MemoryStream();
        using (var writer = AgeEncryptor.Start(sealedBytes, [Identity.Recipient], leaveOpen: true))
        {
            writer.Write(plain);
            writer.Complete();
        }

        return sealedBytes.ToArray();
    }

    /// <summary>The end of an object, as its sender seals it.</summary>
    public byte[] SealEnd(string id, int segments, long bytes) => Seal(CanonicalDocument.Write(new ObjectEnd(id, segments, bytes)));

    public byte[] Unseal(Stream file)
    {
        using var opened = AgeDecryptor.Open(file, [Identity]);
        using var plain = new MemoryStream();
        opened.CopyTo(plain);
        return plain.ToArray();
    }

    public IReadOnlyList<string> Files() => Directory.Exists(Path.Combine(Data.Spaces, Space.Id))
        ? [.. Directory.EnumerateFiles(Path.Combine(Data.Spaces, Space.Id)).Order(StringComparer.Ordinal)]
        : [];

    public void Dispose()
    {
        Identity.Dispose();
        folder?.Dispose();
    }

    private Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation)
    {
        lock (Acts)
        {
            Acts.Add(act);
        }

        return Task.FromResult(entries++);
    }
}
