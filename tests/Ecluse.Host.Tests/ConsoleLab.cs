using System.Security.Cryptography;
using System.Text;
using Ecluse.Accounts;
using Ecluse.Cli;
using Ecluse.Cli.Demo;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Samples;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host;

/// <summary>A sample laboratory of few patients, prepared by the commands that people type, and the console in front of it.</summary>
internal sealed class ConsoleLab : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private Installation? installation;
    private Server? server;

    private ConsoleLab(TimeProvider clock)
    {
        Clock = clock;
        var context = new VerbContext(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), clock);
        Stage = new DemoStage(folder.Of("lab"), clock);
        Script = new DemoScript(context, folder.Of("lab"), Language.English);
        Play = new DemoPlay(Script, Stage);
    }

    public TimeProvider Clock { get; }

    public DemoStage Stage { get; }

    public DemoScript Script { get; }

    public DemoPlay Play { get; }

    public string Passage => Play.Passage;

    public Installation Installation => installation!;

    public Server Server => server!;

    /// <summary>A laboratory whose instruction is in force; nothing is planned yet.</summary>
    public static Task<ConsoleLab> InstructedAsync(bool misfits = false, TimeProvider? clock = null) =>
        PreparedAsync(misfits, clock, lab => lab.Play.InstructAsync(Options(misfits), TimeSpan.FromDays(7)));

    /// <summary>A laboratory with an open passage.</summary>
    public static Task<ConsoleLab> OpenedAsync(bool misfits = false, TimeProvider? clock = null) =>
        PreparedAsync(misfits, clock, lab => lab.Play.OpenAsync(Options(misfits), TimeSpan.FromDays(7)));

    /// <summary>Runs a command line as the operator of this machine, who has an account too; the server goes on beside it.</summary>
    public async Task<string> RunAsync(params string[] args)
    {
        await LinkOperatorAsync();
        var (exit, output, error) = await Script.TryAsync(show: false, args);
        Assert.True(exit is 0 or (int)ErrorKind.PartlyDone, $"{string.Join(' ', args)}: {exit} {error}");
        return output;
    }

    private async Task LinkOperatorAsync()
    {
        await using var state = Installation.OpenState();
        var here = await state.Set<PersonRow>().Where(row => row.SystemAccount == Environment.UserName).Select(row => row.Id).SingleAsync(Stop);
        if (!await state.Set<AccountRow>().AnyAsync(row => row.Person == here, Stop))
        {
            var now = Clock.GetUtcNow();
            state.Add(new AccountRow
            {
                Person = here, EnrolledAt = now, Undertaking = Undertaking.Version, UndertakenAt = now, TrainedOn = DateOnly.FromDateTime(now.UtcDateTime),
            });
            await state.SaveChangesAsync(Stop);
        }
    }

    /// <summary>The director's signature of a file's bytes, made on the laboratory's own machine.</summary>
    public Task<byte[]> SignAsync(string name, byte[] bytes)
    {
        using var director = SshSigner.Load(Stage.DirectorKey);
        return Task.FromResult(Encoding.ASCII.GetBytes(director.Sign(Path.GetFileNameWithoutExtension(name) + "@ecluse", bytes).Armor()));
    }

    /// <summary>The text of a page once it says something and nothing is at work on it any more.</summary>
    public async Task<string> UntilAsync(Browser browser, string path, string says)
    {
        var workshop = Server.Workshop;
        while (true)
        {
            var next = workshop.NextChange;
            var text = await browser.TextAsync(path + "?lang=en");
            if (!workshop.IsAtWork)
            {
                // What it was when the job had ended, not a moment before.
                text = await browser.TextAsync(path + "?lang=en");
                Assert.True(text.Contains(says, StringComparison.Ordinal), $"{path} does not say: {says}\n{text}");
                return text;
            }

            await next.WaitAsync(TimeSpan.FromMinutes(2), Stop);
        }
    }

    /// <summary>A browser in which somebody of that role has just signed in.</summary>
    public async Task<Browser> AsAsync(Role role, DateTimeOffset? since = null, string? controller = null, bool isBound = true, string device = "")
    {
        var (person, token) = ("person:" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        var now = Clock.GetUtcNow();
        await using var state = Installation.OpenState();
        state.Add(new PersonRow { Id = person, Name = "Nadia Kervella", Organisation = controller ?? "Solvane Santé", Controller = controller, Role = RoleNames.Of(role) });
        state.Add(new AccountRow
        {
            Person = person, EnrolledAt = now, Undertaking = isBound ? Undertaking.Version : null, UndertakenAt = isBound ? now : null,
            TrainedOn = isBound ? DateOnly.FromDateTime(now.UtcDateTime) : null,
        });
        state.Add(new SessionRow
        {
            TokenSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), Person = person,
            BegunAt = since ?? now, SeenAt = now, Network = "127.0.0.1", Device = device,
        });
        await state.SaveChangesAsync(Stop);
        var browser = new Browser(Server.Address, Stop) { Agent = device };
        browser.Hold("ecluse-session", token);
        Last = (person, token);
        return browser;
    }

    /// <summary>Id and token of whoever signed in last.</summary>
    public (string Person, string Token) Last { get; private set; }

    /// <summary>Every act of the journal with who did it, in order.</summary>
    public async Task<(string Name, string By)[]> ActsAsync()
    {
        var acts = new List<(string, string)>();
        await foreach (var entry in Installation.Journal.EntriesAsync(0, Stop))
        {
            acts.Add((entry.Act.Name, entry.Act.By));
        }

        return [.. acts];
    }

    public string Of(params string[] segments) => folder.Of(["lab", .. segments]);

    /// <summary>Ends the server and starts another one on the same folder.</summary>
    public async Task RestartAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            await Installation.DisposeAsync();
        }

        installation = await Installation.OpenAsync(new DataFolder(Stage.Data), Clock, Stop);
        server = await Server.StartAsync(new ServerParts(installation), new Site(Server.Name), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Installation.DisposeAsync();
        folder.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SampleOptions Options(bool misfits) => new()
    {
        Patients = 60, PatientsBeforeBound = 6, Misfits = misfits ? new SampleMisfits() : SampleMisfits.None,
    };

    private static async Task<ConsoleLab> PreparedAsync(bool misfits, TimeProvider? clock, Func<ConsoleLab, Task> prepare)
    {
        var lab = new ConsoleLab(clock ?? TimeProvider.System);
        await prepare(lab);
        await lab.RestartAsync();
        return lab;
    }
}
