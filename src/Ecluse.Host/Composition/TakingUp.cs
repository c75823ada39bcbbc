using Ecluse.Acts;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Storage.Journal;

namespace Ecluse.Host.Composition;

/// <summary>
/// Takes up again what an interrupted command had announced or begun and nobody else would end (rule 10): our table in a target,
/// the alert of an erasure that ended after all, the memory of an erasure, a key that was about to be made.
/// </summary>
/// <param name="installation">The installation.</param>
/// <param name="tryAgain">Whether targets that were away are asked again.</param>
/// <param name="waiting">Gets the passages whose target was away and is not asked now.</param>
internal sealed class TakingUp(Installation installation, bool tryAgain, List<string> waiting)
{
    private readonly IPassageLedger ledger = installation.Ledger;
    private readonly LockParts parts = installation.Parts;
    private readonly EraseAlerts alerts = new(installation.Ledger, installation.Parts.TargetAgent);

    /// <summary>Takes up.</summary>
    /// <param name="erasedBefore">What this machine remembers as erased.</param>
    /// <param name="keysSince">A key announced after this may still be at work in another command.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>Passages whose target could not be reached.</returns>
    public async Task<List<(string What, EcluseException Failure)>> RunAsync(
        IReadOnlySet<string> erasedBefore, DateTimeOffset keysSince, CancellationToken cancellation)
    {
        var open = await installation.Journal.OpenIntentsAsync(cancellation);
        var announced = Clearing.Announced(open).ToList();
        await EndAlertsAsync(announced, cancellation);
        await RememberAsync(erasedBefore, cancellation);
        await EndKeysAsync(open, keysSince, cancellation);
        return await ClearAsync(announced, cancellation);
    }

    private async Task<List<(string What, EcluseException Failure)>> ClearAsync(
        IEnumerable<string> passages, CancellationToken cancellation)
    {
        var failed = new List<(string, EcluseException)>();
        foreach (var id in passages)
        {
            var work = await installation.WorkAsync(id, cancellation);

            // Announced before the acceptance or the end, which then did not come: a later one announces it again.
            if (work.Passage.State is not (PassageState.Accepted or PassageState.Stopped or PassageState.Erased))
            {
                continue;
            }

            // Tried once by the command that comes next; away, it is an alert, and only erase asks it again. Past its date a passage
            // that is not erased has alerts of its own.
            var isAlone = work.Passage.State == PassageState.Erased || work.Passage.EraseBy > installation.Clock.GetUtcNow();
            if (isAlone && !tryAgain && await alerts.IsOpenAsync(work, cancellation))
            {
                waiting.Add(id);
                continue;
            }

            try
            {
                await new Clearing(parts, installation.Gates).RunAsync(work, parts.TargetAgent, cancellation);
                if (isAlone)
                {
                    await alerts.CloseAsync(work, parts.TargetAgent, cancellation);
                }
            }
            catch (EcluseException unreachable)
            {
                if (isAlone)
                {
                    await alerts.RaiseAsync(work, unreachable.Code, cancellation);
                }

                failed.Add((id, unreachable));
            }
        }

        return failed;
    }

    private async Task EndAlertsAsync(List<string> announced, CancellationToken cancellation)
    {
        foreach (var id in (await ledger.ErasedWithAlertAsync(cancellation)).Except(announced))
        {
            await alerts.CloseAsync(
                await installation.WorkAsync(id, cancellation), parts.TargetAgent, cancellation);
        }
    }

    private async Task RememberAsync(IReadOnlySet<string> erasedBefore, CancellationToken cancellation)
    {
        foreach (var passage in await ledger.ListAsync(cancellation))
        {
            if (passage.State == PassageState.Erased && !erasedBefore.Contains(passage.Id))
            {
                installation.ErasedBefore.Add(passage.Id, (await installation.WorkAsync(passage.Id, cancellation)).Plan.Id);
            }
        }
    }

    // A gate's key that stands was made, though its command did not live to tell. Of a plan's key nothing is left, or soon will be.
    private async Task EndKeysAsync(IReadOnlyList<ActEntry> open, DateTimeOffset since, CancellationToken cancellation)
    {
        foreach (var entry in open.Where(entry => entry.Act.Name == KeyActs.Making && entry.Time < since))
        {
            var act = entry.Act;
            var ended = act.Subjects.GetValueOrDefault(SigningKeyActs.Key) switch
            {
                SigningKeys.Source => SigningKeyActs.Made(SigningKeys.Source, parts.SourceGate.PublicKey, act.By),
                SigningKeys.Target => SigningKeyActs.Made(SigningKeys.Target, parts.TargetGate.PublicKey, act.By),
                _ when act.Subjects.TryGetValue("plan", out var plan) && !parts.Keys.Exists(plan) =>
                    new Act("intent.abandoned", parts.TargetAgent, act.Subjects, act.Hashes),
                _ => null,
            };
            if (ended is not null)
            {
                await ledger.NoteAsync(null, ended with { Intent = entry.Index }, cancellation);
            }
        }
    }
}
