using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Signatures;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

/// <summary>A server with sshd in front of it, a person with a key, and the clients that people really have.</summary>
internal sealed class SftpLab : IAsyncDisposable
{
    /// <summary>The one who enrols first.</summary>
    public const string First = "Ève Caradec";

    /// <summary>The one who takes.</summary>
    public const string Second = "Paul Takes";

    private readonly TestFolder folder = new();

    private SftpLab(RunningServer running, int port) => (Running, Port) = (running, port);

    public RunningServer Running { get; }

    public int Port { get; }

    public string Folder => folder.Path;

    public SftpServer Sftp => Running.Server.Sftp!;

    public SshKeyShelf Keys => Running.Server.SshKeys;

    public static string Account => Environment.UserName;

    /// <summary>Opens what was sealed; the server never has it.</summary>
    public AgeIdentity Identity { get; } = AgeIdentity.New(AgeKeyKind.X25519);

    /// <summary>Signs the one in who enrolled first.</summary>
    public SoftPasskey Officer { get; private set; } = null!;

    public string TakerKey => folder.Of("id_taker");

    public string Key => folder.Of("id_ed25519");

    public string KnownHosts => folder.Of("known_hosts");

    /// <summary>A server with somebody who sends and somebody who takes, each with an ed25519 key.</summary>
    /// <param name="options">How SFTP is offered; null for sshd as a child.</param>
    /// <param name="at">The port, where that is chosen.</param>
    /// <param name="now">What time it is there; sshd goes by the machine's.</param>
    public static async Task<SftpLab> StartAsync(SftpOptions? options = null, int? at = null, DateTimeOffset? now = null)
    {
        Assert.SkipUnless(ProcessRun.Find("sshd") is not null, "sshd is not installed");
        ProcessRun.Require("sftp");
        var port = at ?? FreePort();
        var running = await RunningServer.StartAsync(sftp: options ?? new SftpOptions(port) { Program = [Program] }, now: now);
        var lab = new SftpLab(running, port);
        var (officer, passkey) = await running.EnrolledAsync();
        lab.Officer = passkey;
        await running.StateHostingAsync(officer);
        var (taking, _) = await running.InvitedAsync(officer, Second, "operator");
        officer.Dispose();
        taking.Dispose();
        await lab.AddPersonAsync(First, lab.Key);
        await lab.AddPersonAsync(Second, lab.TakerKey);
        if (options is null)
        {
            lab.TrustHost(lab.Sftp.Place);
        }

        return lab;
    }

    /// <summary>Opens a space between the two.</summary>
    public async Task<Space> OpenSpaceAsync(Grade grade = Grade.OnArrival, long bytes = 1L << 40, int objects = 5000)
    {
        var (installation, now) = (Running.Installation, Running.Clock.GetUtcNow());
        var space = new Space(
            SpaceIds.NewSpace(), "C-1", "I-1", new string('0', 64), grade, Direction.ToLaboratory, new SpaceLimits(bytes, objects), [Identity.Recipient.ToString()!],
            [new(await Running.PersonAsync(First), SpacePart.Sends), new(await Running.PersonAsync(Second), SpacePart.Takes)], now, now.AddDays(30), 10);
        installation.SpaceKeys.Create(space.Id, Running.Clock);
        installation.Segments.Open(space.Id);
        await installation.Spaces.OpenAsync(
            space, new Act("space.opened", "agent:test", new Dictionary<string, string> { ["space"] = space.Id }, new Dictionary<string, string>()), Stop);
        return space;
    }

    /// <summary>What lies in the space as whoever holds the identity reads it: name and bytes of each complete object.</summary>
    public async Task<Dictionary<string, byte[]>> OpenedAsync(Space space)
    {
        var (exchange, taker) = (Running.Installation.Exchange, await Running.PersonAsync(Second));
        var opened = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var one in await exchange.ListAsync(space.Id, taker, Stop))
        {
            var taken = await exchange.TakeAsync(space.Id, one.Id, taker, Stop);
            using var joined = new MemoryStream();
            foreach (var file in taken.Files.Skip(1).SkipLast(1))
            {
                joined.Write(Unseal(taken.Open(file)));
            }

            opened.Add(System.Text.Encoding.UTF8.GetString(Unseal(taken.Open(taken.Files[0]))), joined.ToArray());
        }

        return opened;
    }

    /// <summary>What the one who sends has in the space.</summary>
    public async Task<IReadOnlyList<SpaceObject>> OwnAsync(Space space) =>
        await Running.Installation.Exchange.ListAsync(space.Id, await Running.PersonAsync(First), Stop);

    /// <summary>Waits for something that will come true; gives up only after a long time.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isTrue, int pause = 50)
    {
        for (var tries = 0; !await isTrue(); tries++)
        {
            Assert.True(tries < 1200, "it did not come true within a minute");
            await Task.Delay(pause, Stop);
        }
    }

    public byte[] Unseal(Stream file)
    {
        using var opened = AgeDecryptor.Open(file, [Identity]);
        using var plain = new MemoryStream();
        opened.CopyTo(plain);
        return plain.ToArray();
    }

    private async Task AddPersonAsync(string name, string keyFile)
    {
        await Running.BindAsync(name);
        await AddKeyAsync(keyFile, "ed25519", await Running.PersonAsync(name));
    }

    /// <summary>Makes a key and puts it on an account.</summary>
    public async Task AddKeyAsync(string file, string kind, string person, params string[] how)
    {
        (await ProcessRun.RunAsync("ssh-keygen", ["-q", "-t", kind, .. how, "-N", "", "-C", "somebody@somewhere", "-f", file])).MustSucceed();
        await Keys.AddAsync(person, SshPublicKey.Parse(await File.ReadAllTextAsync(file + ".pub", Stop)), Stop);
    }

    /// <summary>Runs OpenSSH's sftp with a batch of commands.</summary>
    public Task<ProcessResult> SftpAsync(string batch, string? key = null, params string[] more) => SftpAsync(batch, Account, 60, key, more);

    public Task<ProcessResult> SftpAsAsync(string user, string batch) => SftpAsync(batch, user, 60, null);

    public Task<ProcessResult> LongSftpAsync(string batch, int seconds) => SftpAsync(batch, Account, seconds, null);

    private Task<ProcessResult> SftpAsync(string batch, string user, int seconds, string? key, params string[] more) => ProcessRun.RunAsync(
        "sftp", ["-q", "-b", "-", "-P", Port.ToString(CultureInfo.InvariantCulture), .. SshOptions(key), .. more, $"{user}@127.0.0.1"],
        System.Text.Encoding.UTF8.GetBytes(batch), Folder, seconds: seconds);

    /// <summary>Asks by OpenSSH's ssh for what the word sftp stands for, the one command that is let through; unlike sftp it shows what is said.</summary>
    public Task<ProcessResult> SshAsync(string key, params string[] more) => ProcessRun.RunAsync(
        "ssh", ["-p", Port.ToString(CultureInfo.InvariantCulture), .. SshOptions(key), .. more, $"{Account}@127.0.0.1", SshdConfiguration.Subsystem]);

    /// <summary>Other lists of addresses, which a start reads.</summary>
    public async Task ListsAsync(string safe, string blocked)
    {
        await File.WriteAllTextAsync(Sftp.Place.Safe, safe + "\n", Stop);
        await File.WriteAllTextAsync(Sftp.Place.Blocked, blocked + "\n", Stop);
        await Running.RestartAsync();
    }

    public IReadOnlyList<string> SshOptions(string? key = null) =>
    [
        "-F", "none", "-i", key ?? Key, "-o", "IdentitiesOnly=yes", "-o", $"UserKnownHostsFile={KnownHosts}", "-o", "GlobalKnownHostsFile=/dev/null", "-o",
        "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o", "ConnectTimeout=20",
    ];

    /// <summary>Writes a file of the person's to send.</summary>
    public byte[] Make(string name, int length)
    {
        var bytes = new byte[length];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        File.WriteAllBytes(folder.Of(name), bytes);
        return bytes;
    }

    public byte[] Read(string name) => File.ReadAllBytes(folder.Of(name));

    public string Of(string name) => folder.Of(name);

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        Identity.Dispose();
        folder.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Program => Path.Combine(AppContext.BaseDirectory, "ecluse");

    public void TrustHost(SshdPlace place) => File.WriteAllLines(
        KnownHosts, new[] { "ed25519", "ecdsa", "rsa" }.Select(kind => $"[127.0.0.1]:{Port} {File.ReadAllText(place.HostKey(kind) + ".pub").Trim()}"));
}

/// <summary>One lab for the classes that only send and take, each test in a space of its own.</summary>
public sealed class SharedSftpLab : IAsyncLifetime
{
    private SftpLab? lab;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => lab?.DisposeAsync() ?? default;

    // Begun by the first test, so that a missing program skips tests and fails nothing.
    internal async Task<SftpLab> OpenAsync() => lab ??= await SftpLab.StartAsync();
}

[CollectionDefinition(Name)]
public sealed class SftpClients : ICollectionFixture<SharedSftpLab>
{
    public const string Name = "SFTP clients";
}
