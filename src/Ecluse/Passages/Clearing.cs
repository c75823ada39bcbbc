using Ecluse.Errors;

namespace Ecluse.Passages;

/// <summary>
/// Takes our table out of the target once nothing needs it any more. Its effect is elsewhere, so it is announced before and told
/// after (rule 10): where the target cannot be reached in between, the next command takes it up again.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the target.</param>
public sealed class Clearing(LockParts parts, IGates gates)
{
    private const string Intent = "target.clearing";

    /// <summary>Announces it; nothing is taken out yet.</summary>
    public Task AnnounceAsync(PassageWork work, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        return parts.Ledger.NoteAsync(null, work.Act(Intent, by), cancellation);
    }

    /// <summary>Does what was announced, if the passage has come to where the table is not needed any more.</summary>
    /// <exception cref="EcluseException"><c>GATE-…</c>, <c>CONN-…</c>: the target cannot be reached; it stays announced.</exception>
    public async Task RunAsync(PassageWork work, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await OpenAsync(work, cancellation) is null)
        {
            return;
        }

        await using var target = await gates.OpenTargetAsync(work.Plan, cancellation);
        await RunAsync(work, target, by, cancellation);
    }

    /// <summary>The same on an open target.</summary>
    public async Task RunAsync(PassageWork work, ITargetGate target, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(target);
        await target.ForgetAsync(work.Passage.Id, cancellation);
        if (await OpenAsync(work, cancellation) is { } intent)
        {
            await parts.Ledger.NoteAsync(null, work.Act("target.cleared", by) with { Intent = intent }, cancellation);
        }
    }

    /// <summary>Passages of which it is announced and not done.</summary>
    /// <param name="open">Every open intent of the journal.</param>
    public static IEnumerable<string> Announced(IEnumerable<Acts.ActEntry> open) =>
        open.Where(entry => entry.Act.Name == Intent).Select(entry => entry.Act.Subjects["passage"]).Distinct();

    /// <summary>Whether an act is the announcement, which the end of its passage does not abandon.</summary>
    internal static bool IsAnnouncement(Acts.Act act) => act.Name == Intent;

    private async Task<long?> OpenAsync(PassageWork work, CancellationToken cancellation) =>
        (await parts.Ledger.OpenIntentsAsync(work.Passage.Id, cancellation))
            .FirstOrDefault(entry => entry.Act.Name == Intent)?.Index;
}
