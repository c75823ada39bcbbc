using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Passages;
using Ecluse.Plans;
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
/// <param name="gateKey">The gate that holds the identity; it signs that it destroyed it.</param>
/// <param name="agent">Id under which the gate acts.</param>
/// <param name="clock">What time it is.</param>
public sealed class Erasing(
    IPassageLedger ledger, ParcelDepot depot, PassageKeys keys, SshSigner gateKey, string agent, TimeProvider clock)
{
    private static readonly TimeSpan DueWindow = TimeSpan.FromHours(1);

    /// <summary>Erases one passage and moves it to <see cref="PassageState.Erased"/>.</summary>
    /// <param name="work">The passage and its plan.</param>
    /// <param name="by">Who asked, or the agent when it is due.</param>
    /// <param name="checkpoint">The journal's checkpoint before the act.</param>
    /// <param name="places">Every place where Écluse wrote for the passage.</param>
    /// <param name="cancellation">Stops between steps; what is destroyed stays so.</param>
    /// <param name="again">It was erased before, and a restore brought it back: it is erased whatever its state.</param>
    /// <exception cref="Errors.EcluseException">
    /// <c>ERASE-003</c>, <c>ERASE-004</c>, <c>ERASE-006</c>, <c>ERASE-016</c>; <c>PASSAGE-017</c>: it is erased already; <c>KEY-…</c>,
    /// <c>DEPOT-…</c>: the disk refused.
    /// </exception>
    public async Task<PassageDocument> RunAsync(
        PassageWork work, string by, string checkpoint, IReadOnlyList<string> places, CancellationToken cancellation,
        bool again = false)
    {
        await CheckAsync(work, again, cancellation);
        await RequireKeysAsync(work, again, cancellation);
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
        keys.Destroy(work.Plan.Id);
        cancellation.ThrowIfCancellationRequested();
        var fates = Remove(work.Passage.Id, [.. parcels.Select(parcel => parcel.Parcel)]);
        cancellation.ThrowIfCancellationRequested();
        var recipients = Destroyed(work);
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
            places,
            left is null ? null : CanonicalDocument.Read<RowsLeft>(left.Bytes).Rows,
            work.Plan.OneMachine,
            CannotProve.Standard,
            checkpoint,
            await Postponing.DatesAsync(ledger, work.Passage.Id, cancellation) is { Count: > 0 } moved ? moved : null,
            await Returning.FateAsync(ledger, work, cancellation));
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

    /// <summary>Refuses what may not be erased yet; nothing is touched.</summary>
    /// <exception cref="Errors.EcluseException"><c>ERASE-004</c>, <c>ERASE-007</c>, <c>ERASE-013</c>.</exception>
    public async Task CheckAsync(PassageWork work, bool again, CancellationToken cancellation)
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
    }

    // What was never here cannot be stated as destroyed. Keys that are gone because an erasure was killed had it announced.
    private async Task RequireKeysAsync(PassageWork work, bool again, CancellationToken cancellation)
    {
        if (!again && work.Passage.State != PassageState.Erased && !keys.Exists(work.Plan.Id)
            && (await ledger.OpenIntentsAsync(work.Passage.Id, cancellation)).All(intent => intent.Act.Name != "passage.erasing"))
        {
            depot.DeletePassage(work.Passage.Id);
            throw EraseErrors.IdentityNotHere();
        }
    }

    // Keys and parcels go first, whatever follows; but nobody else than the gate of the plan can state that they are gone.
    private List<RecipientFate> Destroyed(PassageWork work)
    {
        if (keys.Exists(work.Plan.Id))
        {
            throw EraseErrors.StillThere("keys/passages/" + work.Plan.Id);
        }

        // A source gate that stands by itself never held the identity, and says so.
        var mine = gateKey.PublicKey.ToLine();
        if (mine != work.Plan.Gates.Target && (work.Plan.OneMachine || mine != work.Plan.Gates.Source))
        {
            throw EraseErrors.NoStatement();
        }

        return [.. work.Plan.Recipients.Select(recipient => Fate(work, recipient))];
    }

    private RecipientFate Fate(PassageWork work, PlannedRecipient recipient)
    {
        if (recipient.Holder != "target-gate")
        {
            return new(recipient.Recipient, recipient.Holder, "still-held-by-controller", null, null, null);
        }

        if (gateKey.PublicKey.ToLine() != work.Plan.Gates.Target)
        {
            return new(recipient.Recipient, recipient.Holder, RecipientFate.Elsewhere, null, null, null);
        }

        var at = clock.GetUtcNow();
        var statement = new DestructionStatement(
            work.Passage.Id, recipient.Recipient, at, DestructionStatement.FileMethod, AbsenceReread: true);
        var signature = gateKey.Sign(SignatureNamespaces.Erasure, CanonicalDocument.Write(statement)).Armor();
        return new(recipient.Recipient, recipient.Holder, "destroyed", gateKey.PublicKey.ToLine(), at, signature);
    }

    private List<ParcelFate> Remove(string passage, IReadOnlyList<Parcel> parcels)
    {
        var unfinished = depot.ListUnfinished(passage).Concat(depot.List(passage))
            .Except(parcels.Select(parcel => parcel.Id)).ToList();
        var strangers = depot.DeletePassage(passage).Strangers;
        if (depot.List(passage).Count > 0 || depot.ListUnfinished(passage).Count > 0 || strangers.Count > 0)
        {
            throw EraseErrors.StillThere("depot/" + passage);
        }

        return
        [
            .. parcels.Select(parcel => new ParcelFate(
                parcel.Number, parcel.Id, parcel.Sha256, parcel.SealedBytes, !depot.Contains(passage, parcel.Id))),
            .. unfinished.Select(id => new ParcelFate(0, id, null, null, !depot.Contains(passage, id))),
        ];
    }

    private string Timing(DateTimeOffset due)
    {
        var now = clock.GetUtcNow();
        return now < due ? "early" : now < due + DueWindow ? "due" : "late";
    }
}
