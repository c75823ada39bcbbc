using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Host;
using Ecluse.Host.Composition;
using Ecluse.Host.Sftp;
using Ecluse.Signatures;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Hosting;
using Ecluse.Storage.Journal;

namespace Ecluse.Bench;

/// <summary>A server with sshd in front of it, one who sends into a space that seals on arrival, and one who takes.</summary>
internal sealed class EcluseLab : IAsyncDisposable
{
    private const string Sender = "person:00000000000000aa";
    /// <summary>The one who takes.</summary>
    public const string Taker = "person:00000000000000bb";

    private readonly Installation installation;
    private readonly Server server;

    private EcluseLab(Installation installation, Server server, Space space) => (this.installation, this.server, Space) = (installation, server, space);

    public Space Space { get; }

    /// <summary>The SSH layer in front of it.</summary>
    public SshdChild Sshd => server.Sftp!.Sshd!;

    public static async Task<EcluseLab> StartAsync(string folder, int port, string senderKey, string takerKey, string program)
    {
        var data = new DataFolder(Path.Combine(folder, "data"));
        var places = new JournalPlaces(data, Path.Combine(folder, "state-home"));
        await new JournalSetup(places, TimeProvider.System).StartAsync("bench.example/journal", "agent:bench", default);
        var installation = await Installation.OpenAsync(data, TimeProvider.System, default, places);
        await AddPeopleAsync(data);
        var parts = new ServerParts(installation)
        {
            MasterKey = new MasterKey(Path.Combine(folder, "master.key"), data.Path), Sftp = new SftpOptions(port) { Program = [program] },
        };
        var server = await Server.StartAsync(parts, new Site(Server.Name) { Port = 0 }, default);
        await server.SshKeys.AddAsync(Sender, SshPublicKey.Parse(await File.ReadAllTextAsync(senderKey + ".pub")), default);
        await server.SshKeys.AddAsync(Taker, SshPublicKey.Parse(await File.ReadAllTextAsync(takerKey + ".pub")), default);
        return new EcluseLab(installation, server, await OpenSpaceAsync(installation, null, [Sender]));
    }

    /// <summary>Where the one object there is lies as a tar, for the one who takes.</summary>
    public async Task<string> TarOfLastAsync() => $"/{Space.Id}/{SpaceIds.TarOf((await installation.Exchange.ListAsync(Space.Id, Taker, default)).Single().Id)}";

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await installation.DisposeAsync();
    }

    private static async Task AddPeopleAsync(DataFolder data)
    {
        await using var state = data.Open();
        state.Add(new HostingRow { At = TimeProvider.System.GetUtcNow(), By = Sender, Reason = "a measurement with invented bytes alone" });
        foreach (var person in new[] { Sender, Taker })
        {
            state.Add(new PersonRow { Id = person, Name = person, Organisation = "bench", Role = "operator" });
            state.Add(new AccountRow
            {
                Person = person, EnrolledAt = DateTimeOffset.UnixEpoch, Undertaking = Host.Accounts.Undertaking.Version, UndertakenAt = DateTimeOffset.UnixEpoch,
                TrainedOn = new DateOnly(2026, 1, 1),
            });
        }

        await state.SaveChangesAsync();
    }

    /// <summary>Opens a space; to a hybrid recipient that nobody keeps where none is given.</summary>
    public static async Task<Space> OpenSpaceAsync(Installation installation, AgeIdentity? given, IReadOnlyList<string> senders)
    {
        using var made = AgeIdentity.New(AgeKeyKind.Hybrid);
        var identity = given ?? made;
        var now = TimeProvider.System.GetUtcNow();
        var space = new Space(
            SpaceIds.NewSpace(), "C-1", "I-1", new string('0', 64), Grade.OnArrival, Direction.ToLaboratory, new SpaceLimits(1L << 42, 10_000),
            [identity.Recipient.ToString()!], [.. senders.Select(one => new SpacePerson(one, SpacePart.Sends)), new(Taker, SpacePart.Takes)], now, now.AddDays(30), 10);
        installation.SpaceKeys.Create(space.Id, TimeProvider.System);
        installation.Segments.Open(space.Id);
        await installation.Spaces.OpenAsync(
            space, new Act("space.opened", "agent:bench", new Dictionary<string, string> { ["space"] = space.Id }, new Dictionary<string, string>()), default);
        return space;
    }
}
