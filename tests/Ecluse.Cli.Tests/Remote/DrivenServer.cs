using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Host;
using Ecluse.Host.Composition;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Remote;

/// <summary>A server on a prepared passage's folder, with people who have signed in to it from a command line.</summary>
internal sealed class DrivenServer : IAsyncDisposable
{
    private readonly Installation installation;
    private readonly Server server;
    private readonly TestFolder secrets = new();
    private readonly SoftPasskey passkey = new("localhost");

    private DrivenServer(PreparedPassage passage, Installation installation, Server server)
    {
        (Passage, this.installation, this.server) = (passage, installation, server);
        Officer = new Browser(server.Address, Stop);
    }

    public PreparedPassage Passage { get; }

    public Browser Officer { get; }

    public string Address => server.Address.ToString();

    internal Server Server => server;

    internal Installation Installation => installation;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Serves, with a security officer at its console.</summary>
    public static async Task<DrivenServer> StartAsync(PreparedPassage passage)
    {
        var installation = await Installation.OpenAsync(new DataFolder(passage.Stage.Data), passage.Clock, Stop);
        var server = await Server.StartAsync(new ServerParts(installation), new Site(Server.Name), Stop);
        var driven = new DrivenServer(passage, installation, server);
        (await driven.Officer.EnrolAsync(driven.passkey, server.FirstCode!)).EnsureSuccessStatusCode();
        return driven;
    }

    /// <summary>Signs a person in from the command line, as somebody whom the officer invited; undertaking and training stand.</summary>
    public async Task SignInAsync(string role = "operator", string? controller = null)
    {
        using var browser = await EnrolledAsync($"Somebody who is {role}{(controller is null ? "" : " there")}", role, controller);
        Assert.Equal(0, await LoginAsync(browser));
    }

    /// <summary>The browser of somebody whom the officer invited; undertaking and training stand.</summary>
    public async Task<Browser> EnrolledAsync(string name, string role, string? controller = null)
    {
        var code = await Officer.InviteAsync(name, role, controller);
        var browser = new Browser(server.Address, Stop);
        using var key = new SoftPasskey("localhost");
        (await browser.EnrolAsync(key, code)).EnsureSuccessStatusCode();
        await BindAsync(installation, name);
        return browser;
    }

    /// <summary>The person of a browser runs <c>ecluse login</c> and confirms it.</summary>
    public Task<int> LoginAsync(Browser browser, string answer = "yes") => LoginAsync(server.Address, browser, answer);

    /// <summary>The same at any server.</summary>
    public static Task<int> LoginAsync(Uri address, Browser browser, string answer = "yes") =>
        ConfirmedAsync(["login", "--server", address.ToString()], browser, answer);

    /// <summary>The person of a browser runs <c>ecluse ssh-login</c> and confirms it.</summary>
    public Task<int> SshLoginAsync(Browser browser) => ConfirmedAsync(["ssh-login", "--server", Address], browser, "yes");

    private static async Task<int> ConfirmedAsync(string[] command, Browser browser, string answer)
    {
        using var said = new HeardLine();
        var terminal = new Terminal(() => Stream.Null, () => Stream.Null, said, false, Language.English);
        var login = CommandLine.RunAsync(command, terminal, TimeProvider.System);
        var line = await Task.WhenAny(said.Line, login) == said.Line ? await said.Line : throw new InvalidOperationException($"login ended: {await login}");
        (await browser.PostFormAsync("/device/confirm", ("code", line.Split(' ')[^1].Trim()), ("answer", answer))).EnsureSuccessStatusCode();
        return await login;
    }

    /// <summary>The same command on the server's folder, and through the server.</summary>
    public async Task<(Ended Here, Ended There)> BothAsync(params string[] args) => (await HereAsync(args), await ThereAsync(args));

    /// <summary>A command through the server, from a machine that has no data folder.</summary>
    public Task<Ended> ThereAsync(params string[] args) => RunAsync([.. args, "--server", Address, "--data", secrets.Of("nothing")]);

    /// <summary>A command on the server's own folder.</summary>
    public Task<Ended> HereAsync(params string[] args) => RunAsync([.. args, "--data", Passage.Stage.Data]);

    /// <summary>Id of a person by name.</summary>
    public async Task<string> PersonAsync(string name)
    {
        await using var state = installation.OpenState();
        return await state.Set<PersonRow>().Where(one => one.Name == name).Select(one => one.Id).SingleAsync(Stop);
    }

    /// <summary>Makes the account of this machine that of somebody whom the server knows: they act on the folder too.</summary>
    public async Task LinkAsync(string name) => (await HereAsync("person", "link", await PersonAsync(name))).Must(0);

    /// <summary>Puts undertaking and training on somebody's account.</summary>
    public static async Task BindAsync(Installation installation, string name)
    {
        await using var state = installation.OpenState();
        var person = await state.Set<PersonRow>().Where(one => one.Name == name).Select(one => one.Id).SingleAsync(Stop);
        var now = installation.Clock.GetUtcNow();
        await state.Set<AccountRow>().Where(account => account.Person == person).ExecuteUpdateAsync(
            row => row.SetProperty(account => account.Undertaking, Host.Accounts.Undertaking.Version).SetProperty(account => account.UndertakenAt, now)
                .SetProperty(account => account.TrainedOn, DateOnly.FromDateTime(now.UtcDateTime)), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        Officer.Dispose();
        passkey.Dispose();
        await server.DisposeAsync();
        await installation.DisposeAsync();
        secrets.Dispose();
    }

    private async Task<Ended> RunAsync(string[] args)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, () => output, error, false, Language.English);
        var exit = await CommandLine.RunAsync(args, terminal, Passage.Clock);
        return new Ended(exit, System.Text.Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Hands over the first line that a command writes while it goes on running.</summary>
    private sealed class HeardLine : StringWriter
    {
        private readonly TaskCompletionSource<string> line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => line.Task;

        public override Task WriteLineAsync(string? value)
        {
            line.TrySetResult(value ?? "");
            return base.WriteLineAsync(value);
        }
    }
}
