using Ecluse.Acts;

namespace Ecluse.Passages;

/// <summary>
/// Where plans and passages are kept. Each writing method is one transaction with the act's journal entry (rule 10): the
/// state never says what the journal does not.
/// </summary>
public interface IPassageLedger
{
    /// <summary>Keeps a plan that a dry run wrote.</summary>
    Task AddPlanAsync(StoredPlan plan, Act act, CancellationToken cancellation);

    /// <summary>The plan with that hash, or null.</summary>
    Task<StoredPlan?> FindPlanAsync(string sha256, CancellationToken cancellation);

    /// <summary>Plans that no passage has used.</summary>
    Task<IReadOnlyList<StoredPlan>> UnusedPlansAsync(CancellationToken cancellation);

    /// <summary>Ids of every plan there is, used or not.</summary>
    Task<IReadOnlyList<string>> PlanIdsAsync(CancellationToken cancellation);

    /// <summary>Forgets a plan that no passage used, once its keys are destroyed.</summary>
    Task ForgetPlanAsync(string sha256, Act act, CancellationToken cancellation);

    /// <summary>Opens a passage under a signed plan.</summary>
    /// <exception cref="Errors.EcluseException">The plan has been used already (<c>PASSAGE-010</c>).</exception>
    Task OpenAsync(Passage passage, PassageDocument signedPlan, Act act, CancellationToken cancellation);

    /// <summary>The passage with that id.</summary>
    /// <exception cref="Errors.EcluseException">There is none (<c>PASSAGE-001</c>).</exception>
    Task<Passage> GetAsync(string id, CancellationToken cancellation);

    /// <summary>Every passage, newest first.</summary>
    Task<IReadOnlyList<Passage>> ListAsync(CancellationToken cancellation);

    /// <summary>Passages that are erased and whose alert is still open: a crash came between the two acts.</summary>
    Task<IReadOnlyList<string>> ErasedWithAlertAsync(CancellationToken cancellation);

    /// <summary>Moves a passage to another state, with the document that the move leaves.</summary>
    /// <exception cref="Errors.EcluseException">The move is not legal (<c>PASSAGE-002</c>).</exception>
    Task<long> MoveAsync(
        string id, PassageState to, Act act, TimeSpan? took, PassageDocument? document, CancellationToken cancellation);

    /// <summary>Moves a passage's erase-by, with the signed document that says so.</summary>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-002</c>: it is erased, its erasure has begun, or the date moved meanwhile.</exception>
    Task PostponeAsync(
        string id, DateTimeOffset from, DateTimeOffset until, Act act, PassageDocument document, CancellationToken cancellation);

    /// <summary>Journals an act of a passage that changes nothing else in the state: an intent, or a refusal.</summary>
    /// <returns>Index of the entry.</returns>
    Task<long> NoteAsync(string? passage, Act act, CancellationToken cancellation);

    /// <summary>
    /// Journals an intent of a passage (rule 10), or finds the same one again that a crash left without outcome.
    /// </summary>
    /// <exception cref="Errors.EcluseException">
    /// The passage is being ended (<c>PASSAGE-017</c>); it is accepted and cannot be stopped (<c>PASSAGE-016</c>).
    /// </exception>
    /// <returns>Index of the intent's entry, for the outcome to name.</returns>
    Task<long> IntendAsync(string passage, Act intent, CancellationToken cancellation);

    /// <summary>Intents of the passage that have no outcome yet, oldest first.</summary>
    Task<IReadOnlyList<ActEntry>> OpenIntentsAsync(string passage, CancellationToken cancellation);

    /// <summary>Journals an act that leaves a document and no move; a document of the same kind is replaced.</summary>
    Task<long> NoteAsync(string passage, Act act, PassageDocument document, CancellationToken cancellation);

    /// <summary>Keeps a sealed parcel.</summary>
    Task AddParcelAsync(string id, Parcel parcel, string commitment, Act outcome, CancellationToken cancellation);

    /// <summary>Puts parcels in the place of those of the same number, which keep their commitment and their load, with the manifest that lists them where it comes with them.</summary>
    Task RenewAsync(string id, IReadOnlyList<Parcel> parcels, PassageDocument? manifest, Act act, CancellationToken cancellation);

    /// <summary>Parcels sealed so far, in order, each with its commitment (see the extraction).</summary>
    Task<IReadOnlyList<(Parcel Parcel, string Commitment)>> ParcelsAsync(string id, CancellationToken cancellation);

    /// <summary>Keeps how a parcel's load ended.</summary>
    Task AddLoadAsync(string id, LoadedParcel load, Act outcome, CancellationToken cancellation);

    /// <summary>Loads so far, in order.</summary>
    Task<IReadOnlyList<LoadedParcel>> LoadsAsync(string id, CancellationToken cancellation);

    /// <summary>Keeps the decision on a reject.</summary>
    Task DecideRejectAsync(
        string id, int parcel, int ordinal, string decision, string? reason, Act act, CancellationToken cancellation);

    /// <summary>A document of the passage, or null when it does not exist yet.</summary>
    Task<PassageDocument?> FindDocumentAsync(string id, DocumentKind kind, CancellationToken cancellation);

    /// <summary>Steps of the passage, oldest first.</summary>
    Task<IReadOnlyList<PassageStep>> StepsAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Takes the passage for one worker: raises the epoch and sets the lease. Disposing the lease gives it back.
    /// </summary>
    /// <exception cref="Errors.EcluseException">
    /// Another worker holds it (<c>PASSAGE-011</c>, locked); it is being ended (<c>PASSAGE-017</c>).
    /// </exception>
    Task<ILease> ClaimAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Takes the passage in order to end it, once <c>passage.stopping</c> or <c>passage.erasing</c> is journaled: from then
    /// on the ledger takes nothing from a run, and its hold ends within a minute, dead or alive; this waits for that.
    /// </summary>
    /// <exception cref="Errors.EcluseException">Another worker holds it all the same (<c>PASSAGE-011</c>, locked).</exception>
    Task<ILease> ClaimToEndAsync(string id, CancellationToken cancellation);
}

/// <summary>A worker's hold on a passage; renewed by itself until disposed.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>The worker's epoch.</summary>
    long Epoch { get; }

    /// <summary>Cancelled when the lease was lost.</summary>
    CancellationToken Lost { get; }
}

/// <summary>A plan in the state.</summary>
/// <param name="Id">Plan id.</param>
/// <param name="Sha256">Hash of the exact bytes.</param>
/// <param name="Bytes">Exact bytes.</param>
/// <param name="EraseBy">Its keys are destroyed then at the latest, used or not.</param>
public sealed record StoredPlan(string Id, string Sha256, byte[] Bytes, DateTimeOffset EraseBy);
