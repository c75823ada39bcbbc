using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Scratch;
using Ecluse.Signatures;

namespace Ecluse.Erasure;

/// <summary>
/// Destroys what a passage leaves (rule 8): the identity first, because without it the parcels are noise; then the parcels
/// and what is unfinished; then reads every absence again, and writes the certificate. Killed at any step, it is taken up
/// again and ends the same.
/// </summary>
/// <param name="ledger">Where passages and documents are.</param>
/// <param name="depot">Where the parcels are.</param>
/// <param name="keys">Where the secrets are.</param>
/// <param name="scratch">Where what did not fit into memory was laid aside.</param>
/// <param name="gateKey">The gate that holds the identity; it signs that it destroyed it.</param>
/// <param name="agent">Id under which the gate acts.</param>
/// <param name="clock">What time it is.</param>
public sealed class Erasing(
    IPassageLedger ledger, ParcelDepot depot, PassageKeys keys, ScratchFolder scratch, SshSigner gateKey, string agent,
    TimeProvider clock)
{
    private static readonly TimeSpan DueWindow = TimeSpan.FromHours(1);

    private readonly Destroying destroying = new(depot, keys, scratch, gateKey, clock);

    /// <summary>Erases one passage and moves it to <see cref="PassageState.Erased"/>.</summary>
    /// <param name="work">The passage and its plan.</param>
    /// <param name="by">Who asked, or the agent when it is due.</param>
    /// <param name="checkpoint">The journal's checkpoint before the act.</param>
    /// <param name="places">Every place where Écluse wrote for the passage.</param>
    /// <param name="cancellation">Stops between steps; what is destroyed stays so.</param>
    /// <param name="again">It was erased before, and a restore brought it back: it is erased whatever its state.</param>
    /// <param name="stated">Somebody's signed word on identities that were never here, or null.</param>
    /// <exception cref="EcluseException">
    /// <c>ERASE-003</c>, <c>ERASE-004</c>, <c>ERASE-006</c>, <c>ERASE-016</c>; <c>PASSAGE-017</c>: it is erased already; <c>KEY-…</c>,
    /// <c>DEPOT-…</c>: the disk refused.
    /// </exception>
    public async Task<PassageDocument> RunAsync(
        PassageWork work, string by, string checkpoint, IReadOnlyList<string> places, CancellationToken cancellation,
        bool again = false, StatedDestruction? stated = null)
    {
        await CheckAsync(work, again, cancellation, stated);
        var ahead = await AheadAsync(work, cancellation);
        var started = clock.GetTimestamp();

        // From this entry on a run writes nothing more; what it was writing is waited for, so that nothing comes after us.
        var intent = await ledger.IntendAsync(work.Passage.Id, work.Act("passage.erasing", by), cancellation);
        await using var lease = await ledger.ClaimToEndAsync(work.Passage.Id, cancellation);
        work = work with { Passage = await ledger.GetAsync(work.Passage.Id, cancellation) };
        if (work.Passage.State == PassageState.Erased)
        {
            return (await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Certificate, cancellation))!;
        }

        var parcels = await ledger.ParcelsAsync(work.Passage.Id, cancellation);
        var manifest = await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation);
        var left = await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.RowsLeft, cancellation);

        // What the gate finds it destroys and states itself, whatever somebody stated of it.
        stated = keys.HoldsIdentity(work.Plan.Id) ? null : stated;
        keys.Destroy(work.Plan.Id);
        cancellation.ThrowIfCancellationRequested();
        var fates = destroying.RemoveParcels(work.Passage.Id, [.. parcels.Select(parcel => parcel.Parcel)]);
        var inScratch = destroying.EmptyScratch();
        cancellation.ThrowIfCancellationRequested();
        if (keys.Exists(work.Plan.Id))
        {
            throw EraseErrors.StillThere("keys/passages/" + work.Plan.Id);
        }

        var recipients = ahead?.Recipients ?? destroying.Recipients(work, stated);
        await Stopping.AbandonAsync(ledger, work, agent, intent, cancellation);
        var certificate = new Certificate(
            "e-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
            work.Passage.Id,
            work.Plan.Contract,
            work.PlanSha256,
            manifest is null ? null : Sha256Hex.Of(manifest.Bytes),
            work.Passage.State.ToString(),
            clock.GetUtcNow(),
            work.Passage.EraseBy,
            Timing(work.Passage.EraseBy),
            recipients,
            fates,
            [.. places, inScratch, .. Stored.Places(depot.Place, work.Passage.Id)],
            left is null ? null : CanonicalDocument.Read<RowsLeft>(left.Bytes).Rows,
            work.Plan.OneMachine,
            (stated is null ? CannotProve.Standard : CannotProve.OfStated).With(depot.Place),
            checkpoint,
            await Postponing.DatesAsync(ledger, work.Passage.Id, cancellation) is { Count: > 0 } moved ? moved : null,
            await Returning.FateAsync(ledger, work, cancellation),
            await EmptiedAsync(work, cancellation),
            stated);
        var bytes = CanonicalDocument.Write(certificate);
        var document = new PassageDocument(
            DocumentKind.Certificate, bytes, gateKey.Sign(SignatureNamespaces.Certificate, bytes).Armor());
        await ledger.MoveAsync(
            work.Passage.Id,
            PassageState.Erased,
            work.Act("passage.erased", by, ("certificate", Sha256Hex.Of(bytes))) with { Intent = intent },
            clock.GetElapsedTime(started),
            document,
            cancellation);
        return document;
    }

    /// <summary>
    /// Destroys identity and parcels of a trial at its date while its system is away. The key of the commitments stays until the
    /// system is emptied: it opens nothing, and without it nobody could tell there what the trial wrote.
    /// </summary>
    /// <param name="work">The passage and its plan.</param>
    /// <param name="away">Code of what kept the system from being emptied.</param>
    /// <param name="cancellation">Stops before it begins.</param>
    /// <returns><c>ERASE-017</c>, for the caller to throw; null where they were never here.</returns>
    /// <exception cref="EcluseException"><c>ERASE-003</c>, <c>ERASE-006</c>; <c>KEY-…</c>, <c>DEPOT-…</c>.</exception>
    public async Task<EcluseException?> RunAheadAsync(PassageWork work, string away, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var lease = await ledger.ClaimToEndAsync(work.Passage.Id, cancellation);
        if (await AheadAsync(work, cancellation) is not null || !keys.Exists(work.Plan.Id))
        {
            return keys.Exists(work.Plan.Id) ? EraseErrors.TrialAway(away) : null;
        }

        var intent = await ledger.NoteAsync(null, work.Act("key.destroying", agent), cancellation);
        keys.DestroyIdentity(work.Plan.Id);
        var parcels = await ledger.ParcelsAsync(work.Passage.Id, cancellation);
        var fates = destroying.RemoveParcels(work.Passage.Id, [.. parcels.Select(parcel => parcel.Parcel)]);
        var bytes = CanonicalDocument.Write(
            new DestroyedAhead(work.Passage.Id, work.PlanSha256, destroying.Recipients(work, null), fates));
        await ledger.NoteAsync(
            work.Passage.Id,
            work.Act("key.destroyed", agent, ("destroyed", Sha256Hex.Of(bytes))) with { Intent = intent },
            new PassageDocument(DocumentKind.DestroyedAhead, bytes, null),
            cancellation);
        return EraseErrors.TrialAway(away);
    }

    /// <summary>Refuses what may not be erased yet; nothing is touched, but for parcels of which no gate here can ever certify anything.</summary>
    /// <exception cref="EcluseException"><c>ERASE-004</c>, <c>ERASE-007</c>, <c>ERASE-013</c>, <c>ERASE-016</c>.</exception>
    public async Task CheckAsync(
        PassageWork work, bool again, CancellationToken cancellation, StatedDestruction? stated = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!again && work.Passage.State is not (PassageState.Accepted or PassageState.Stopped or PassageState.Erased)
            && clock.GetUtcNow() < work.Passage.EraseBy)
        {
            throw EraseErrors.StopFirst(work.Passage.State.ToString());
        }

        if (!again && work.Passage.State != PassageState.Erased)
        {
            await Postponing.RefuseIfHeldAsync(ledger, work.Passage.Id, clock.GetUtcNow(), cancellation);
        }

        await Returning.RefuseBeforeAsync(ledger, work, clock.GetUtcNow(), cancellation);
        await RequireKeysAsync(work, again || stated is not null || await AheadAsync(work, cancellation) is not null, cancellation);
    }

    // What was never here cannot be stated as destroyed. Keys that are gone because an erasure was killed had it announced.
    private async Task RequireKeysAsync(PassageWork work, bool isTold, CancellationToken cancellation)
    {
        if (!isTold && work.Passage.State != PassageState.Erased && !keys.Exists(work.Plan.Id)
            && (await ledger.OpenIntentsAsync(work.Passage.Id, cancellation)).All(intent => intent.Act.Name != "passage.erasing"))
        {
            depot.DeletePassage(work.Passage.Id);
            throw EraseErrors.IdentityNotHere();
        }
    }

    private async Task<DestroyedAhead?> AheadAsync(PassageWork work, CancellationToken cancellation) =>
        await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.DestroyedAhead, cancellation) is { } stored
            ? CanonicalDocument.Read<DestroyedAhead>(stored.Bytes)
            : null;

    // A trial is stopped when its rows are out of the trial system, or named as left there.
    private async Task<DateTimeOffset?> EmptiedAsync(PassageWork work, CancellationToken cancellation) => work.Plan.Trial
        ? (await ledger.StepsAsync(work.Passage.Id, cancellation)).LastOrDefault(step => step.Name == "passage.stopped")?.At
        : null;

    private string Timing(DateTimeOffset due)
    {
        var now = clock.GetUtcNow();
        return now < due ? "early" : now < due + DueWindow ? "due" : "late";
    }
}
