using Ecluse.Acts;
using Ecluse.Passages;

namespace Ecluse.Gate.State;

/// <summary>Plans and passages of one gate, in its book. One process has the book, so nobody waits for a lease.</summary>
internal sealed class GateLedger(GateBook book) : IPassageLedger
{
    public Task AddPlanAsync(StoredPlan plan, Act act, CancellationToken cancellation) => Write(act, new GateLine(Plan: plan));

    public Task<StoredPlan?> FindPlanAsync(string sha256, CancellationToken cancellation) =>
        Task.FromResult(book.Plans.GetValueOrDefault(sha256));

    public Task<IReadOnlyList<StoredPlan>> UnusedPlansAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<StoredPlan>>(
        [.. book.Plans.Values.Where(plan => !IsUsed(plan.Sha256))]);

    public Task<IReadOnlyList<string>> PlanIdsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. book.Plans.Values.Select(plan => plan.Id)]);

    public Task ForgetPlanAsync(string sha256, Act act, CancellationToken cancellation) =>
        Write(act, new GateLine(Forgotten: IsUsed(sha256) ? null : sha256));

    public Task OpenAsync(Passage passage, PassageDocument signedPlan, Act act, CancellationToken cancellation)
    {
        if (IsUsed(passage.PlanSha256) || book.Passages.ContainsKey(passage.Id))
        {
            throw PassageErrors.PlanUsed();
        }

        return Write(act, new GateLine(Of: passage.Id, Step: true, Opened: passage, Document: signedPlan));
    }

    public Task<Passage> GetAsync(string id, CancellationToken cancellation) => Task.FromResult(Of(id).Passage);

    public Task<IReadOnlyList<Passage>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Passage>>(
        [.. book.Passages.Values.Select(kept => kept.Passage).OrderByDescending(passage => passage.OpenedAt)]);

    public Task<IReadOnlyList<string>> ErasedWithAlertAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>(
    [
        .. book.Passages.Values
            .Where(kept => kept.Passage.State == PassageState.Erased
                && kept.Steps.LastOrDefault(step => step.Name is "alert.raised" or "alert.closed")?.Name == "alert.raised")
            .Select(kept => kept.Passage.Id),
    ]);

    public Task<long> MoveAsync(
        string id, PassageState to, Act act, TimeSpan? took, PassageDocument? document, CancellationToken cancellation)
    {
        var kept = Of(id);
        if (!PassageMoves.Allows(kept.Passage.State, to))
        {
            throw PassageErrors.IllegalMove(kept.Passage.State, to);
        }

        Refuse(kept, act);
        return Write(act, new GateLine(Of: id, Step: true, To: to, TookMs: (long?)took?.TotalMilliseconds, Document: document));
    }

    public Task PostponeAsync(
        string id, DateTimeOffset from, DateTimeOffset until, Act act, PassageDocument document, CancellationToken cancellation)
    {
        var passage = Of(id).Passage;
        if (passage.State == PassageState.Erased || passage.EraseBy != from)
        {
            throw PassageErrors.IllegalMove(passage.State, passage.State);
        }

        return Write(act, new GateLine(Of: id, Step: true, Until: until, Document: document));
    }

    public Task<long> NoteAsync(string? passage, Act act, CancellationToken cancellation)
    {
        _ = passage is null ? null : Of(passage);
        return Write(act, new GateLine(Of: passage, Step: passage is not null));
    }

    public Task<long> IntendAsync(string passage, Act intent, CancellationToken cancellation)
    {
        var kept = Of(passage);
        Refuse(kept, intent);
        if (kept.Intent is { } before && before.Name == intent.Name)
        {
            return Task.FromResult(before.Index);
        }

        return Write(intent, new GateLine(Of: passage, Intends: true));
    }

    public Task<IReadOnlyList<ActEntry>> OpenIntentsAsync(string passage, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ActEntry>>(
        [.. book.Open.Where(intent => intent.Act.Subjects.GetValueOrDefault("passage") == passage)]);

    public Task<long> NoteAsync(string passage, Act act, PassageDocument document, CancellationToken cancellation)
    {
        Refuse(Of(passage), act);
        return Write(act, new GateLine(Of: passage, Step: true, Document: document));
    }

    public Task AddParcelAsync(string id, Parcel parcel, string commitment, Act outcome, CancellationToken cancellation)
    {
        Refuse(Of(id), outcome);
        return Write(outcome, new GateLine(Of: id, Parcel: parcel, Commitment: commitment));
    }

    public Task RenewAsync(string id, IReadOnlyList<Parcel> parcels, PassageDocument? manifest, Act act, CancellationToken cancellation)
    {
        Refuse(Of(id), act);
        return Write(act, new GateLine(Of: id, Step: true, Renewed: parcels, Document: manifest));
    }

    public Task<IReadOnlyList<(Parcel Parcel, string Commitment)>> ParcelsAsync(string id, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(Parcel, string)>>([.. Of(id).Parcels.Values]);

    public Task AddLoadAsync(string id, LoadedParcel load, Act outcome, CancellationToken cancellation)
    {
        Refuse(Of(id), outcome);
        return Write(outcome, new GateLine(Of: id, Load: load));
    }

    public Task<IReadOnlyList<LoadedParcel>> LoadsAsync(string id, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<LoadedParcel>>([.. Of(id).Loads.Values]);

    /// <remarks>A reject is decided with a reason that somebody types; a gate's book takes no typed text.</remarks>
    public Task DecideRejectAsync(
        string id, int parcel, int ordinal, string decision, string? reason, Act act, CancellationToken cancellation) =>
        throw new NotSupportedException("Rejects are decided where the state takes typed text.");

    public Task<PassageDocument?> FindDocumentAsync(string id, DocumentKind kind, CancellationToken cancellation) =>
        Task.FromResult(Of(id).Documents.GetValueOrDefault(kind));

    public Task<IReadOnlyList<PassageStep>> StepsAsync(string id, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PassageStep>>([.. Of(id).Steps]);

    public Task<ILease> ClaimAsync(string id, CancellationToken cancellation)
    {
        var kept = Of(id);
        if (kept.Intent is { } intent && PassageEnd.Intents.Contains(intent.Name))
        {
            throw PassageErrors.Ending();
        }

        return ClaimToEndAsync(id, cancellation);
    }

    public Task<ILease> ClaimToEndAsync(string id, CancellationToken cancellation)
    {
        var epoch = Of(id).Passage.Epoch + 1;
        book.Write(null, new GateLine(Of: id, Epoch: epoch));
        return Task.FromResult<ILease>(new Hold(epoch));
    }

    private Task<long> Write(Act act, GateLine change) => Task.FromResult(book.Write(act, change));

    private KeptPassage Of(string id) => book.Passages.GetValueOrDefault(id) ?? throw PassageErrors.NotFound();

    private bool IsUsed(string plan) => book.Passages.Values.Any(kept => kept.Passage.PlanSha256 == plan);

    private static void Refuse(KeptPassage kept, Act act) => PassageEnd.Refuse(kept.Passage.State, kept.Intent?.Name, act);

    // The process has the book as long as it lives; nothing can be lost, and nothing is to be given back.
    private sealed record Hold(long Epoch) : ILease
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
