using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Ecluse.Host.Sftp;

/// <summary>
/// A client's connection as sshd's session hands it over: two pipes, and the socket they came over, which lives as long as the session
/// at sshd. Reading and writing wait; whoever waits is woken when the socket is shut.
/// </summary>
internal sealed class HandedConnection(SafeFileHandle input, SafeFileHandle output, Socket socket) : IDisposable
{
    private const int PipeBytes = 1024 * 1024;

    /// <summary>Without a byte for so long, it is over.</summary>
    public static readonly TimeSpan IdleLongest = TimeSpan.FromMinutes(15);

    private int isEnded;

    /// <summary>How long a read or a write waits; tests have less patience.</summary>
    public TimeSpan Patience { get; init; } = IdleLongest;

    /// <summary>Makes both pipes wide and never blocking.</summary>
    public void Prepare()
    {
        SystemCalls.Prepare(input, PipeBytes);
        SystemCalls.Prepare(output, PipeBytes);
    }

    /// <summary>Reads what there is; waits for at least one byte.</summary>
    /// <returns>0 once there will be none.</returns>
    public int Read(Span<byte> into)
    {
        while (isEnded == 0)
        {
            if (SystemCalls.Read(input, into) is { } count)
            {
                return count;
            }

            if (!SystemCalls.Wait(input, toWrite: false, socket.SafeHandle, Patience))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Writes all of it.</summary>
    /// <returns>False where nobody reads any more, or for too long.</returns>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (isEnded != 0 || SystemCalls.Write(output, bytes) is not { } count
                || (count == 0 && !SystemCalls.Wait(output, toWrite: true, socket.SafeHandle, Patience)))
            {
                return false;
            }

            bytes = bytes[count..];
        }

        return true;
    }

    /// <summary>Ends it from another thread: whoever reads or writes comes back at once.</summary>
    public void End()
    {
        Interlocked.Exchange(ref isEnded, 1);
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other end was quicker.
        }
        catch (ObjectDisposedException)
        {
            // It is over already.
        }
    }

    /// <summary>Tells the forced command how it ended.</summary>
    public void Tell(string words)
    {
        try
        {
            socket.Send(System.Text.Encoding.UTF8.GetBytes(words));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It did not wait to hear it.
        }
    }

    public void Dispose()
    {
        input.Dispose();
        output.Dispose();
        socket.Dispose();
    }
}
