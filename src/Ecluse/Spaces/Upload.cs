using Ecluse.Age;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Spaces;

/// <summary>
/// Somebody writing an object, from its end on. What was written is sealed or kept segment by segment, each counted once it is on the
/// disk for good; what is not counted is gone with this. The file key of a segment lives no longer than the segment's writing.
/// </summary>
public sealed class Upload : IAsyncDisposable
{
    /// <summary>Most plaintext of a segment that the depot seals, bytes.</summary>
    public const int SegmentBytesMax = 16 * 1024 * 1024;

    /// <summary>Most bytes of a piece that a sender sealed.</summary>
    public const int PieceBytesMax = 17 * 1024 * 1024;

    /// <summary>Most segments of an object, the end that the depot seals not counted.</summary>
    public const int SegmentsMax = 10_000;

    private readonly ISpaceLedger ledger;
    private readonly SegmentDepot depot;
    private readonly TimeProvider clock;
    private readonly Space space;
    private readonly IReadOnlyList<AgeRecipient> recipients;
    private readonly Action<Upload> ended;
    private readonly SemaphoreSlim gate = new(1);
    private readonly byte[] head = new byte[SealedHead.Length];
    private int headLength;
    private SegmentWriter? writer;
    private bool isTakenOver;

    internal Upload(ISpaceLedger ledger, SegmentDepot depot, TimeProvider clock, Space space, SpaceObject begun, Action<Upload> ended)
    {
        (this.ledger, this.depot, this.clock, this.space, this.ended) = (ledger, depot, clock, space, ended);
        Object = begun;
        recipients = [.. space.Recipients.Select(AgeRecipient.Parse)];
    }

    /// <summary>The object as it is counted.</summary>
    public SpaceObject Object { get; private set; }

    /// <summary>Where the next byte goes: what is counted, and what is being written besides.</summary>
    public long Position => Object.Received + headLength + (writer?.Taken ?? 0);

    private static ReadOnlySpan<byte> SealedHead => "age-encryption.org/v1\n"u8;

    private bool MustBeSealed => Object.Layout == ObjectLayout.Segments || (Object.Layout == ObjectLayout.OneFile && Object.Received == 0);

    /// <summary>Takes the next bytes.</summary>
    /// <param name="offset">Where the sender believes they go; must be <see cref="Position"/>.</param>
    /// <param name="bytes">Bytes as they are sent.</param>
    /// <param name="cancellation">Stops before they are taken.</param>
    /// <exception cref="WrongOffsetException"><c>SPACE-003</c>.</exception>
    /// <exception cref="EcluseException">
    /// <c>SPACE-004</c>, <c>SPACE-005</c>, <c>SPACE-008</c>, <c>SPACE-017</c> to <c>SPACE-019</c>, <c>SPACE-022</c>; <c>DEPOT-…</c>: what is not counted is gone.
    /// </exception>
    public async Task WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        try
        {
            if (offset != Position)
            {
                throw new WrongOffsetException(offset, Position);
            }

            if (Object.Declared is { } declared && offset + bytes.Length > declared)
            {
                throw SpaceErrors.OtherLength(offset + bytes.Length, declared);
            }

            bytes = TakeHead(bytes);
            while (bytes.Length > 0)
            {
                writer ??= Begin();
                var count = (int)Math.Min(bytes.Length, PartMax - writer.Taken);
                writer.Write(bytes.Span[..count]);
                bytes = bytes[count..];
                await EndFullPartAsync(bytes.Length);
            }
        }
        catch (Exception error) when (error is not WrongOffsetException)
        {
            Drop();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends the segment under way and counts it; does nothing where none is. With the layout <c>segments</c>, what was written is a whole one.</summary>
    /// <exception cref="EcluseException">As <see cref="WriteAsync"/>.</exception>
    public async Task CountAsync(CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        try
        {
            await CountPartAsync();
        }
        catch
        {
            Drop();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets what was written and is not counted.</summary>
    public async Task DropAsync()
    {
        await gate.WaitAsync(CancellationToken.None);
        Drop();
        gate.Release();
    }

    /// <summary>
    /// Ends a request that was cut: what arrived is counted, but for a part of a segment that the sender sealed, which nobody could open.
    /// </summary>
    public Task CutAsync() => Object.Layout == ObjectLayout.Segments || headLength > 0 ? DropAsync() : CountAsync(CancellationToken.None);

    /// <summary>Counts what is left and completes the object.</summary>
    /// <exception cref="EcluseException"><c>SPACE-017</c>: not what was announced; <c>SPACE-024</c>: no end; as <see cref="WriteAsync"/>.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await CountAsync(cancellation);
        await EnterAsync(cancellation);
        try
        {
            if (Object.Declared is { } declared && declared != Object.Received)
            {
                throw SpaceErrors.OtherLength(Object.Received, declared);
            }

            if (MustBeSealed && Object.Received == 0)
            {
                throw SpaceErrors.NotSealed();
            }

            if (Object is { Layout: ObjectLayout.Segments, Segments: < 2 })
            {
                throw SpaceErrors.NoEnd(Object.Segments);
            }

            await EndAsync(await ledger.SegmentsAsync(Object.Id, cancellation));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await TakeOverAsync();
        ended(this);
    }

    /// <summary>Another writer goes on: this one writes nothing more.</summary>
    internal async Task TakeOverAsync()
    {
        isTakenOver = true;
        await DropAsync();
    }

    private int PartMax => Object.Layout == ObjectLayout.Plain ? SegmentBytesMax : PieceBytesMax;

    private async Task EnterAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        if (isTakenOver)
        {
            gate.Release();
            throw SpaceErrors.TakenOver();
        }
    }

    // Nothing is written before it is known to be sealed.
    private ReadOnlyMemory<byte> TakeHead(ReadOnlyMemory<byte> bytes)
    {
        if (!MustBeSealed || writer is not null)
        {
            return bytes;
        }

        var count = Math.Min(bytes.Length, head.Length - headLength);
        bytes.Span[..count].CopyTo(head.AsSpan(headLength));
        headLength += count;
        if (!SealedHead[..headLength].SequenceEqual(head.AsSpan(0, headLength)))
        {
            throw SpaceErrors.NotSealed();
        }

        if (headLength == head.Length)
        {
            var begun = Begin();
            begun.Write(head);
            (writer, headLength) = (begun, 0);
        }

        return bytes[count..];
    }

    private SegmentWriter Begin() => !space.IsOpen(clock.GetUtcNow()) ? throw SpaceErrors.Closed()
        : Object.Segments >= SegmentsMax ? throw SpaceErrors.TooManySegments()
        : Object.Layout == ObjectLayout.Plain ? depot.Seal(space.Id, recipients)
        : depot.Keep(space.Id);

    private async Task EndFullPartAsync(int toCome)
    {
        if (writer!.Taken < PartMax)
        {
            return;
        }

        if (Object.Layout != ObjectLayout.Segments)
        {
            await CountPartAsync();
        }
        else if (toCome > 0)
        {
            throw SpaceErrors.SegmentTooLarge();
        }
    }

    private async Task CountPartAsync()
    {
        if (headLength > 0)
        {
            throw SpaceErrors.NotSealed();
        }

        if (writer is not { } ending)
        {
            return;
        }

        var kind = Object.Layout switch
        {
            ObjectLayout.Segments when Object.Segments == 0 => SegmentKind.Name,
            ObjectLayout.OneFile when Object.Received > 0 => SegmentKind.GoesOn,
            _ => SegmentKind.Begins,
        };
        var done = ending.Complete();
        writer = null;
        try
        {
            // Not to be stopped half way: whether it is counted must be known.
            Object = await ledger.CountAsync(
                space.Id, Object.Id,
                new Segment(Object.Segments, done.Id, kind, Object.Received, done.Taken, done.SealedBytes, done.Sha256Hex),
                CancellationToken.None);
        }
        catch (EcluseException)
        {
            depot.Remove(space.Id, [done.Id]);
            throw;
        }
    }

    // The end is on the disk before the state says complete, and of an object that is complete nothing can be missing behind.
    private async Task EndAsync(IReadOnlyList<Segment> segments)
    {
        var end = Object.Layout == ObjectLayout.Segments ? null : SealEnd(segments);
        var act = SpaceActs.Received(space.Id, Object, end is null ? segments : [.. segments, end]);
        try
        {
            Object = await ledger.CompleteAsync(space.Id, Object.Id, end, clock.GetUtcNow(), act, CancellationToken.None);
        }
        catch (EcluseException) when (end is not null)
        {
            depot.Remove(space.Id, [end.File]);
            throw;
        }
    }

    private Segment SealEnd(IReadOnlyList<Segment> segments)
    {
        var content = segments.Count(one => one.Kind == SegmentKind.Begins);
        using var sealing = depot.Seal(space.Id, recipients);
        sealing.Write(CanonicalDocument.Write(new ObjectEnd(Object.Id, content, Object.Layout == ObjectLayout.Plain ? Object.Received : null)));
        var done = sealing.Complete();
        return new Segment(Object.Segments, done.Id, SegmentKind.End, Object.Received, 0, done.SealedBytes, done.Sha256Hex);
    }

    private void Drop()
    {
        writer?.Dispose();
        writer = null;
        headLength = 0;
    }
}
