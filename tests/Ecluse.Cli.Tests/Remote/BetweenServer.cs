using Ecluse.Cli.Demo;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Host;
using Ecluse.Host.Composition;
using Ecluse.Storage;
using Ecluse.Testkit;

namespace Ecluse.Cli.Remote;

/// <summary>A server on a third data folder: contract and instruction are known to it, neither gate is.</summary>
internal sealed class BetweenServer : IAsyncDisposable
{
    private readonly SoftPasskey passkey = new("localhost");
    private readonly TwoPremises premises;
    private Installation installation = null!;
    private Server server = null!;
    private Browser? officer;

    private BetweenServer(TwoPremises premises) => this.premises = premises;

    public string Data => Path.Combine(premises.Of("server"), "data");

    public string Address => server.Address.ToString();

    public Browser Officer => officer!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<BetweenServer> StartAsync(TwoPremises premises)
    {
        var between = new BetweenServer(premises);
        await FoundAsync(premises);
        between.installation = await Installation.OpenAsync(new DataFolder(between.Data), premises.Source.Clock, Stop);
        between.server = await Server.StartAsync(new ServerParts(between.installation), new Site(Server.Name), Stop);
        between.officer = new Browser(between.server.Address, Stop);
        (await between.Officer.EnrolAsync(between.passkey, between.server.FirstCode!)).EnsureSuccessStatusCode();
        return between;
    }

    /// <summary>The security officer enrols the machine of a public key's file.</summary>
    public async Task EnrolAsync(string name, string file)
    {
        var answer = await Officer.PostFormAsync("/agents", ("name", name), ("key", await File.ReadAllTextAsync(file, Stop)));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>The security officer states a certificate.</summary>
    public async Task StateHostingAsync()
    {
        var until = premises.Source.Clock.GetUtcNow().AddDays(300);
        var answer = await Officer.PostFormAsync(
            "/hosting", ("number", "2026-HDS-17"), ("body", "Certif"), ("scope", "activités 1 à 6"), ("until", $"{until:yyyy-MM-dd}"), ("reason", ""));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }

    public Task WatchAsync() => server.WatchAsync(Stop);

    public Task EraseDueAsync() => installation.EraseDueAsync(tryAgain: true, Stop);

    public async Task<IReadOnlyList<string>> ActsAsync()
    {
        var names = new List<string>();
        await foreach (var entry in installation.Journal.EntriesAsync(0, Stop))
        {
            names.Add(entry.Act.Name);
        }

        return names;
    }

    public async ValueTask DisposeAsync()
    {
        officer?.Dispose();
        passkey.Dispose();
        await server.DisposeAsync();
        await installation.DisposeAsync();
    }

    /// <summary>A third data folder, which knows contract and instruction.</summary>
    public static async Task FoundAsync(TwoPremises premises)
    {
        var script = new DemoScript(
            new VerbContext(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), premises.Source.Clock),
            premises.Of("server"), Language.English);
        var papers = premises.Source.Stage.Laboratory;
        string[][] commands =
        [
            ["journal", "init"],
            ["person", "add", "Nadia Kervella", "--organisation", "Orlane Systèmes", "--role", "operator"],
            [
                "contract", "add", Path.Combine(papers, "contract.yaml"), "--controller", Path.Combine(papers, "contract.yaml.controller.sig"),
                "--processor", Path.Combine(papers, "contract.yaml.processor.sig"),
            ],
            ["instruction", "add", Path.Combine(papers, "instruction.yaml"), "--signature", Path.Combine(papers, "instruction.yaml.sig")],
        ];
        foreach (var command in commands)
        {
            var (exit, output, error) = await script.TryAsync(show: false, command);
            new Ended(exit, output, error).Must(0);
        }
    }
}
