using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Storage.Passages;

/// <summary>Who holds a passage: one worker at a time, and whoever ends it waits for him.</summary>
public sealed partial class PassageLedger
{
    private const int ClaimTries = 300;

    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(200);

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
        return new PassageLease(open, clock, id, owner, row.Epoch, LeaseLength, ends);
    }
}
