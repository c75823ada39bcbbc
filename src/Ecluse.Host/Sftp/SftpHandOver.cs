using System.Net.Sockets;
using System.Text;
using Ecluse.Errors;

namespace Ecluse.Host.Sftp;

/// <summary>
/// What the forced command of a key does: it gives its own standard input and output to Écluse over the door's socket, and stays until
/// the session is over. No byte of the client's passes through it.
/// </summary>
internal static class SftpHandOver
{
    /// <summary>Most bytes of the line.</summary>
    public const int LineBytesMax = 256;

    /// <summary>First word of the line.</summary>
    public const string Version = "hand-over-1";

    /// <summary>What the door says after a session that its client ended.</summary>
    public const string Ended = ".";

    private const int AnswerBytesMax = 4096;

    /// <summary>Hands over and waits.</summary>
    /// <param name="door">Path of the socket.</param>
    /// <param name="key">Id of the key, as the forced command has it.</param>
    /// <param name="connection">What sshd says of the connection in <c>SSH_CONNECTION</c>.</param>
    /// <param name="asked">What sshd says was asked for, in <c>SSH_ORIGINAL_COMMAND</c>.</param>
    /// <param name="cancellation">Leaves early; the session ends then.</param>
    /// <returns>What the door said at the end: <see cref="Ended"/>, why nobody came in, or nothing where the server ended it.</returns>
    /// <exception cref="EcluseException"><c>SFTP-015</c>: nobody is behind the door; <c>SFTP-024</c>: something else than SFTP was asked for.</exception>
    public static async Task<string> RunAsync(string door, string key, string connection, string asked, CancellationToken cancellation)
    {
        // A client of another protocol would wait for us to speak first, and we for it.
        if (asked != SshdConfiguration.Subsystem)
        {
            throw SftpErrors.NotSftp();
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(door), cancellation);
        }
        catch (SocketException)
        {
            throw SftpErrors.DoorClosed();
        }

        var client = connection.Split(' ')[0];
        SystemCalls.Send(socket, Encoding.ASCII.GetBytes($"{Version} {key} {client}\n"), 0, 1);
        var answer = new byte[AnswerBytesMax];
        var length = 0;
        while (length < answer.Length && await TryReceiveAsync(socket, answer.AsMemory(length), cancellation) is > 0 and var count)
        {
            length += count;
        }

        return Encoding.UTF8.GetString(answer, 0, length);
    }

    private static async Task<int> TryReceiveAsync(Socket socket, Memory<byte> into, CancellationToken cancellation)
    {
        try
        {
            return await socket.ReceiveAsync(into, cancellation);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
