using Ecluse.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Passages;

/// <summary>
/// A hold on a passage, renewed three times in its length until disposed or lost. A state that is away meanwhile is asked again until
/// the hold has ended by itself.
/// </summary>
internal sealed class PassageLease : ILease
{
    private readonly Func<EcluseState> open;
    private readonly TimeProvider clock;
    private readonly string passage;
    private readonly string owner;
    private readonly TimeSpan length;
    private readonly bool ends;
    private readonly Action<PassageLease> release;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private long renewed;

    public PassageLease(
        Func<EcluseState> open, TimeProvider clock, string passage, string owner, long epoch, TimeSpan length, bool ends,
        Action<PassageLease> release)
    {
        this.open = open;
        this.clock = clock;
        this.passage = passage;
        this.owner = owner;
        this.length = length;
        this.ends = ends;
        this.release = release;
        Epoch = epoch;
        renewed = clock.GetTimestamp();
        renewing = RenewAsync();
    }

    public string Passage => passage;

    public long Epoch { get; }

    public CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        try
        {
            await using var state = open();
            await Mine(state).ExecuteUpdateAsync(row => row.SetProperty(p => p.LeaseOwner, (string?)null));
        }
        catch (Exception away) when (StateFailure.Of(away) is not null)
        {
            // Not given back: it ends by itself, and what the holder has to say of its own work comes first.
        }

        release(this);
        lost.Dispose();
        ended.Dispose();
    }

    /// <summary>Whether the passage is still this holder's, in the transaction of a writing that depends on it.</summary>
    public Task<bool> HoldsAsync(EcluseState state, CancellationToken cancellation) => Mine(state).AnyAsync(cancellation);

    private IQueryable<PassageRow> Mine(EcluseState state) =>
        state.Set<PassageRow>().Where(row => row.Id == passage && row.LeaseOwner == owner && row.Epoch == Epoch);

    private async Task RenewAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(length / 3, clock);
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                if (!await IsRenewedAsync())
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

    private async Task<bool> IsRenewedAsync()
    {
        try
        {
            await using var state = open();
            DateTimeOffset? until = await LeaseClock.NowAsync(state, clock, ended.Token) + length;
            var held = await Mine(state).Where(row => ends || !PassageEnd.Intents.Contains(row.IntentName))
                .ExecuteUpdateAsync(row => row.SetProperty(p => p.LeaseUntil, until), ended.Token);
            renewed = clock.GetTimestamp();
            return held > 0;
        }
        catch (Exception away) when (StateFailure.Of(away) is not null)
        {
            return clock.GetElapsedTime(renewed) < length;
        }
    }
}
