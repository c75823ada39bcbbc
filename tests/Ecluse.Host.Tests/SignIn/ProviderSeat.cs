using System.Diagnostics;
using System.Net;
using Ecluse.Testkit;

namespace Ecluse.Host.SignIn;

/// <summary>A server, npm's oidc-provider and a forger, and what a browser does between them.</summary>
internal sealed class ProviderSeat : IAsyncDisposable
{
    private const string Secret = "a-secret-of-more-than-thirty-two-characters";

    private static readonly Lazy<Task<string[]>> Ports = new(StartProvidersAsync);

    private ProviderSeat(RunningServer running, string[] ports) => (Running, Real, Forger) = (running, $"http://127.0.0.1:{ports[0]}", $"http://127.0.0.1:{ports[1]}");

    public RunningServer Running { get; }

    /// <summary>The address that a provider sent the browser back to last.</summary>
    public string LastAnswer { get; private set; } = "";

    public string Real { get; }

    private string Forger { get; }

    public static async Task<ProviderSeat> StartAsync()
    {
        var ports = await Ports.Value;
        var running = await RunningServer.StartAsync(now: TimeProvider.System.GetUtcNow());
        var seat = new ProviderSeat(running, ports);
        seat.WriteProviders();
        await running.RestartAsync();
        await TellAsync($"{seat.Real}/_client?redirect={Uri.EscapeDataString(new Uri(running.Server.Address, "/sign-in/from/real").ToString())}");
        await seat.ForgesAsync("");
        return seat;
    }

    /// <summary>Who signs in at the real provider from now on, and what it says of how.</summary>
    public Task SignsInAsAsync(string account, string amr) => TellAsync($"{Real}/_as?account={account}&amr={amr}");

    /// <summary>What the forger does wrong from now on.</summary>
    public Task ForgesAsync(string what) => TellAsync($"{Forger}/_forge?what={what}");

    /// <summary>Follows the links from our page to the provider and back, as one browser, and gives what it shows then.</summary>
    public async Task<string> WalkAsync(Browser browser, string path)
    {
        var answer = await browser.GetAsync(path);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var elsewhere = new HttpClient(handler);
        var own = Running.Server.Address.GetLeftPart(UriPartial.Authority);
        var place = new Uri(own);
        for (var steps = 0; steps < 10 && answer.Headers.Location is { } to; steps++)
        {
            var next = new Uri(place, to);
            if (next.GetLeftPart(UriPartial.Authority) == own)
            {
                LastAnswer = next.PathAndQuery;
                answer = await browser.GetAsync(next.PathAndQuery);
                break;
            }

            place = next;
            answer = await elsewhere.GetAsync(next, TestContext.Current.CancellationToken);
        }

        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();

    private static async Task TellAsync(string address)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string[]> StartProvidersAsync()
    {
        var packages = await NodePackages.OrSkipAsync("oidc");
        var started = Process.Start(new ProcessStartInfo(Programs.Find("node")!, [Path.Combine(packages, "server.mjs")])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = packages,
        })!;
        var errors = started.StandardError.ReadToEndAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => started.Kill();
        var line = await started.StandardOutput.ReadLineAsync();
        Assert.True(line is not null, line is null ? await errors : "");
        _ = started.StandardOutput.ReadToEndAsync();
        return line!.Split(' ');
    }

    private void WriteProviders()
    {
        var secret = Path.Combine(Running.Data.Path, "..", "oidc.secret");
        Write(secret, Secret + "\n");
        string One(string name, string issuer, string organisation = "Éditeur du Val") => $$"""
            {{name}}:
              organisation: {{organisation}}
              issuer: {{issuer}}
              client: ecluse
              secret: { file: {{secret}} }

            """;
        Write(
            Path.Combine(Running.Data.Path, "providers.yaml"),
            One("real", Real) + One("forger", Forger) + One("down", "http://127.0.0.1:9") + One("elsewhere", Forger, "Laboratoire d’ailleurs"));
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
