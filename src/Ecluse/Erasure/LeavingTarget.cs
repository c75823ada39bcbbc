using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Erasure;

/// <summary>
/// What of the passage stands in the target goes before its keys do: a trial's rows, which only an opened parcel can tell from others,
/// then our table. Where the target cannot be reached the erasure does not wait for it, and the certificate says so.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the target.</param>
/// <param name="workOf">The passage of that id as it is now.</param>
public sealed class LeavingTarget(LockParts parts, IGates gates, Func<string, CancellationToken, Task<PassageWork>> workOf)
{
    /// <summary>Does it, as far as the target can be reached.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="by">Who erases it.</param>
    /// <param name="again">It was erased before, and a restore brought it back.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>The passage as it is then, and what its certificate says of the target.</returns>
    public async Task<(PassageWork Work, string Place)> RunAsync(
        PassageWork work, string by, bool again, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var table = $"{work.Plan.Target.Connection}: {work.Plan.Target.Table}";
        if (!parts.IsTargetOf(work.Plan) || !await MayHoldOursAsync(work, cancellation))
        {
            return (work, table);
        }

        try
        {
            if (work.Plan.Trial && work.Passage.State != PassageState.Stopped)
            {
                await new Stopping(parts, gates).RunAsync(work, by, null, cancellation);
                return (await workOf(work.Passage.Id, cancellation), table);
            }

            var clearing = new Clearing(parts, gates);
            if (work.Passage.State is not (PassageState.Accepted or PassageState.Stopped))
            {
                await clearing.AnnounceAsync(work, by, cancellation);
            }

            await clearing.RunAsync(work, by, cancellation);
            return (work, table);
        }
        catch (EcluseException unreachable) when (unreachable.Kind is not ErrorKind.Locked && unreachable.Code != "ERASE-007")
        {
            // Rule 8 does not wait for another machine: keys and parcels go at their date. The rest is tried again.
            work = await workOf(work.Passage.Id, cancellation);
            if (work.Plan.Trial && !again && work.Passage.State != PassageState.Stopped
                && await parts.ErasingOf(work.Plan).RunAheadAsync(work, unreachable.Code, cancellation) is { } away)
            {
                throw away;
            }

            return (work, work.Plan.Trial && work.Passage.State != PassageState.Stopped
                ? $"{work.Plan.Target.Connection}: the trial's rows were not taken out ({unreachable.Code})"
                : $"{table} not taken out yet ({unreachable.Code})");
        }
    }

    private async Task<bool> MayHoldOursAsync(PassageWork work, CancellationToken cancellation) =>
        work.Passage.State is > PassageState.Opened and < PassageState.Erased
        && (await parts.Ledger.StepsAsync(work.Passage.Id, cancellation)).Any(step => step.Name == Loading.TargetOpened);
}
