using CsCheck;

namespace Ecluse.Age;

public sealed class ChunkCipherTests
{
    [Fact]
    public void The_portable_cipher_and_the_systems_give_the_same_bytes()
    {
        if (!System.Security.Cryptography.ChaCha20Poly1305.IsSupported)
        {
            Assert.Skip("missing: ChaCha20Poly1305 of the system");
        }

        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[12], Gen.Byte.Array[0, 300]).Sample(
            (key, nonce, plain) =>
            {
                using var native = new ChunkCipher(key, useNative: true);
                using var portable = new ChunkCipher(key, useNative: false);
                var first = new byte[plain.Length + ChunkCipher.TagLength];
                var second = new byte[plain.Length + ChunkCipher.TagLength];
                var opened = new byte[plain.Length];

                native.Seal(nonce, plain, first);
                portable.Seal(nonce, plain, second);

                Assert.Equal(first, second);
                Assert.True(portable.TryOpen(nonce, first, opened));
                Assert.Equal(plain, opened);
            },
            iter: 200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wrong_tag_gives_nothing_out(bool useNative)
    {
        using var cipher = new ChunkCipher(new byte[32], useNative);
        var sealedBytes = new byte[10 + ChunkCipher.TagLength];
        cipher.Seal(ChunkCipher.ZeroNonce, Sealing.Bytes(10), sealedBytes);
        sealedBytes[^1] ^= 1;
        var plain = Sealing.Bytes(10);

        Assert.False(cipher.TryOpen(ChunkCipher.ZeroNonce, sealedBytes, plain));
        Assert.Equal(new byte[10], plain);
    }
}
