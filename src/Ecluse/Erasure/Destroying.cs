using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Scratch;
using Ecluse.Signatures;

namespace Ecluse.Erasure;

/// <summary>Says what became of each recipient, removes the parcels and what lies in scratch, and reads every absence again.</summary>
/// <param name="depot">Where the parcels are.</param>
/// <param name="keys">Where the secrets are.</param>
/// <param name="scratch">Where what did not fit into memory was laid aside.</param>
/// <param name="gateKey">The gate that holds the identity.</param>
/// <param name="clock">What time it is.</param>
internal sealed class Destroying(
    ParcelDepot depot, PassageKeys keys, ScratchFolder scratch, SshSigner gateKey, TimeProvider clock)
{
    // Keys and parcels go first, whatever follows; but nobody else than the gate of the plan can state that they are gone.
    public List<RecipientFate> Recipients(PassageWork work, StatedDestruction? stated)
    {
        if (keys.HoldsIdentity(work.Plan.Id))
        {
            throw EraseErrors.StillThere("keys/passages/" + work.Plan.Id);
        }

        // A source gate that stands by itself never held the identity, and says so.
        var mine = gateKey.PublicKey.ToLine();
        if (mine != work.Plan.Gates.Target && (work.Plan.OneMachine || mine != work.Plan.Gates.Source))
        {
            throw EraseErrors.NoStatement();
        }

        return [.. work.Plan.Recipients.Select(recipient => Fate(work, recipient, stated))];
    }

    public List<ParcelFate> RemoveParcels(string passage, IReadOnlyList<Parcel> parcels)
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

    /// <summary>What a certificate says of the scratch folder, as it was read.</summary>
    public string EmptyScratch()
    {
        var left = scratch.Empty();
        return left.Count == 0 ? "scratch/: read again, no name in it" : throw EraseErrors.StillThere("scratch/");
    }

    private RecipientFate Fate(PassageWork work, PlannedRecipient recipient, StatedDestruction? stated)
    {
        if (recipient.Holder != "target-gate")
        {
            return new(recipient.Recipient, recipient.Holder, "still-held-by-controller", null, null, null);
        }

        if (gateKey.PublicKey.ToLine() != work.Plan.Gates.Target)
        {
            return new(recipient.Recipient, recipient.Holder, RecipientFate.Elsewhere, null, null, null);
        }

        if (stated is not null)
        {
            var said = CanonicalDocument.Read<Destruction>(stated.Document);
            return new(recipient.Recipient, recipient.Holder, RecipientFate.Stated, stated.By, said.At, null);
        }

        var at = clock.GetUtcNow();
        var statement = new DestructionStatement(
            work.Passage.Id, recipient.Recipient, at, DestructionStatement.FileMethod, AbsenceReread: true);
        var signature = gateKey.Sign(SignatureNamespaces.Erasure, CanonicalDocument.Write(statement)).Armor();
        return new(recipient.Recipient, recipient.Holder, "destroyed", gateKey.PublicKey.ToLine(), at, signature);
    }
}

/// <summary>
/// What was destroyed of a trial at its date, while its system was away: each fate with its own instant, for the certificate that
/// follows once the system is emptied.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="PlanSha256">Hash of the signed plan.</param>
/// <param name="Recipients">What became of each recipient.</param>
/// <param name="Parcels">What became of each parcel.</param>
public sealed record DestroyedAhead(
    string Passage, string PlanSha256, IReadOnlyList<RecipientFate> Recipients, IReadOnlyList<ParcelFate> Parcels) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "destroyed-ahead/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;
}
