using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Plans;

namespace Ecluse.Passages;

/// <summary>What a source gate hands over for a target gate that stands elsewhere; every byte of it is public or sealed.</summary>
/// <param name="Plan">Exact bytes of the plan.</param>
/// <param name="PlanSignature">The signatory's approval.</param>
/// <param name="Manifest">Exact bytes of the manifest.</param>
/// <param name="ManifestSignature">The source gate's signature.</param>
/// <param name="Folder">Folder in which the sealed parcels lie.</param>
public sealed record HandedOver(byte[] Plan, string PlanSignature, byte[] Manifest, string ManifestSignature, string Folder);

/// <summary>
/// Takes a sealed passage in at the target gate: the same signatures are asked for as at the source, then the manifest is
/// checked against the plan and each parcel against the manifest. Cut short, it is taken up again and ends the same.
/// </summary>
/// <param name="parts">What it works with.</param>
public sealed class Taking(LockParts parts)
{
    /// <summary>Takes it in; the passage is then <see cref="PassageState.Sealed"/> here.</summary>
    /// <param name="given">What the source gate handed over.</param>
    /// <param name="approve">Who signed the plan, as this side knows it, and the contract's hash where this side has it; nothing is parsed before.</param>
    /// <param name="scopeOf">The scope of the plan's instruction.</param>
    /// <param name="witness">Checks the source's log against the one seen last (rule 10), once the plan is believed.</param>
    /// <param name="by">Who takes it in.</param>
    /// <param name="cancellation">Stops between parcels.</param>
    /// <exception cref="Approvals.ApprovalException">The signature does not approve.</exception>
    /// <exception cref="EcluseException"><c>PASSAGE-024</c>, <c>-025</c>, <c>-028</c>; <c>-036</c>, <c>-037</c>; <c>ERASE-001</c>; <c>MANIFEST-…</c>; <c>DEPOT-…</c>.</exception>
    public async Task<PassageWork> RunAsync(
        HandedOver given, Func<(string Signatory, string? Contract)> approve, Func<Plan, Task<Scope>> scopeOf,
        Func<Plan, Task> witness, string by,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(approve);
        ArgumentNullException.ThrowIfNull(scopeOf);
        ArgumentNullException.ThrowIfNull(witness);
        var now = parts.Clock.GetUtcNow();
        var (signatory, contract) = approve();
        var plan = CanonicalDocument.Read<Plan>(given.Plan);
        Check(plan, contract);
        await witness(plan);

        // The id is believed only once the manifest's signature and every rule on it have held.
        var id = CanonicalDocument.Read<Manifest>(given.Manifest).Passage;
        var sha256 = Sha256Hex.Of(given.Plan);
        var passage = new Passage(id, plan.Contract.Id, sha256, PassageState.Opened, now, plan.EraseBy, Epoch: 0);
        var work = new PassageWork(passage, plan, sha256, await scopeOf(plan));
        var manifest = Manifest.Open(given.Manifest, given.ManifestSignature, work);

        passage = await OpenAsync(given, work, signatory, by, cancellation);
        if (passage.State == PassageState.Opened)
        {
            await TakeAsync(given, work, manifest, by, cancellation);
        }
        else if (passage.State is PassageState.Sealed or PassageState.Loaded)
        {
            await RenewAsync(given, work, manifest, by, cancellation);
        }

        return work with { Passage = await parts.Ledger.GetAsync(id, cancellation) };
    }

    private void Check(Plan plan, string? contract)
    {
        if (!parts.IsTargetOf(plan))
        {
            throw PassageErrors.OtherTargetGate();
        }

        if (contract is not null && plan.Contract.Sha256 != contract)
        {
            throw PassageErrors.ChangedSincePlan("contract");
        }

        // Opened to say now, not after the last parcel, that it is not here or past its date.
        using var identity = parts.Keys.OpenIdentity(plan.Id, plan.EraseBy, parts.Clock);
    }

    private async Task<Passage> OpenAsync(
        HandedOver given, PassageWork work, string signatory, string by, CancellationToken cancellation)
    {
        if ((await parts.Ledger.ListAsync(cancellation)).SingleOrDefault(known => known.PlanSha256 == work.PlanSha256) is { } known)
        {
            return known.Id == work.Passage.Id ? known : throw PassageErrors.PlanUsed();
        }

        await KeepPlanAsync(given, work, by, cancellation);
        var act = work.Act("passage.opened", by, ("signature", Sha256Hex.Of(System.Text.Encoding.UTF8.GetBytes(given.PlanSignature))));
        await parts.Ledger.OpenAsync(
            work.Passage,
            new PassageDocument(DocumentKind.Plan, given.Plan, given.PlanSignature),
            act with { Subjects = new Dictionary<string, string>(act.Subjects) { ["signatory"] = signatory } },
            cancellation);
        return work.Passage;
    }

    // The plan takes the place of the offer, under which the identity was kept until now.
    private async Task KeepPlanAsync(HandedOver given, PassageWork work, string by, CancellationToken cancellation)
    {
        foreach (var offer in await parts.Ledger.UnusedPlansAsync(cancellation))
        {
            if (offer.Id == work.Plan.Id && offer.Sha256 != work.PlanSha256)
            {
                await parts.Ledger.ForgetPlanAsync(offer.Sha256, PlanAct("plan.forgotten", work, by, offer.Sha256), cancellation);
            }
        }

        if (await parts.Ledger.FindPlanAsync(work.PlanSha256, cancellation) is null)
        {
            await parts.Ledger.AddPlanAsync(
                new StoredPlan(work.Plan.Id, work.PlanSha256, given.Plan, work.Plan.EraseBy),
                PlanAct("plan.taken", work, by, work.PlanSha256), cancellation);
        }
    }

    private static Act PlanAct(string name, PassageWork work, string by, string sha256) => new(
        name, by, new Dictionary<string, string> { ["plan"] = work.Plan.Id }, new Dictionary<string, string> { ["plan"] = sha256 });

    private async Task TakeAsync(
        HandedOver given, PassageWork work, Manifest manifest, string by, CancellationToken cancellation)
    {
        await TakeParcelsAsync(given, work, manifest, by, cancellation);
        await parts.Ledger.MoveAsync(
            work.Passage.Id, PassageState.Sealed, Taken(given, work, by), null,
            new PassageDocument(DocumentKind.Manifest, given.Manifest, given.ManifestSignature), cancellation);
    }

    // What was lost here is taken again; what the source gate sealed again since takes the place of what it lost.
    private async Task RenewAsync(
        HandedOver given, PassageWork work, Manifest manifest, string by, CancellationToken cancellation)
    {
        var before = await Loading.OpenManifestAsync(parts.Ledger, work, cancellation);
        if (!manifest.Renews(before))
        {
            throw PassageErrors.OtherManifest();
        }

        await TakeParcelsAsync(given, work, manifest, by, cancellation);
        if (!CanonicalDocument.Write(before).AsSpan().SequenceEqual(given.Manifest))
        {
            await parts.Ledger.NoteAsync(
                work.Passage.Id, Taken(given, work, by), new PassageDocument(DocumentKind.Manifest, given.Manifest, given.ManifestSignature), cancellation);
        }
    }

    private async Task TakeParcelsAsync(
        HandedOver given, PassageWork work, Manifest manifest, string by, CancellationToken cancellation)
    {
        var here = (await parts.Ledger.ParcelsAsync(work.Passage.Id, cancellation)).ToDictionary(one => one.Parcel.Number, one => one.Parcel);
        foreach (var parcel in manifest.Parcels)
        {
            cancellation.ThrowIfCancellationRequested();
            var known = here.GetValueOrDefault(parcel.Number);
            if (known?.Id == parcel.Id && Resealing.IsWhole(parts.Depot, work, parcel))
            {
                continue;
            }

            parts.Depot.TakeFrom(work.Passage.Id, parcel.Id, given.Folder, parcel.Sha256, parcel.SealedBytes);
            var act = work.Act("parcel.taken", by, ("parcel", parcel.Sha256));
            await (known is null
                ? parts.Ledger.AddParcelAsync(work.Passage.Id, parcel, "", act, cancellation)
                : parts.Ledger.RenewAsync(work.Passage.Id, [parcel], null, act, cancellation));
            if (known is not null && known.Id != parcel.Id)
            {
                parts.Depot.Delete(work.Passage.Id, known.Id);
            }
        }
    }

    private static Act Taken(HandedOver given, PassageWork work, string by) =>
        work.Act("manifest.taken", by, ("manifest", Sha256Hex.Of(given.Manifest)));
}
