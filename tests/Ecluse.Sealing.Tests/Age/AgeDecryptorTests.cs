using System.Text;

namespace Ecluse.Age;

public sealed class AgeDecryptorTests
{
    private const int Chunk = 64 * 1024;
    private const int SealedChunk = Chunk + 16;

    [Theory]
    [InlineData(AgeKeyKind.Hybrid, false)]
    [InlineData(AgeKeyKind.X25519, false)]
    [InlineData(AgeKeyKind.X25519, true)]
    public void Any_flipped_bit_of_any_byte_is_refused(AgeKeyKind kind, bool armor)
    {
        using var identity = AgeIdentity.New(kind);
        var file = Sealing.Seal(Encoding.UTF8.GetBytes("invented"), armor, identity.Recipient);

        for (var index = 0; index < file.Length; index++)
        {
            var altered = file.ToArray();
            altered[index] ^= (byte)(1 << (index % 8));

            // In armor some characters mean nothing: a line may end in CR LF, and white space may stand around.
            Assert.True(
                Refuses(altered, identity) || (armor && MeansTheSame(file, altered)), $"byte {index} of {file.Length}");
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var file = Sealing.Seal(new byte[40], false, identity.Recipient);

        Assert.All(Enumerable.Range(0, file.Length), length => Assert.True(Refuses(file[..length], identity)));
    }

    [Fact]
    public void A_byte_more_is_refused()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        foreach (var length in new[] { 0, 1, Chunk, Chunk + 1 })
        {
            byte[] file = [.. Sealing.Seal(new byte[length], false, identity.Recipient), 0];

            Assert.Equal("AGE-004", Assert.Throws<AgeException>(() => Sealing.Open(file, identity)).Code);
        }
    }

    [Fact]
    public void Chunks_exchanged_repeated_or_left_out_are_refused_and_only_what_stood_before_them_comes_out()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var file = Sealing.Seal(Sealing.Bytes((3 * Chunk) + 5), false, identity.Recipient);
        var start = file.Length - ((3 * SealedChunk) + 5 + 16);
        byte[] Piece(int number) => file[(start + (number * SealedChunk))..Math.Min(
            file.Length, start + ((number + 1) * SealedChunk))];
        byte[] Of(params int[] pieces) => [.. file[..start], .. pieces.SelectMany(Piece)];

        Assert.Equal((3 * Chunk) + 5, ReleasedBefore(Of(0, 1, 2, 3), identity, broken: false));
        Assert.Equal(0, ReleasedBefore(Of(1, 0, 2, 3), identity));
        Assert.Equal(Chunk, ReleasedBefore(Of(0, 0, 1, 2, 3), identity));
        Assert.Equal(Chunk, ReleasedBefore(Of(0, 2, 3), identity));
        Assert.Equal(3 * Chunk, ReleasedBefore(Of(0, 1, 2), identity));
        Assert.Equal(0, ReleasedBefore(Of(3), identity));
    }

    [Fact]
    public void A_broken_stream_stays_broken()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        byte[] file = [.. Sealing.Seal(new byte[Chunk], false, identity.Recipient), 0];
        using var stream = AgeDecryptor.Open(new MemoryStream(file), [identity]);
        var buffer = new byte[2 * Chunk];

        Assert.Equal(Chunk, stream.Read(buffer));
        Assert.Throws<AgeException>(() => stream.Read(buffer));
        Assert.Throws<AgeException>(() => stream.Read(buffer));
    }

    [Fact]
    public void Another_identity_opens_nothing()
    {
        using var identity = AgeIdentity.New();
        using var classic = AgeIdentity.New(AgeKeyKind.X25519);
        using var stranger = AgeIdentity.New();
        var file = Sealing.Seal([1, 2, 3], false, identity.Recipient);

        var error = Assert.Throws<AgeException>(() => Sealing.Open(file, stranger, classic));

        Assert.Equal("AGE-003", error.Code);
        Assert.Equal([1, 2, 3], Sealing.Open(file, stranger, classic, identity));
    }

    [Fact]
    public void Sealing_and_opening_need_no_more_memory_for_a_larger_file()
    {
        using var identity = AgeIdentity.New();
        Allocated(1, identity);

        var small = Allocated(16, identity);
        var large = Allocated(1_024, identity);

        // Per chunk nothing is allocated; the header, buffers and keys are the same for both.
        Assert.True(large - small < 256 * 1024, $"{small} bytes for 16 chunks, {large} for 1,024");
    }

    private static long Allocated(int chunks, AgeIdentity identity)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var pipe = new RepeatedFile(identity, chunks);
        using var stream = AgeDecryptor.Open(pipe, [identity], AgeEncoding.Binary);
        var buffer = new byte[Chunk];
        long read = 0;
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            read += count;
        }

        Assert.Equal((long)chunks * Chunk, read);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Refuses(byte[] file, AgeIdentity identity)
    {
        try
        {
            Sealing.Open(file, identity);
            return false;
        }
        catch (AgeException)
        {
            return true;
        }
    }

    private static bool MeansTheSame(byte[] file, byte[] altered) => Bare(file) == Bare(altered);

    private static string Bare(byte[] file) => Encoding.Latin1.GetString(file).Trim(' ', '\t', '\r', '\n');

    private static long ReleasedBefore(byte[] file, AgeIdentity identity, bool broken = true)
    {
        using var stream = AgeDecryptor.Open(new MemoryStream(file), [identity]);
        long released = 0;
        try
        {
            for (var next = stream.ReadByte(); next >= 0; next = stream.ReadByte())
            {
                released++;
            }

            Assert.False(broken);
        }
        catch (AgeException)
        {
            Assert.True(broken);
        }

        return released;
    }

    /// <summary>Seals a file of any size while it is being read, in one chunk's memory.</summary>
    private sealed class RepeatedFile : Stream
    {
        private readonly byte[] plain = new byte[Chunk];
        private readonly MemoryStream held = new(2 * SealedChunk);
        private readonly SealingStream sealing;
        private int chunks;

        public RepeatedFile(AgeIdentity identity, int chunks)
        {
            this.chunks = chunks;
            sealing = AgeEncryptor.Start(held, [identity.Recipient], leaveOpen: true);
            held.Position = 0;
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            while (held.Position == held.Length && chunks >= 0)
            {
                held.SetLength(0);
                if (chunks-- > 0)
                {
                    sealing.Write(plain);
                }
                else
                {
                    sealing.Complete();
                }

                held.Position = 0;
            }

            return held.Read(buffer);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            sealing.Dispose();
            held.Dispose();
            base.Dispose(disposing);
        }
    }
}
