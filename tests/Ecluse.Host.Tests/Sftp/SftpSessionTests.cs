using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ecluse.Host.Sftp;

public sealed class SftpSessionTests
{
    [Fact]
    public async Task Cut_at_any_byte_it_ends_and_lets_go_of_what_is_open()
    {
        var whole = Script();
        for (var cut = 0; cut < whole.Length; cut++)
        {
            var tree = new CountingTree();
            await using var pipes = new Pipes(tree);
            await pipes.SendAsync(whole.AsMemory(0, cut));
            pipes.CloseInput();
            await pipes.EndedAsync();

            Assert.Equal(0, tree.Open);
            Assert.DoesNotContain("a", tree.Inner.Complete.Keys);
        }
    }

    [Fact]
    public async Task Packets_come_in_pieces_of_any_length()
    {
        foreach (var piece in new[] { 1, 3, 7, 64, 10_000 })
        {
            var tree = new CountingTree();
            await using var pipes = new Pipes(tree);
            byte[] whole = [.. Script(), .. Packets.Framed(Packets.Close(4, Packets.U32(1)))];
            foreach (var part in whole.Chunk(piece))
            {
                await pipes.SendAsync(part);
            }

            pipes.CloseInput();
            await pipes.EndedAsync();
            Assert.True(tree.Inner.Complete["a"]);
            Assert.Equal(200, tree.Inner.Objects["a"].Length);
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(SftpConversation.PacketBytesMax + 1u)]
    [InlineData(uint.MaxValue)]
    public async Task A_length_that_is_none_ends_it_and_nothing_is_made_of_it(uint length)
    {
        await using var pipes = new Pipes(new CountingTree());
        await pipes.SendAsync(Packets.Framed(Packets.Init()));
        await pipes.SendAsync(Packets.U32(length));
        await pipes.EndedAsync();

        Assert.InRange(pipes.Allocated, 1, 4 << 20);
    }

    [Fact]
    public async Task Who_reads_no_answers_is_not_read_from_and_is_sent_away_in_time()
    {
        var tree = new CountingTree();
        tree.Inner.Objects["a"] = new MemoryStream(new byte[200_000]);
        await using var pipes = new Pipes(tree, TimeSpan.FromSeconds(1)) { IsReading = false };
        await pipes.SendAsync(Packets.Framed(Packets.Init()));
        await pipes.SendAsync(Packets.Framed(Packets.Open(1, $"/{MemoryTree.Space}/a", 1)));
        var flood = Enumerable.Repeat(Packets.Framed(Packets.Read(2, Packets.U32(1), 0, 200_000)), 1000).SelectMany(one => one).ToArray();
        await pipes.SendAsync(flood);
        await pipes.EndedAsync();

        // Two hundred megabytes were asked for.
        Assert.InRange(pipes.Allocated, 1, 16 << 20);
        Assert.Equal(0, tree.Open);
    }

    [Fact]
    public async Task Who_says_nothing_is_sent_away_in_time_and_ended_at_once_where_asked()
    {
        await using var quiet = new Pipes(new CountingTree(), TimeSpan.FromSeconds(1));
        await quiet.EndedAsync();

        await using var ended = new Pipes(new CountingTree(), TimeSpan.FromHours(1));
        await ended.SendAsync(Packets.Framed(Packets.Init()));
        ended.Connection.End();
        await ended.EndedAsync();
    }

    [Fact]
    public async Task When_sshd_lets_go_of_its_end_it_ends_though_the_pipes_are_open()
    {
        await using var pipes = new Pipes(new CountingTree(), TimeSpan.FromHours(1));
        await pipes.SendAsync(Packets.Framed(Packets.Init()));
        pipes.CloseControl();
        await pipes.EndedAsync();
    }

    private static byte[] Script() =>
    [
        .. Packets.Framed(Packets.Init()), .. Packets.Framed(Packets.Open(1, $"/{MemoryTree.Space}/a", 2 | 8 | 16)),
        .. Packets.Framed(Packets.Write(2, Packets.U32(1), 0, new byte[100])), .. Packets.Framed(Packets.Write(3, Packets.U32(1), 100, new byte[100])),
    ];

    /// <summary>Counts what is open.</summary>
    private sealed class CountingTree : ISftpTree
    {
        private int open;

        public MemoryTree Inner { get; } = new();

        public int Open => open;

        public IReadOnlyList<SftpEntry>? List(SftpPath path) => Inner.List(path);

        public SftpEntry? Find(SftpPath path) => Inner.Find(path);

        public ISftpUpload Write(SftpPath path, OpenFlags how) => new Upload(Inner.Write(path, how), this);

        public ISftpSegment Read(SftpPath path) => new Segment(Inner.Read(path), this);

        public void Rename(SftpPath from, SftpPath to) => Inner.Rename(from, to);

        public void Remove(SftpPath path) => Inner.Remove(path);

        private sealed class Upload : ISftpUpload
        {
            private readonly ISftpUpload inner;
            private readonly CountingTree tree;

            public Upload(ISftpUpload inner, CountingTree tree)
            {
                (this.inner, this.tree) = (inner, tree);
                tree.open++;
            }

            public long Front => inner.Front;

            public void Write(ReadOnlySpan<byte> bytes) => inner.Write(bytes);

            public void Complete() => inner.Complete();

            public void Pause() => inner.Pause();

            public void Dispose() => tree.open--;
        }

        private sealed class Segment : ISftpSegment
        {
            private readonly ISftpSegment inner;
            private readonly CountingTree tree;

            public Segment(ISftpSegment inner, CountingTree tree)
            {
                (this.inner, this.tree) = (inner, tree);
                tree.open++;
            }

            public long Length => inner.Length;

            public int Read(long offset, Span<byte> into) => inner.Read(offset, into);

            public void Dispose() => tree.open--;
        }
    }

    /// <summary>A session on two pipes, as sshd has them, with the client's ends in hand.</summary>
    private sealed class Pipes : IAsyncDisposable
    {
        private readonly Socket control;
        private readonly Stream toSession;
        private readonly Stream fromSession;
        private readonly Task session;
        private readonly TaskCompletionSource reading = new();

        public Pipes(ISftpTree tree, TimeSpan? patience = null)
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
                while (!reading.Task.IsCompleted && await fromSession.ReadAsync(buffer) > 0)
                {
                    // Somebody who reads and says nothing.
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
}
