using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ecluse.Testkit.Servers;

/// <summary>A receiver on loopback that keeps each connection's bytes as they came; one that is asked by HTTP says 204 to each request.</summary>
public sealed class RawSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<byte[]> received = new();
    private readonly Task serving;

    /// <summary>Begins to listen.</summary>
    public RawSink()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What each connection brought.</summary>
    public IReadOnlyList<byte[]> Received => [.. received];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TakeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TakeAsync(TcpClient client)
    {
        using var talking = client;
        using var bytes = new MemoryStream();
        try
        {
            var (stream, buffer) = (client.GetStream(), new byte[4096]);
            for (int count; (count = await stream.ReadAsync(buffer, stop.Token)) > 0;)
            {
                bytes.Write(buffer, 0, count);
                if (IsWholeRequest(bytes.ToArray()))
                {
                    await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray(), stop.Token);
                    break;
                }
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            // Cut off: what came is kept.
        }

        received.Enqueue(bytes.ToArray());
    }

    private static bool IsWholeRequest(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith("POST ", StringComparison.Ordinal))
        {
            return false;
        }

        var length = text[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is not null && bytes.Length >= end + 4 + int.Parse(length.Split(':')[1], null);
    }
}
