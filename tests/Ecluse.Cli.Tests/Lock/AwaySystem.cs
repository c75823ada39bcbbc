using System.Net;
using System.Net.Sockets;

namespace Ecluse.Cli.Lock;

/// <summary>
/// A target that is away: in its place something on loopback hangs up on everybody, and counts who tried. Nobody is hung up on before
/// he is counted.
/// </summary>
internal sealed class AwaySystem : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string path;
    private readonly string before;
    private int attempts;

    public AwaySystem(PreparedPassage passage)
    {
        listener.Start();
        path = passage.Of("connections.yaml");
        before = File.ReadAllText(path);
        var lines = before.Split('\n').Select(line => line.StartsWith("kalisil:", StringComparison.Ordinal)
            ? $"kalisil: {{ role: target, engine: postgres, address: 127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}, database: lab, user: ecluse }}"
            : line);
        File.WriteAllText(path, string.Join('\n', lines));
        _ = HangUpAsync();
    }

    /// <summary>Connections tried so far.</summary>
    public int Attempts => Volatile.Read(ref attempts);

    /// <summary>The target is back.</summary>
    public void Dispose()
    {
        File.WriteAllText(path, before);
        listener.Dispose();
    }

    private async Task HangUpAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref attempts);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed.
        }
    }
}
