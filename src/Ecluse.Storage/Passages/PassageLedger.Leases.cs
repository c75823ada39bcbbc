using System.Collections.Concurrent;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Storage.Passages;

/// <summary>Who holds a passage: one worker at a time, and whoever ends it waits for him.</summary>
public sealed partial class PassageLedger
{
    private const int ClaimTries = 300;

    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(200);

    // What this ledger's own callers hold now, by passage.
    private readonly ConcurrentDictionary<string, PassageLease> held = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ILease> ClaimAsync(string id, CancellationToken cancellation) => ClaimAsync(id, ends: false, cancellation);

    /// <inheritdoc/>
    public async Task<ILease> ClaimToEndAsync(string id, CancellationToken cancellation)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await ClaimAsync(id, ends: true, cancellation);
            }
            catch (EcluseException held) when (held.Kind == ErrorKind.Locked && tries < ClaimTries)
            {
                await Task.Delay(ClaimPause, clock, cancellation);
            }
        }
    }

    private async Task<ILease> ClaimAsync(string id, bool ends, CancellationToken cancellation)
    {
        var owner = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var row = await RowAsync(state, id, cancellation);
        if (!ends && PassageEnd.Intents.Contains(row.IntentName))
        {
            throw PassageErrors.Ending();
        }

        var now = await LeaseClock.NowAsync(state, clock, cancellation);
        if (row.LeaseOwner is not null && row.LeaseUntil > now)
        {
            throw PassageErrors.HeldByAnother();
        }

        row.LeaseOwner = owner;
        row.LeaseUntil = now + LeaseLength;
        row.Epoch++;
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return held[id] = new PassageLease(open, clock, id, owner, row.Epoch, LeaseLength, ends, Release);
    }

    // A worker that slept past its hold writes nothing when it wakes, also before it has learnt of it: asked in the same transaction.
    private async Task FenceAsync(EcluseState state, Act act, CancellationToken cancellation)
    {
        if (act.Subjects.TryGetValue("passage", out var id) && held.TryGetValue(id, out var lease) && !await lease.HoldsAsync(state, cancellation))
        {
            throw PassageErrors.LeaseLost();
        }
    }

    private void Release(PassageLease lease) => held.TryRemove(KeyValuePair.Create(lease.Passage, lease));
}
