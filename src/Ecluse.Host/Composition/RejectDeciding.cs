using Ecluse.Acts;
using Ecluse.Passages;

namespace Ecluse.Host.Composition;

/// <summary>Decides on patients whom the target refused, named by place and code only.</summary>
internal sealed class RejectDeciding(Installation installation)
{
    /// <summary>Decides that they stay out of the target.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="which">PARCEL/PLACE, or a code for all of it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>How many.</returns>
    /// <exception cref="Errors.EcluseException">There is no such undecided reject.</exception>
    public async Task<int> SkipAsync(PassageWork work, string which, string reason, string by, CancellationToken cancellation)
    {
        var chosen = await ChosenAsync(work, which, cancellation);
        foreach (var (parcel, reject) in chosen)
        {
            var act = work.Act("reject.decided", by) with { Texts = new Dictionary<string, string> { ["reason"] = reason } };
            await installation.Ledger.DecideRejectAsync(
                work.Passage.Id, parcel, reject.Ordinal, "skipped", reason, act, cancellation);
        }

        return chosen.Count;
    }

    /// <summary>Tries them once more, after the target was put right.</summary>
    /// <inheritdoc cref="SkipAsync" path="/param"/>
    public async Task<(long Loaded, long Refused)> RetryAsync(PassageWork work, string which, string by, CancellationToken cancellation)
    {
        var chosen = await ChosenAsync(work, which, cancellation);
        await installation.Ledger.NoteAsync(work.Passage.Id, work.Act("reject.retried", by), cancellation);
        var loaded = await new PassageRun(installation.Parts, installation.Gates).RetryAsync(
            work, chosen.ToLookup(one => one.Parcel, one => one.Reject.Ordinal), cancellation);
        return (loaded, chosen.Count - loaded);
    }

    private async Task<List<(int Parcel, RejectedPatient Reject)>> ChosenAsync(
        PassageWork work, string which, CancellationToken cancellation)
    {
        var loads = await installation.Ledger.LoadsAsync(work.Passage.Id, cancellation);
        List<(int, RejectedPatient)> chosen =
        [
            .. from load in loads
               from reject in load.Rejects
               where reject.Decision is null && (which == reject.Code || which == $"{load.Number}/{reject.Ordinal}")
               select (load.Number, reject),
        ];
        return chosen.Count > 0 ? chosen : throw PassageErrors.NoSuchReject();
    }
}
