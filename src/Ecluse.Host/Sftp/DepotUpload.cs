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

    /// <summary>How many pieces may be behind.</summary>
    public const int PiecesMax = 8;

    private readonly SemaphoreSlim room = new(PiecesMax);
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
            room.Dispose();
        }
    }

    private void MustNotHaveFailed()
    {
        if (sealing.IsFaulted)
        {
            sealing.GetAwaiter().GetResult();
        }
    }

    private byte[] Take()
    {
        room.Wait();
        return ArrayPool<byte>.Shared.Rent(PieceBytes);
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
            ArrayPool<byte>.Shared.Return(full, clearArray: true);
            room.Release();
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
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
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
