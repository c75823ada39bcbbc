using Ecluse.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Passages;

/// <summary>A hold on a passage, renewed three times in its length until disposed or lost.</summary>
internal sealed class PassageLease : ILease
{
    private readonly Func<EcluseState> open;
    private readonly TimeProvider clock;
    private readonly string passage;
    private readonly string owner;
    private readonly TimeSpan length;
    private readonly bool ends;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;

    public PassageLease(
        Func<EcluseState> open, TimeProvider clock, string passage, string owner, long epoch, TimeSpan length, bool ends)
    {
        this.open = open;
        this.clock = clock;
        this.passage = passage;
        this.owner = owner;
        this.length = length;
        this.ends = ends;
        Epoch = epoch;
        renewing = RenewAsync();
    }

    public long Epoch { get; }

    public CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        await using (var state = open())
        {
            await Mine(state).ExecuteUpdateAsync(row => row.SetProperty(p => p.LeaseOwner, (string?)null));
        }

        lost.Dispose();
        ended.Dispose();
    }

    private IQueryable<PassageRow> Mine(EcluseState state) =>
        state.Set<PassageRow>().Where(row => row.Id == passage && row.LeaseOwner == owner && row.Epoch == Epoch);

    private async Task RenewAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(length / 3, clock);
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                await using var state = open();
                DateTimeOffset? until = await LeaseClock.NowAsync(state, clock, ended.Token) + length;
                if (await Mine(state).Where(row => ends || !PassageEnd.Intents.Contains(row.IntentName)).ExecuteUpdateAsync(row => row.SetProperty(p => p.LeaseUntil, until)) == 0)
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The holder is done.
        }
    }
}
