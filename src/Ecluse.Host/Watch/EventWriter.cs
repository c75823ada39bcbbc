using System.Threading.Channels;
using Ecluse.Errors;
using Ecluse.Storage.Watch;
using Ecluse.Watch;

namespace Ecluse.Host.Watch;

/// <summary>
/// Takes events from whoever sees them and keeps them, one writer for all: nobody waits for it. What does not fit in the queue is counted, and
/// the count is an event.
/// </summary>
internal sealed class EventWriter : IAsyncDisposable
{
    /// <summary>Events that wait at most.</summary>
    public const int QueueMax = 16_384;

    private const int BatchMax = 2000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(WatchEvent? Seen, TaskCompletionSource? Kept)> queue = Channel.CreateBounded<(WatchEvent?, TaskCompletionSource?)>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource stop = new();
    private readonly WatchLedger events;
    private readonly TimeProvider clock;
    private readonly Task writing;
    private long lost;

    /// <summary>Begins to write.</summary>
    /// <param name="events">Where they are kept.</param>
    /// <param name="clock">What time it is.</param>
    public EventWriter(WatchLedger events, TimeProvider clock)
    {
        (this.events, this.clock) = (events, clock);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Takes an event; never waits.</summary>
    public void Write(WatchEvent seen)
    {
        if (!queue.Writer.TryWrite((seen, null)))
        {
            Interlocked.Increment(ref lost);
        }
    }

    /// <summary>Waits until what was taken before is kept.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var kept = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync((null, kept), cancellation);
        await kept.Task.WaitAsync(cancellation);
    }

    /// <summary>Keeps what is left, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();

        // A state that cannot be written to does not keep the server from ending.
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        await writing;
        stop.Dispose();
    }

    private async Task WriteAsync()
    {
        var (batch, waiting) = (new List<WatchEvent>(BatchMax), new List<TaskCompletionSource>());
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchMax && queue.Reader.TryRead(out var next))
            {
                if (next.Seen is { } seen)
                {
                    batch.Add(seen);
                }

                if (next.Kept is { } kept)
                {
                    waiting.Add(kept);
                }
            }

            if (Interlocked.Exchange(ref lost, 0) is > 0 and var count)
            {
                batch.Add(new WatchEvent(clock.GetUtcNow(), EventKinds.Lost) { Count = count });
            }

            await KeepAsync(batch);
            waiting.ForEach(one => one.TrySetResult());
            batch.Clear();
            waiting.Clear();
        }
    }

    // Until it is kept or the server ends: a state that is busy or away for a moment loses nothing.
    private async Task KeepAsync(List<WatchEvent> batch)
    {
        while (batch.Count > 0)
        {
            try
            {
                await events.KeepAsync(batch, CancellationToken.None);
                return;
            }
            catch (Exception away) when (away is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException or EcluseException or IOException or TimeoutException)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                await Task.Delay(Pause);
            }
        }
    }
}
