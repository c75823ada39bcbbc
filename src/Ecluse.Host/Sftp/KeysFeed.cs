using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Ecluse.Host.Sftp;

/// <summary>Tells sshd's own unit over the door which keys open: the whole list, once and at each change, an empty line after each.</summary>
internal static class KeysFeed
{
    /// <summary>The line with which the unit asks.</summary>
    public const string Asked = "keys-1\n";

    /// <summary>Tells until the other end goes.</summary>
    public static async Task TellAsync(Socket socket, SshKeyShelf keys, CancellationToken cancellation)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        void Note() => changes.Writer.TryWrite(true);
        keys.Changed += Note;
        try
        {
            using (socket)
            {
                var gone = GoneAsync(socket, stop);
                Note();
                await foreach (var _ in changes.Reader.ReadAllAsync(stop.Token))
                {
                    var list = string.Concat((await keys.OpeningAsync(stop.Token)).Select(row => $"{row.Id} {row.PublicKey}\n"));
                    await SendAsync(socket, Encoding.ASCII.GetBytes(list + "\n"), stop.Token);
                }

                await gone;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The unit went, or the door closes.
        }
        finally
        {
            keys.Changed -= Note;
        }
    }

    /// <summary>Reads the lists that the door tells; ends when the connection does.</summary>
    /// <param name="door">Path of the socket.</param>
    /// <param name="take">Gets each list: id and public line of each key.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task ReadAsync(string door, Action<IReadOnlyList<(string Id, string PublicKey)>> take, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(door), cancellation);
            await SendAsync(socket, Encoding.ASCII.GetBytes(Asked), cancellation);
            using var lines = new StreamReader(new NetworkStream(socket), Encoding.ASCII);
            var list = new List<(string, string)>();
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                if (line.Length == 0)
                {
                    take(list);
                    list = [];
                }
                else if (line.Split(' ', 2) is [var id, var key])
                {
                    list.Add((id, key));
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            // Asked again by whoever called.
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
        }
    }

    private static async Task GoneAsync(Socket socket, CancellationTokenSource stop)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], stop.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Gone as well.
        }

        await stop.CancelAsync();
    }
}
