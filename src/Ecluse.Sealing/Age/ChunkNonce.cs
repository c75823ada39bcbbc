using System.Buffers.Binary;

namespace Ecluse.Age;

/// <summary>The STREAM construction's nonce: an 11-byte big-endian counter and the flag of the final chunk.</summary>
internal static class ChunkNonce
{
    /// <summary>Plaintext bytes of every chunk but the last.</summary>
    public const int ChunkLength = 64 * 1024;

    public const int SealedChunkLength = ChunkLength + ChunkCipher.TagLength;

    public static void Write(ulong counter, bool final, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[3..11], counter);
        nonce[^1] = final ? (byte)1 : (byte)0;
    }
}
