using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>
/// The list of parcels that the source gate signs when it closes; the target gate loads what it lists, in its order, and
/// nothing else. Specification: <c>docs/spec/manifest.md</c>.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="PlanSha256">Hash of the signed plan.</param>
/// <param name="Gate">Public key of the source gate, as the plan names it.</param>
/// <param name="ClosedAt">When the source gate closed.</param>
/// <param name="Recipients">age recipients of every parcel, exactly those of the plan, in its order.</param>
/// <param name="Parcels">Numbered from 1 without gap; the last one is the digests parcel.</param>
/// <param name="Counts">Sum over the parcels.</param>
/// <param name="LeftOut">Patients left out by a fit treatment.</param>
public sealed record Manifest(
    string Passage,
    string PlanSha256,
    string Gate,
    DateTimeOffset ClosedAt,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<Parcel> Parcels,
    PassageCounts Counts,
    long LeftOut) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "manifest/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => GateForms.Documents;

    /// <summary>Reads a manifest after its signature was verified, and checks it against the plan.</summary>
    /// <exception cref="EcluseException"><c>MANIFEST-001</c> to <c>-009</c>.</exception>
    public static Manifest Open(byte[] bytes, string signature, PassageWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            SshSignature.Parse(signature).Verify(
                SshPublicKey.Parse(work.Plan.Gates.Source), SignatureNamespaces.Manifest, bytes);
        }
        catch (EcluseException)
        {
            throw ManifestErrors.BadSignature();
        }

        var manifest = CanonicalDocument.Read<Manifest>(bytes);
        manifest.Check(work.Passage.Id, work.Plan, work.PlanSha256);
        return manifest;
    }

    /// <summary>Checks everything that the target gate relies on, before it opens a parcel.</summary>
    /// <param name="passage">The passage to load.</param>
    /// <param name="plan">Its signed plan.</param>
    /// <param name="planSha256">Hash of the plan's exact bytes.</param>
    /// <exception cref="EcluseException"><c>MANIFEST-001</c> to <c>-007</c>, each naming what is wrong.</exception>
    public void Check(string passage, Plan plan, string planSha256)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var wrong =
            Passage != passage ? ManifestErrors.OtherPassage() :
            PlanSha256 != planSha256 ? ManifestErrors.OtherPlan() :
            Gate != plan.Gates.Source ? ManifestErrors.UnnamedGate() :
            RecipientsProblem(plan) ?? ParcelsProblem();
        if (wrong is not null)
        {
            throw wrong;
        }
    }

    /// <summary>
    /// Whether this one is the other, or the other after its source gate sealed parcels again: later, and the same but for their ids,
    /// hashes and lengths.
    /// </summary>
    public bool Renews(Manifest before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return (ClosedAt > before.ClosedAt || (ClosedAt == before.ClosedAt && Parcels.Select(one => one.Id).SequenceEqual(before.Parcels.Select(one => one.Id))))
            && LeftOut == before.LeftOut && Parcels.Count == before.Parcels.Count
            && Parcels.Zip(before.Parcels).All(pair => IsSame(pair.First, pair.Second));

        // A parcel that kept its id is the very same one.
        static bool IsSame(Parcel now, Parcel then) => now.Kind == then.Kind && now.PlainBytes == then.PlainBytes && now.Patients == then.Patients
            && now.Records.Count == then.Records.Count && !now.Records.Except(then.Records).Any()
            && (now.Id != then.Id || (now.Sha256 == then.Sha256 && now.SealedBytes == then.SealedBytes));
    }

    private EcluseException? RecipientsProblem(Plan plan)
    {
        var planned = plan.Recipients.Select(recipient => recipient.Recipient).ToList();
        return Recipients.Except(planned).Any() ? ManifestErrors.RecipientAdded()
            : !Recipients.SequenceEqual(planned) ? ManifestErrors.RecipientExchanged()
            : null;
    }

    private EcluseException? ParcelsProblem()
    {
        if (Parcels.Select(parcel => parcel.Id).Distinct().Count() != Parcels.Count)
        {
            return ManifestErrors.ParcelRepeated();
        }

        for (var i = 0; i < Parcels.Count; i++)
        {
            if (Parcels[i].Number != i + 1)
            {
                return Parcels.Any(parcel => parcel.Number == i + 1)
                    ? ManifestErrors.ParcelsReordered(i + 1)
                    : ManifestErrors.ParcelMissing(i + 1);
            }
        }

        var last = Parcels.Count > 0 ? Parcels[^1].Kind : ParcelKind.Records;
        var patients = Parcels.Sum(parcel => (decimal)parcel.Patients);
        return last != ParcelKind.Digests || Parcels.Count(parcel => parcel.Kind == ParcelKind.Digests) != 1
                || patients != Counts.Patients
            ? ManifestErrors.ParcelMissing(Parcels.Count + 1)
            : null;
    }
}
