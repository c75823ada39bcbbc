using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecluse.Errors;
using Microsoft.Win32.SafeHandles;

namespace Ecluse.Host.Sftp;

/// <summary>Where sshd's sessions hand their clients over: one Unix socket, one kind of message, one user who may send it.</summary>
internal sealed class SftpDoor : IAsyncDisposable
{
    /// <summary>How long a peer may take to say who comes.</summary>
    public static readonly TimeSpan LineLongest = TimeSpan.FromSeconds(10);

    private const int PathBytesMax = 107;
    private const int WaitingMax = 64;

    private readonly Socket listening;
    private readonly int peer;
    private readonly SftpVisitors visitors;
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    private SftpDoor(Socket listening, int peer, SftpVisitors visitors)
    {
        (this.listening, this.peer, this.visitors) = (listening, peer, visitors);
        accepting = AcceptAsync();
    }

    /// <summary>Opens the door at a path, for this very user.</summary>
    /// <exception cref="EcluseException"><c>SFTP-016</c>: the path is too long for a socket.</exception>
    public static SftpDoor Open(string path, SftpVisitors visitors)
    {
        var length = Encoding.UTF8.GetByteCount(path);
        if (length > PathBytesMax)
        {
            throw SftpErrors.DoorPathTooLong(length, PathBytesMax);
        }

        // What a server that was killed left behind.
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        socket.Listen(WaitingMax);
        return new SftpDoor(socket, SystemCalls.User(), visitors);
    }

    /// <summary>Takes a socket that listens already, as systemd hands it over, for another user.</summary>
    /// <param name="descriptor">Its number.</param>
    /// <param name="peer">Uid of the user under whom sshd runs.</param>
    /// <param name="visitors">Whoever comes.</param>
    public static SftpDoor Take(int descriptor, int peer, SftpVisitors visitors) =>
        new(new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)), peer, visitors);

    /// <summary>Closes the door and ends every session.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listening.Dispose();
        await accepting;
        await visitors.DisposeAsync();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = MeetAsync(await listening.AcceptAsync(stop.Token));
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One that went before it was met.
            }
        }
    }

    private async Task MeetAsync(Socket socket)
    {
        if (SystemCalls.PeerUser(socket) != peer)
        {
            socket.Dispose();
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        patience.CancelAfter(LineLongest);
        try
        {
            // Waits for something to be there; what is there is then taken with its descriptors.
            await socket.ReceiveAsync(Memory<byte>.Empty, patience.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException)
        {
            socket.Dispose();
            return;
        }

        var line = new byte[SftpHandOver.LineBytesMax];
        var (count, handed) = SystemCalls.Receive(socket, line);
        if (handed is not { } pipes)
        {
            if (line.AsSpan(0, Math.Max(0, count)).SequenceEqual(Encoding.ASCII.GetBytes(KeysFeed.Asked)))
            {
                await visitors.TellKeysAsync(socket, stop.Token);
                return;
            }

            await SftpVisitors.TurnAwayAsync(socket, SftpErrors.HandOverRefused());
            return;
        }

        if (Read(line.AsSpan(0, Math.Max(0, count))) is not { } said || !SystemCalls.IsPipeOrSocket(pipes.First) || !SystemCalls.IsPipeOrSocket(pipes.Second))
        {
            pipes.First.Dispose();
            pipes.Second.Dispose();
            await SftpVisitors.TurnAwayAsync(socket, SftpErrors.HandOverRefused());
            return;
        }

        await visitors.WelcomeAsync(said.Key, said.Network, pipes.First, pipes.Second, socket, stop.Token);
    }

    // "hand-over-1 KEY ADDRESS" and a line feed, in one message.
    private static (string Key, string Network)? Read(ReadOnlySpan<byte> line)
    {
        var words = Encoding.Latin1.GetString(line).Split(' ');
        return words is [SftpHandOver.Version, { Length: > 0 and <= 32 } key, [.. var address, '\n']] && key.All(char.IsAscii)
            && IPAddress.TryParse(address, out var network)
                ? (key, network.ToString())
                : null;
    }
}
