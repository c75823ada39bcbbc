namespace Ecluse.Passages;

/// <summary>
/// Opens parcels one after the other, the next one while the one before is loaded: the second core unseals and decompresses
/// meanwhile. Holds two parcels' plain bytes, in two rooms used in turn.
/// </summary>
/// <param name="parcels">What is to be opened, in this order.</param>
/// <param name="open">Opens a parcel into a room that is large enough; fails when the parcel is not the one that was sealed.</param>
internal sealed class ParcelsAhead(IEnumerable<Parcel> parcels, Func<Parcel, byte[], ReadOnlyMemory<byte>> open) : IAsyncDisposable
{
    private readonly Queue<Parcel> coming = new(parcels);
    private byte[] free = [];
    private byte[] taken = [];
    private Task<ReadOnlyMemory<byte>>? next;

    /// <summary>The next parcel's plain bytes, valid until the following call; what was wrong with it is thrown here and not before.</summary>
    public async Task<ReadOnlyMemory<byte>> TakeAsync()
    {
        next ??= Start();
        var bytes = await next;
        next = null;
        (free, taken) = (taken, free);
        if (coming.Count > 0)
        {
            next = Start();
        }

        return bytes;
    }

    /// <summary>Waits for what is being opened.</summary>
    public async ValueTask DisposeAsync()
    {
        if (next is not null)
        {
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private Task<ReadOnlyMemory<byte>> Start()
    {
        var parcel = coming.Dequeue();
        if (free.Length < parcel.PlainBytes)
        {
            free = new byte[parcel.PlainBytes];
        }

        var room = free;
        return Task.Run(() => open(parcel, room));
    }
}
