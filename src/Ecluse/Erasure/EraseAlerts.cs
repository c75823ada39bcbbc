using System.Globalization;
using Ecluse.Acts;
using Ecluse.Passages;

namespace Ecluse.Erasure;

/// <summary>An erasure that failed is an alert in the journal until somebody's erasure ends it (rules 8 and 11).</summary>
/// <param name="ledger">Where passages are.</param>
/// <param name="agent">Id under which the gate acts.</param>
public sealed class EraseAlerts(IPassageLedger ledger, string agent)
{
    private const string Raised = "alert.raised";
    private const string Closed = "alert.closed";

    /// <summary>Raises one, unless one is open.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="code">Code of the error.</param>
    /// <param name="cancellation">Stops early.</param>
    public async Task RaiseAsync(PassageWork work, string code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await OpenAsync(work, cancellation) is null)
        {
            await ledger.NoteAsync(work.Passage.Id, With(work.Act(Raised, agent), "code", code), cancellation);
        }
    }

    /// <summary>Whether one is open.</summary>
    public async Task<bool> IsOpenAsync(PassageWork work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await OpenAsync(work, cancellation) is not null;
    }

    /// <summary>Closes the open one by the act that ended its cause.</summary>
    /// <param name="work">The passage, erased.</param>
    /// <param name="by">Who erased it.</param>
    /// <param name="cancellation">Stops early.</param>
    public async Task CloseAsync(PassageWork work, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await OpenAsync(work, cancellation) is { } alert)
        {
            var entry = alert.JournalIndex.ToString(CultureInfo.InvariantCulture);
            await ledger.NoteAsync(work.Passage.Id, With(work.Act(Closed, by), "entry", entry), cancellation);
        }
    }

    private async Task<PassageStep?> OpenAsync(PassageWork work, CancellationToken cancellation)
    {
        var steps = await ledger.StepsAsync(work.Passage.Id, cancellation);
        return steps.LastOrDefault(step => step.Name is Raised or Closed) is { Name: Raised } open ? open : null;
    }

    private static Act With(Act act, string subject, string id) =>
        act with { Subjects = new Dictionary<string, string>(act.Subjects) { [subject] = id } };
}
