using System.Net;
using Ecluse.Host.Composition;
using Ecluse.Host.Sftp;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Journal;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Host;

/// <summary>A server on a data folder of its own, and browsers in front of it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private Server? server;
    private bool isTls;
    private Uri? collector;
    private Installation? installation;

    private RunningServer(DateTimeOffset now)
    {
        Clock = new(now);
        Data = new DataFolder(folder.Of("data"));
        Places = new JournalPlaces(Data, folder.Of("state-home", "ecluse"));
        Journal = new ActJournal(Data.Open, Places, Clock);
    }

    public FakeTimeProvider Clock { get; }

    public DataFolder Data { get; }

    public ActJournal Journal { get; }

    public Server Server => server!;

    public Installation Installation => installation!;

    /// <summary>What the server that runs now is made of.</summary>
    public ServerParts Parts { get; private set; } = null!;

    private JournalPlaces Places { get; }

    public Site Site { get; private init; } = new(Server.Name);

    /// <summary>How SFTP is offered; most servers offer none.</summary>
    public SftpOptions? SftpOptions { get; private init; }

    public static async Task<RunningServer> StartAsync(
        bool isTls = false, Site? site = null, SftpOptions? sftp = null, Uri? collector = null, DateTimeOffset? now = null)
    {
        var running = new RunningServer(now ?? new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) { isTls = isTls, Site = site ?? new Site(Server.Name), SftpOptions = sftp, collector = collector };
        await new JournalSetup(running.Places, running.Clock).StartAsync("lab.example/journal", "agent:test", Stop);
        if (sftp is not null)
        {
            // Tests fail to come in on purpose, often and from one address.
            Directory.CreateDirectory(Path.Combine(running.Data.Path, "sftp"));
            await File.WriteAllTextAsync(Path.Combine(running.Data.Path, "sftp", "safe.txt"), "127.0.0.0/8  # tests\n", Stop);
        }

        await running.RestartAsync();
        return running;
    }

    /// <summary>Ends the server and starts another one on the same folder.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        installation = await Installation.OpenAsync(Data, Clock, Stop, Places);
        Parts = new ServerParts(installation) { MasterKey = new MasterKey(MasterKeyPath, Data.Path), Sftp = SftpOptions, Collector = collector };
        server = await Server.StartAsync(
            Parts, Site with { Certificate = Certificate ?? Site.Certificate }, Stop);
    }

    /// <summary>Ends the server and leaves its folder, for another process to serve.</summary>
    public async Task StopAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            await installation!.DisposeAsync();
            server = null;
        }
    }

    /// <summary>What another process needs to know where this server's keys outside the data folder are.</summary>
    public Dictionary<string, string?> Homes => new() { ["XDG_STATE_HOME"] = folder.Of("state-home"), ["XDG_CONFIG_HOME"] = folder.Of("config") };

    /// <summary>A workshop of its own, on the same installation.</summary>
    public Works.Workshop NewWorkshop() => new(new ServerParts(installation!));

    public string MasterKeyPath => folder.Of("config", "ecluse", "master.key");

    public Browser Open(string agent = "", Browser? cookiesOf = null) => new(Server.Address, Stop)
    {
        Agent = agent, CookiesOf = cookiesOf, Trusted = (Certificate ?? Site.Certificate)?.Leaf.RawData, Port = Server.Port,
    };

    public ServerCertificate? Certificate => isTls ? ServerCertificate.Local(Data, Clock) : null;

    /// <summary>A browser in which the first administrator has just enrolled.</summary>
    public async Task<(Browser Browser, SoftPasskey Passkey)> EnrolledAsync()
    {
        var (browser, passkey) = (Open(), new SoftPasskey(Server.Name));
        var answer = await browser.EnrolAsync(passkey, Server.FirstCode!);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return (browser, passkey);
    }

    /// <summary>A browser in which somebody has just enrolled whom a security officer invited.</summary>
    public async Task<(Browser Browser, SoftPasskey Passkey)> InvitedAsync(Browser officer, string name, string role, string? controller = null)
    {
        var code = await officer.InviteAsync(name, role, controller);
        var (browser, passkey) = (Open(), new SoftPasskey(Server.Name));
        Assert.Equal(HttpStatusCode.NoContent, (await browser.EnrolAsync(passkey, code)).StatusCode);
        return (browser, passkey);
    }

    /// <summary>A security officer states the processor's word on hosting, without which nothing of a laboratory is taken in.</summary>
    public async Task StateHostingAsync(Browser officer) => Assert.Equal(
        HttpStatusCode.Redirect,
        (await officer.PostFormAsync(
            "/hosting", ("number", "2026-HDS-17"), ("body", "Certif"), ("scope", "activités 1 à 6"), ("until", $"{Clock.GetUtcNow().AddDays(300):yyyy-MM-dd}"), ("reason", ""))).StatusCode);

    /// <summary>Puts undertaking and training on somebody's account, as if they had signed and been trained today.</summary>
    public async Task BindAsync(string name)
    {
        var person = await PersonAsync(name);
        var now = Clock.GetUtcNow();
        await using var state = Data.Open();
        await state.Set<AccountRow>().Where(account => account.Person == person).ExecuteUpdateAsync(
            row => row.SetProperty(account => account.Undertaking, Accounts.Undertaking.Version).SetProperty(account => account.UndertakenAt, now)
                .SetProperty(account => account.TrainedOn, DateOnly.FromDateTime(now.UtcDateTime)), Stop);
    }

    /// <summary>Id of the person of a name.</summary>
    public async Task<string> PersonAsync(string name)
    {
        await using var state = Data.Open();
        return await state.Set<PersonRow>().Where(person => person.Name == name).Select(person => person.Id).SingleAsync(Stop);
    }

    public async Task<string[]> ActsAsync()
    {
        var names = new List<string>();
        await foreach (var entry in Journal.EntriesAsync(0, Stop))
        {
            names.Add(entry.Act.Name);
        }

        return [.. names];
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
