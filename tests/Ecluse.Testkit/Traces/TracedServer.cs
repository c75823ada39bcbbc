using System.Net;
using System.Net.Sockets;

namespace Ecluse.Testkit.Traces;

/// <summary>A server under <c>strace</c> that runs until the test kills it; every byte it wrote and sent is then there to be searched.</summary>
public sealed class TracedServer : IAsyncDisposable
{
    private const int SecondsMax = 900;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Task<TracedResult> running;
    private volatile bool isOver;

    private TracedServer(string program, IEnumerable<string> arguments, string? folder, IReadOnlyDictionary<string, string?>? environment) =>
        running = TracedRun.RunAsync(program, arguments, folder: folder, environment: environment, killWhen: () => isOver, seconds: SecondsMax);

    /// <summary>Begins it; the test is skipped by name where strace is missing.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">One argument each.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Variables set on top of this process's.</param>
    public static TracedServer Begin(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        ProcessRun.Require("strace");
        return new TracedServer(program, arguments, folder, environment);
    }

    /// <summary>A port of this machine that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens on a port of 127.0.0.1.</summary>
    public Task ListensAsync(int port) => UntilAsync(
        async () =>
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        $"listening on port {port}");

    /// <summary>Asks again and again until it is true; fails the test when the server ends before, or after two minutes.</summary>
    public async Task UntilAsync(Func<Task<bool>> isTrue, string what)
    {
        for (var until = TimeProvider.System.GetUtcNow() + Patience; !await isTrue(); await Task.Delay(100))
        {
            Assert.False(running.IsCompleted, $"the server ended before {what}: {(running.IsCompletedSuccessfully ? running.Result.Process.ErrorText : "")}");
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"not within {Patience}: {what}");
        }
    }

    /// <summary>Kills it with its children (<c>SIGKILL</c>) and reads its trace.</summary>
    public async Task<TracedResult> KillAsync()
    {
        isOver = true;
        return await running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isOver = true;
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
