using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Ecluse.Testkit.Servers;

/// <summary>A mail server on loopback, of RFC 5321's fewest commands, that keeps every message byte for byte and can be told to wait before it says so.</summary>
public sealed partial class MailSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<byte[]> messages = new();
    private readonly Task serving;

    /// <summary>Begins to listen.</summary>
    public MailSink()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every message that it has, in the order it came: headers and body, as they were sent.</summary>
    public IReadOnlyList<byte[]> Messages => [.. messages];

    /// <summary>Awaited once a message is there whole, before the sender is told that it is taken; null for nothing.</summary>
    public Func<Task>? BeforeTaken { get; set; }

    /// <summary>The messages by their <c>Message-ID</c>, up to its <c>@</c>.</summary>
    public ILookup<string, byte[]> ById => Messages.ToLookup(message => MessageId().Match(Encoding.UTF8.GetString(message)).Groups[1].Value);

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
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var talking = client;
        try
        {
            var stream = client.GetStream();
            using var lines = new StreamReader(stream, Encoding.Latin1);
            await SayAsync("220 sink");
            while (await lines.ReadLineAsync(stop.Token) is { } line)
            {
                var isData = line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                await SayAsync(isData ? "354 go on" : line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
                if (isData)
                {
                    await TakeAsync(lines);
                    await SayAsync("250 taken");
                }
            }

            ValueTask SayAsync(string words) => stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), stop.Token);
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The sender is gone, or the test is over; a message without its end is none.
        }
    }

    private async Task TakeAsync(StreamReader lines)
    {
        var text = new StringBuilder();
        while (await lines.ReadLineAsync(stop.Token) is var line && line != ".")
        {
            text.Append((line ?? throw new IOException("cut off")) + "\r\n");
        }

        messages.Enqueue(Encoding.Latin1.GetBytes(text.ToString()));
        await (BeforeTaken?.Invoke() ?? Task.CompletedTask).WaitAsync(stop.Token);
    }

    [GeneratedRegex("^Message-I[dD]: <([^@]+)@", RegexOptions.Multiline)]
    private static partial Regex MessageId();
}
