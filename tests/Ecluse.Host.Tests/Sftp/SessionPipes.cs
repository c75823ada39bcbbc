using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ecluse.Host.Sftp;

/// <summary>A session on two pipes, as sshd has them, with the client's ends in hand.</summary>
internal sealed class SessionPipes : IAsyncDisposable
{
    private readonly Socket control;
    private readonly Stream toSession;
    private readonly Stream fromSession;
    private readonly Task session;
    private readonly TaskCompletionSource reading = new();
    private long heard;

    public SessionPipes(ISftpTree tree, TimeSpan? patience = null)
    {
        var (inRead, inWrite) = NewPipe();
        var (outRead, outWrite) = NewPipe();
        (control, var other) = NewSockets();
        Connection = new HandedConnection(inRead, outWrite, other) { Patience = patience ?? TimeSpan.FromMinutes(1) };
        toSession = new FileStream(inWrite, FileAccess.Write, 1);
        fromSession = new FileStream(outRead, FileAccess.Read, 1);
        _ = DrainAsync();
        session = Task.Factory.StartNew(
            () =>
            {
                Connection.Prepare();
                new SftpSession(Connection, tree, () => { }, TimeProvider.System).Run();
                Connection.Dispose();
                Allocated = GC.GetAllocatedBytesForCurrentThread();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public HandedConnection Connection { get; }

    /// <summary>What the session's own thread allocated, garbage included.</summary>
    public long Allocated { get; private set; }

    /// <summary>Bytes of answers that were read.</summary>
    public long Heard => Interlocked.Read(ref heard);

    public bool IsReading
    {
        init
        {
            if (!value)
            {
                reading.TrySetResult();
            }
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await toSession.WriteAsync(bytes, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It had enough.
        }
    }

    public void CloseInput() => toSession.Dispose();

    public void CloseControl() => control.Dispose();

    public Task EndedAsync() => session.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Connection.End();
        await session;
        control.Dispose();
        await toSession.DisposeAsync();
        await fromSession.DisposeAsync();
    }

    private async Task DrainAsync()
    {
        await Task.Yield();
        var buffer = new byte[64 * 1024];
        try
        {
            while (!reading.Task.IsCompleted && await fromSession.ReadAsync(buffer) is > 0 and var count)
            {
                Interlocked.Add(ref heard, count);
            }
        }
        catch (Exception over) when (over is IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static (SafeFileHandle Read, SafeFileHandle Write) NewPipe()
    {
        var ends = new int[2];
        Assert.Equal(0, Pipe(ends, 0x80000));
        return (new SafeFileHandle(ends[0], ownsHandle: true), new SafeFileHandle(ends[1], ownsHandle: true));
    }

    private static (Socket One, Socket Other) NewSockets()
    {
        var ends = new int[2];
        Assert.Equal(0, SocketPair(1, 1 | 0x80000, 0, ends));
        return (new Socket(new SafeSocketHandle(ends[0], ownsHandle: true)), new Socket(new SafeSocketHandle(ends[1], ownsHandle: true)));
    }

    [DllImport("libc", EntryPoint = "pipe2")]
    private static extern int Pipe(int[] ends, int flags);

    [DllImport("libc", EntryPoint = "socketpair")]
    private static extern int SocketPair(int family, int type, int protocol, int[] ends);
}
