using Ecluse.Age;
using Ecluse.Durability;

namespace Ecluse.Depot;

/// <summary>
/// Writes one segment. Until <see cref="Complete"/> returns there is only a <c>.part</c>; disposing before removes it. Its file key is
/// in the memory of this writer and nowhere else, so that nothing can ever be added to a segment afterwards.
/// </summary>
public sealed class SegmentWriter : IDisposable
{
    private readonly string part;
    private readonly Action<string> keep;
    private readonly MeasuredFile file;
    private readonly SealingStream? sealing;
    private bool isClosed;

    internal SegmentWriter(string id, string part, IReadOnlyList<AgeRecipient>? recipients, Action<string> keep)
    {
        Id = id;
        this.part = part;
        this.keep = keep;
        file = new MeasuredFile(part);
        try
        {
            sealing = recipients is null ? null : AgeEncryptor.Start(file, recipients, leaveOpen: true);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Random id under which it lies on the disk.</summary>
    public string Id { get; }

    /// <summary>Bytes that were given to it.</summary>
    public long Taken { get; private set; }

    /// <summary>Takes bytes.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c>, <c>DEPOT-006</c>, <c>DEPOT-011</c>: the segment is abandoned.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        try
        {
            ((Stream?)sealing ?? file).Write(bytes);
            Taken += bytes.Length;
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            Dispose();
            throw DepotException.OfSegment(error);
        }
    }

    /// <summary>Ends the seal, flushes the file, gives it its name and flushes the folder.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c>, <c>DEPOT-006</c>, <c>DEPOT-011</c>: the segment is abandoned.</exception>
    public SealedSegment Complete()
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        try
        {
            sealing?.Complete();
            file.FlushToDisk();
            var done = new SealedSegment(Id, file.Written, file.Sha256Hex, Taken);
            file.Dispose();
            keep(part);
            isClosed = true;
            sealing?.Dispose();
            return done;
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            Dispose();
            throw DepotException.OfSegment(error);
        }
    }

    /// <summary>Removes what was begun and not completed.</summary>
    public void Dispose()
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        sealing?.Dispose();
        file.Dispose();
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            // It stays among the unfinished, counted by nobody, until it is swept.
        }
    }
}

/// <summary>A segment as it lies in the depot.</summary>
/// <param name="Id">128 random bits, 32 lower-case hexadecimal characters.</param>
/// <param name="SealedBytes">Length of the file.</param>
/// <param name="Sha256Hex">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Taken">Bytes that were given to be sealed, or kept.</param>
public sealed record SealedSegment(string Id, long SealedBytes, string Sha256Hex, long Taken);
