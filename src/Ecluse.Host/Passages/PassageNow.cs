using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Hosting;
using Ecluse.Host.Works;
using Ecluse.PassagePages;
using Ecluse.Passages;

namespace Ecluse.Host.Passages;

/// <summary>A passage as it stands this instant: what its documents tell, and what is at work on it.</summary>
/// <param name="Work">The passage and what it is bound to.</param>
/// <param name="View">What its page shows.</param>
/// <param name="Job">The console's last job on it; null where there was none since the server started.</param>
/// <param name="IsHeld">Whether a run has it in hand, the console's or a command's.</param>
/// <param name="Signatories">Names of those who sign for the laboratory.</param>
internal sealed record PassageNow(
    PassageWork Work, PassageView View, Job? Job, bool IsHeld, IReadOnlyList<string> Signatories)
{
    /// <summary>The processor's word on hosting; null where nobody gave one.</summary>
    public StatedHosting? Hosting { get; init; }

    /// <summary>Whether something is at work on it.</summary>
    public bool IsAtWork => IsHeld || Job is { IsRunning: true };

    /// <summary>Looks.</summary>
    public static async Task<PassageNow> LookAsync(
        Installation installation, Workshop workshop, PassageWork work, Language language, CancellationToken cancellation)
    {
        var job = workshop.Find(work.Passage.Id);

        // What a job failed of is told until the passage has moved on all the same.
        var trouble = job is { IsRunning: false, Failure: { } failure } && work.Passage.State != PassageState.Erased
            ? new Trouble(failure.Problem, failure.Remedy, failure.Code)
            : null;
        var view = await PageMaker.ViewAsync(installation, work, language, null, cancellation, trouble);
        var (contract, _) = await installation.Contracts.GetAsync(work.Passage.Contract, cancellation);
        return new PassageNow(
            work, view, job, await PageMaker.IsHeldAsync(installation, work.Passage.Id, cancellation),
            [.. contract.Record.Signatories.Select(signatory => signatory.Name ?? signatory.Id)])
        {
            Hosting = await new HostingWord(installation).LatestAsync(cancellation),
        };
    }
}
