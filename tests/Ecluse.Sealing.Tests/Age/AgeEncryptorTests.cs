using System.Text;
using CsCheck;

namespace Ecluse.Age;

public sealed class AgeEncryptorTests
{
    private const int Chunk = 64 * 1024;

    [Theory]
    [InlineData(AgeKeyKind.Hybrid)]
    [InlineData(AgeKeyKind.X25519)]
    public void What_is_sealed_opens_to_the_same_bytes_at_every_size_around_a_chunk(AgeKeyKind kind)
    {
        using var identity = AgeIdentity.New(kind);
        Gen.Select(Gen.Int[0, 3], Gen.Int[-2, 2], Gen.Bool).Sample(
            (chunks, around, armor) =>
            {
                var plain = Sealing.Bytes(Math.Max(0, (chunks * Chunk) + around));

                var file = Sealing.Seal(plain, armor, identity.Recipient);

                Assert.Equal(plain, Sealing.Open(file, identity));
            },
            iter: 60);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Chunk, 1)]
    [InlineData(Chunk + 1, 2)]
    [InlineData(2 * Chunk, 2)]
    public void A_sealed_file_is_as_long_as_the_format_says(int length, int chunks)
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);

        var file = Sealing.Seal(new byte[length], false, identity.Recipient);

        var header = file.AsSpan().IndexOf("\n--- "u8) + "\n--- ".Length + 43 + 1;
        Assert.Equal(header + 16 + length + (16 * chunks), file.Length);
    }

    [Fact]
    public void Each_recipient_opens_a_file_sealed_to_several()
    {
        AgeIdentity[] identities = [AgeIdentity.New(), AgeIdentity.New(), AgeIdentity.New()];

        var file = Sealing.Seal([1, 2, 3], false, [.. identities.Select(identity => identity.Recipient)]);

        Assert.All(identities, identity => Assert.Equal([1, 2, 3], Sealing.Open(file, identity)));
    }

    [Fact]
    public void A_passphrase_opens_what_it_sealed()
    {
        var file = Sealing.Seal([1, 2, 3], false, new ScryptRecipient("phrase de passe", workFactor: 10));

        using var right = new ScryptIdentity("phrase de passe");
        using var wrong = new ScryptIdentity("phrase de passe ");
        Assert.Equal([1, 2, 3], Sealing.Open(file, right));
        Assert.Equal("AGE-003", Assert.Throws<AgeException>(() => Sealing.Open(file, wrong)).Code);
    }

    [Fact]
    public void Two_files_of_the_same_bytes_have_nothing_in_common_after_the_first_line()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);

        var first = Encoding.Latin1.GetString(Sealing.Seal([1, 2, 3], false, identity.Recipient)).Split('\n');
        var second = Encoding.Latin1.GetString(Sealing.Seal([1, 2, 3], false, identity.Recipient)).Split('\n');

        Assert.Empty(first.Skip(1).Intersect(second.Skip(1)));
    }

    [Fact]
    public void Recipients_of_different_strength_are_never_mixed()
    {
        using var hybrid = AgeIdentity.New();
        using var classic = AgeIdentity.New(AgeKeyKind.X25519);
        var phrase = new ScryptRecipient("phrase", workFactor: 10);

        AgeRecipient[][] mixtures =
        [
            [hybrid.Recipient, classic.Recipient], [classic.Recipient, hybrid.Recipient],
            [phrase, classic.Recipient], [hybrid.Recipient, phrase], [phrase, phrase],
        ];

        Assert.All(mixtures, mixture => Assert.Equal(
            "AGE-009", Assert.Throws<AgeException>(() => Sealing.Seal([], false, mixture)).Code));
        Assert.Equal("AGE-008", Assert.Throws<AgeException>(() => Sealing.Seal([], false)).Code);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(Chunk, false)]
    [InlineData((2 * Chunk) + 1, true)]
    public void A_file_abandoned_before_its_end_is_never_a_file(int length, bool armor)
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        using var file = new MemoryStream();
        using (var stream = AgeEncryptor.Start(file, [identity.Recipient], armor, leaveOpen: true))
        {
            stream.Write(new byte[length]);
        }

        var error = Assert.Throws<AgeException>(() => Sealing.Open(file.ToArray(), identity));
        Assert.Equal(armor ? AgeFailure.Armor : AgeFailure.Payload, error.Failure);
    }

    [Fact]
    public void Nothing_can_be_written_after_the_end()
    {
        using var identity = AgeIdentity.New();
        using var stream = AgeEncryptor.Start(new MemoryStream(), [identity.Recipient]);
        stream.Complete();

        Assert.Throws<ObjectDisposedException>(() => stream.Write([1]));
        Assert.Throws<ObjectDisposedException>(stream.Complete);
    }

    [Fact]
    public void A_file_whose_write_failed_cannot_be_completed()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        using var disk = new FullDisk(Chunk);
        using var stream = AgeEncryptor.Start(disk, [identity.Recipient]);

        Assert.Throws<IOException>(() => stream.Write(new byte[4 * Chunk]));
        disk.Room = long.MaxValue;
        Assert.Throws<InvalidOperationException>(stream.Complete);
    }

    private sealed class FullDisk(long room) : MemoryStream
    {
        public long Room { get; set; } = room;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > Room)
            {
                throw new IOException("no space left");
            }

            base.Write(buffer);
        }
    }
}
