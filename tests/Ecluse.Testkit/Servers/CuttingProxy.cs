using System.Net;
using System.Net.Sockets;

namespace Ecluse.Testkit.Servers;

/// <summary>A line to a server that is cut, or stands still, once so many bytes went one way; after that it holds.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> lines = [];
    private readonly int server;
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;
    private long up;
    private long down;
    private bool isStill;

    /// <param name="server">Port of the server on this machine.</param>
    public CuttingProxy(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where clients come.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The same for a client of HTTP.</summary>
    public Uri Address => new($"http://localhost:{Port}/");

    /// <summary>Cuts, once, when so many bytes more went up.</summary>
    public long? CutUp { get; set; }

    /// <summary>Cuts, once, when so many bytes more went down.</summary>
    public long? CutDown { get; set; }

    /// <summary>Cuts by resetting the connection instead of ending it.</summary>
    public bool Resets { get; set; }

    /// <summary>Cuts nothing, and lets nothing more through.</summary>
    public bool StandsStillInstead { get; set; }

    /// <summary>That a cut, or the standstill, was reached.</summary>
    public Task Reached => reached.Task;

    /// <summary>Ends all lines.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(lines);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                lines.Add(CarryAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        using (var there = new TcpClient())
        {
            try
            {
                await there.ConnectAsync(IPAddress.Loopback, server, stop.Token);
                await Task.WhenAny(
                    CopyAsync(client, there, count => MustCut(ref up, CutUp, count, () => CutUp = null)),
                    CopyAsync(there, client, count => MustCut(ref down, CutDown, count, () => CutDown = null)));
            }
            catch (Exception cut) when (cut is IOException or SocketException or OperationCanceledException)
            {
                // The other side went first.
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Func<int, bool> mustCut)
    {
        var block = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(block, stop.Token) is > 0 and var count)
            {
                if (isStill || mustCut(count))
                {
                    isStill |= StandsStillInstead;
                    reached.TrySetResult();
                    if (Resets)
                    {
                        (from.LingerState, to.LingerState) = (new(true, 0), new(true, 0));
                    }

                    await Task.Delay(isStill ? Timeout.Infinite : 0, stop.Token);
                    return;
                }

                await to.GetStream().WriteAsync(block.AsMemory(0, count), stop.Token);
            }
        }
        catch (Exception cut) when (cut is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side went first.
        }
    }

    private static bool MustCut(ref long gone, long? at, int count, Action once)
    {
        if (at is not { } limit || (gone += count) < limit)
        {
            return false;
        }

        gone = 0;
        once();
        return true;
    }
}
