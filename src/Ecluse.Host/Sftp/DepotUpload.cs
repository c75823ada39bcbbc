using System.Buffers;
using Ecluse.Errors;
using Ecluse.Spaces;

namespace Ecluse.Host.Sftp;

/// <summary>
/// An object of the depot on its way in. Sealing and the disk go on beside the receiving, some pieces behind it; what fails there is
/// told with the next write, and at the latest before the client hears that the file is closed.
/// </summary>
internal sealed class DepotUpload(Exchange exchange, Upload upload, string person) : ISftpUpload
{
    /// <summary>Bytes of a piece.</summary>
    public const int PieceBytes = 1024 * 1024;

    /// <summary>How many pieces of one upload may be behind.</summary>
    public const int PiecesMax = 24;

    /// <summary>How many of them each upload has for itself; the others come out of what all share.</summary>
    public const int OwnMax = 2;

    /// <summary>How many pieces all uploads together may be behind, their own not counted.</summary>
    public const int SharedMax = 96;

    private static readonly SemaphoreSlim Shared = new(SharedMax);

    private readonly SemaphoreSlim own = new(OwnMax);
    private int borrowed;
    private Task sealing = Task.CompletedTask;
    private byte[]? piece;
    private int filled;
    private bool isEnded;

    /// <inheritdoc/>
    public long Front { get; private set; } = upload.Position;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        MustNotHaveFailed();
        var isFirst = Front == 0;
        Front += bytes.Length;
        while (bytes.Length > 0)
        {
            piece ??= Take();
            var count = Math.Min(bytes.Length, PieceBytes - filled);
            bytes[..count].CopyTo(piece.AsSpan(filled));
            filled += count;
            bytes = bytes[count..];
            if (filled == PieceBytes)
            {
                Send();
            }
        }

        // What is not sealed is refused at its first bytes.
        if (isFirst)
        {
            Finish();
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        Finish();
        upload.CompleteAsync(CancellationToken.None).GetAwaiter().GetResult();
        isEnded = true;
    }

    /// <inheritdoc/>
    public void Pause()
    {
        Finish();
        upload.CutAsync().GetAwaiter().GetResult();
        isEnded = true;
    }

    public void Dispose()
    {
        try
        {
            if (!isEnded)
            {
                Pause();
            }
        }
        catch (EcluseException)
        {
            // What is not counted is gone; the client was told, or is not there any more.
        }
        finally
        {
            upload.DisposeAsync().AsTask().GetAwaiter().GetResult();
            ForgetIfRefused();
            Return();
            own.Dispose();
        }
    }

    private void MustNotHaveFailed()
    {
        if (sealing.IsFaulted)
        {
            sealing.GetAwaiter().GetResult();
        }
    }

    // Where the disk is slow for one upload, memory that others do not need bridges it; for all at once, nobody's grows.
    private byte[] Take()
    {
        if (!own.Wait(0))
        {
            if (Volatile.Read(ref borrowed) < PiecesMax - OwnMax && Shared.Wait(0))
            {
                Interlocked.Increment(ref borrowed);
            }
            else
            {
                own.Wait();
            }
        }

        return ArrayPool<byte>.Shared.Rent(PieceBytes);
    }

    private void GiveBack(byte[] taken)
    {
        ArrayPool<byte>.Shared.Return(taken, clearArray: true);
        if (own.CurrentCount < OwnMax)
        {
            // The receiving may wait for this one, and for nothing that is shared.
            own.Release();
        }
        else
        {
            Interlocked.Decrement(ref borrowed);
            Shared.Release();
        }
    }

    private void Send()
    {
        var (full, count, before) = (piece!, filled, sealing);
        (piece, filled) = (null, 0);
        sealing = Task.Run(() => SealAsync(before, full, count));
    }

    private async Task SealAsync(Task before, byte[] full, int count)
    {
        try
        {
            await before;
            await upload.WriteAsync(upload.Position, full.AsMemory(0, count), CancellationToken.None);
        }
        finally
        {
            GiveBack(full);
        }
    }

    private void Finish()
    {
        if (filled > 0)
        {
            Send();
        }

        sealing.GetAwaiter().GetResult();
    }

    private void Return()
    {
        if (piece is not null)
        {
            GiveBack(piece);
            piece = null;
        }
    }

    // What was refused as not sealed leaves no name behind.
    private void ForgetIfRefused()
    {
        if (sealing.Exception?.InnerException is not EcluseException { Code: "SPACE-005" } || upload.Object.Received > 0)
        {
            return;
        }

        try
        {
            exchange.RemoveAsync(upload.Object.Space, upload.Object.Id, person, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (EcluseException)
        {
            // The space is closed, or the object gone: it ends by its date.
        }
    }
}
