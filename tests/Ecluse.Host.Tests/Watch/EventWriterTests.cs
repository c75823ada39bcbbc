using Ecluse.Storage;
using Ecluse.Storage.Watch;
using Ecluse.Testkit;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Watch;

public sealed class EventWriterTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_taken_is_kept_in_order_also_when_the_writer_ends()
    {
        var data = new DataFolder(folder.Of("data"));
        await data.CreateAsync(Stop);
        await using (var writer = new EventWriter(new WatchLedger(data.Open), TimeProvider.System))
        {
            for (var at = 0; at < 5000; at++)
            {
                writer.Write(new WatchEvent(DateTimeOffset.UnixEpoch, EventKinds.Opened) { Count = at });
            }

            await writer.FlushAsync(Stop);
            Assert.Equal(5000, await CountAsync(data));
            writer.Write(new WatchEvent(DateTimeOffset.UnixEpoch, EventKinds.Opened) { Count = 5000 });
        }

        await using var state = data.Open();
        Assert.Equal(Enumerable.Range(0, 5001).Select(at => (long?)at), await state.Set<WatchEventRow>().OrderBy(row => row.Number).Select(row => row.Count).ToListAsync(Stop));
    }

    [Fact]
    public async Task What_does_not_fit_is_counted_and_the_count_is_an_event()
    {
        var data = new DataFolder(folder.Of("data"));
        await data.CreateAsync(Stop);
        const int Many = EventWriter.QueueMax * 2;

        // Nothing can be written while another transaction is open: the queue fills.
        await using (var holder = data.Open())
        {
            await using var writer = new EventWriter(new WatchLedger(data.Open), TimeProvider.System);
            var transaction = await holder.Database.BeginTransactionAsync(Stop);
            for (var at = 0; at < Many; at++)
            {
                writer.Write(new WatchEvent(DateTimeOffset.UnixEpoch, EventKinds.Opened));
            }

            await transaction.RollbackAsync(Stop);
            await transaction.DisposeAsync();
            await writer.FlushAsync(Stop);
            writer.Write(new WatchEvent(DateTimeOffset.UnixEpoch, EventKinds.Alive));
        }

        await using var state = data.Open();
        var kept = await state.Set<WatchEventRow>().LongCountAsync(row => row.Kind == EventKinds.Opened, Stop);
        var lost = await state.Set<WatchEventRow>().Where(row => row.Kind == EventKinds.Lost).SumAsync(row => row.Count, Stop);
        Assert.True(lost > 0);
        Assert.Equal(Many, kept + lost);
    }

    private static async Task<int> CountAsync(DataFolder data)
    {
        await using var state = data.Open();
        return await state.Set<WatchEventRow>().CountAsync(Stop);
    }
}
