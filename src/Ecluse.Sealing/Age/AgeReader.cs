using System.Security.Cryptography;

namespace Ecluse.Age;

/// <summary>
/// The plaintext of a sealed file. Gives out only bytes of chunks that hold, and ends in an error, never as if the file
/// were whole, when the final chunk is missing or anything follows it.
/// </summary>
internal sealed class AgeReader(ByteSource source, ChunkCipher cipher, bool leaveOpen) : ReadOnlyStream
{
    private readonly byte[] sealedChunk = new byte[ChunkNonce.SealedChunkLength];
    private readonly byte[] plain = new byte[ChunkNonce.ChunkLength];
    private int position;
    private int length;
    private ulong counter;
    private bool complete;
    private AgeException? failure;

    public override int Read(Span<byte> buffer)
    {
        while (position == length && buffer.Length > 0)
        {
            if (failure is not null)
            {
                throw failure;
            }

            if (complete)
            {
                return 0;
            }

            ReadChunk();
        }

        var count = Math.Min(buffer.Length, length - position);
        plain.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(plain);
            position = length = 0;
            complete = true;
            cipher.Dispose();
            if (!leaveOpen)
            {
                source.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void ReadChunk()
    {
        position = length = 0;
        try
        {
            var count = source.ReadBlock(sealedChunk);
            complete = Open(sealedChunk.AsSpan(0, count));
            length = Math.Max(0, count - ChunkCipher.TagLength);
            if (complete)
            {
                RefuseTrailing();
            }

            counter++;
        }
        catch (AgeException error)
        {
            failure = error;
        }
    }

    /// <summary>Opens a chunk into the buffer and says whether it is the final one.</summary>
    private bool Open(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < ChunkCipher.TagLength)
        {
            throw Broken("the final chunk is missing or cut", "le dernier bloc manque ou est coupé");
        }

        if (chunk.Length == ChunkCipher.TagLength && counter > 0)
        {
            throw Broken("the final chunk is empty", "le dernier bloc est vide");
        }

        if (chunk.Length == ChunkNonce.SealedChunkLength && TryOpen(chunk, final: false))
        {
            return false;
        }

        return TryOpen(chunk, final: true)
            ? true
            : throw Broken("its seal does not hold", "son sceau ne tient pas");
    }

    private bool TryOpen(ReadOnlySpan<byte> chunk, bool final)
    {
        Span<byte> nonce = stackalloc byte[ChunkCipher.NonceLength];
        ChunkNonce.Write(counter, final, nonce);
        return cipher.TryOpen(nonce, chunk, plain.AsSpan(0, chunk.Length - ChunkCipher.TagLength));
    }

    private void RefuseTrailing()
    {
        // The final chunk itself holds and is given out; the error follows it, at the latest at the end of the stream.
        if (source.Next() >= 0)
        {
            throw Broken("bytes follow the final chunk", "des octets suivent le dernier bloc");
        }
    }

    private AgeException Broken(string english, string french) => AgeErrors.Payload(counter, english, french);
}
