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
            await using var pipes = new SessionPipes(tree);
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
            await using var pipes = new SessionPipes(tree);
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
        await using var pipes = new SessionPipes(new CountingTree());
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
        await using var pipes = new SessionPipes(tree, TimeSpan.FromSeconds(1)) { IsReading = false };
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
        await using var quiet = new SessionPipes(new CountingTree(), TimeSpan.FromSeconds(1));
        await quiet.EndedAsync();

        await using var ended = new SessionPipes(new CountingTree(), TimeSpan.FromHours(1));
        await ended.SendAsync(Packets.Framed(Packets.Init()));
        ended.Connection.End();
        await ended.EndedAsync();
    }

    [Fact]
    public async Task When_sshd_lets_go_of_its_end_it_ends_though_the_pipes_are_open()
    {
        await using var pipes = new SessionPipes(new CountingTree(), TimeSpan.FromHours(1));
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
}
