using System.Buffers;
using System.Security.Cryptography;
using Ecluse.Age;
using Ecluse.Durability;
using ZstdSharp;

namespace Ecluse.Depot;

/// <summary>
/// Takes NDJSON and leaves a sealed file. Until <see cref="Complete"/> returns there is only a <c>.part</c> that nobody
/// can open; disposing before removes it.
/// </summary>
public sealed class ParcelWriter : SealingStream
{
    private const int CompressionLevel = 1;
    private const int BlockLength = 128 * 1024;

    private readonly string part;
    private readonly Action<string> keep;
    private readonly MeasuredFile file;
    private readonly SealingStream sealing;
    private readonly Compressor compressor = new(CompressionLevel);
    private readonly byte[] block = new byte[BlockLength];
    private readonly string id;
    private SealedParcel? parcel;
    private bool closed;

    internal ParcelWriter(string id, string part, IReadOnlyList<AgeRecipient> recipients, Action<string> keep)
    {
        this.id = id;
        this.part = part;
        this.keep = keep;
        file = new MeasuredFile(part);
        try
        {
            sealing = AgeEncryptor.Start(file, recipients, leaveOpen: true);
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>NDJSON bytes written so far.</summary>
    public long PlainBytes { get; private set; }

    /// <summary>Sealed bytes on the disk so far; what is still in the compressor is not counted.</summary>
    public long SealedBytes => file.Written;

    /// <summary>The parcel, once complete.</summary>
    /// <exception cref="InvalidOperationException">It is not complete.</exception>
    public SealedParcel Parcel => parcel ?? throw new InvalidOperationException("The parcel is not complete.");

    /// <inheritdoc/>
    /// <exception cref="DepotException"><c>DEPOT-004</c> to <c>DEPOT-006</c>: the parcel is abandoned.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        PlainBytes += buffer.Length;
        while (buffer.Length > 0)
        {
            compressor.WrapStream(buffer, block, out var consumed, out var written, isFinalBlock: false);
            Seal(written);
            buffer = buffer[consumed..];
        }
    }

    /// <summary>Ends the frame and the seal, flushes the file, gives it its name and flushes the folder.</summary>
    /// <exception cref="DepotException"><c>DEPOT-004</c> to <c>DEPOT-006</c>: the parcel is abandoned.</exception>
    public override void Complete()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        OperationStatus status;
        do
        {
            status = compressor.WrapStream([], block, out _, out var written, isFinalBlock: true);
            Seal(written);
        }
        while (status == OperationStatus.DestinationTooSmall);

        OnDisk(() =>
        {
            sealing.Complete();
            file.FlushToDisk();
            file.Dispose();
            keep(part);
        });
        parcel = new SealedParcel(id, file.Written, file.Sha256Hex, PlainBytes);
        Release();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed)
        {
            Abandon();
        }

        base.Dispose(disposing);
    }

    private void Seal(int count) => OnDisk(() => sealing.Write(block.AsSpan(0, count)));

    private void OnDisk(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            Abandon();
            throw DepotException.Disk(id, error);
        }
    }

    private void Abandon()
    {
        Release();
        file.Dispose();
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            // It stays among the unfinished, sealed and unreadable, until its passage is removed.
        }
    }

    private void Release()
    {
        closed = true;
        sealing?.Dispose();
        compressor.Dispose();
        CryptographicOperations.ZeroMemory(block);
    }
}
