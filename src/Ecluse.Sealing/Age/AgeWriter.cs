using System.Buffers;

namespace Ecluse.Age;

/// <summary>Seals what is written, chunk by chunk. Of plaintext it holds one chunk, in memory that goes round and is cleared.</summary>
internal sealed class AgeWriter(Stream destination, ChunkCipher cipher, bool leaveOpen) : SealingStream
{
    private readonly byte[] plain = ArrayPool<byte>.Shared.Rent(ChunkNonce.ChunkLength);
    private int length;
    private ulong counter;
    private bool closed;
    private bool broken;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        while (buffer.Length > 0)
        {
            // A full chunk waits for what follows: only then is it known not to be the final one.
            if (length == ChunkNonce.ChunkLength)
            {
                WriteChunk(final: false);
            }

            var count = Math.Min(buffer.Length, ChunkNonce.ChunkLength - length);
            buffer[..count].CopyTo(plain.AsSpan(length));
            length += count;
            buffer = buffer[count..];
        }
    }

    public override void Complete()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        WriteChunk(final: true);
        Close(complete: true);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close(complete: false);
            if (!leaveOpen)
            {
                destination.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void WriteChunk(bool final)
    {
        if (broken)
        {
            throw new InvalidOperationException("An earlier write failed; this file cannot be completed.");
        }

        // Until the write returns nobody knows what arrived: if it throws, nothing more may follow.
        broken = true;
        Span<byte> nonce = stackalloc byte[ChunkCipher.NonceLength];
        ChunkNonce.Write(counter++, final, nonce);
        var sealedChunk = ArrayPool<byte>.Shared.Rent(ChunkNonce.SealedChunkLength);
        try
        {
            var sealedBytes = sealedChunk.AsSpan(0, length + ChunkCipher.TagLength);
            cipher.Seal(nonce, plain.AsSpan(0, length), sealedBytes);
            destination.Write(sealedBytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(sealedChunk);
        }

        length = 0;
        broken = false;
    }

    private void Close(bool complete)
    {
        if (closed)
        {
            return;
        }

        closed = true;
        ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        cipher.Dispose();
        if (!complete)
        {
            return;
        }

        (destination as ArmorWriter)?.Complete();
        destination.Flush();
    }
}
