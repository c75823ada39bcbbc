using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Reconciliation;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>
/// Takes the signatory's acceptance in: signed over the list of what was seen, for this very reconciliation. Our table then
/// leaves the target; where the target cannot be reached, nothing is accepted.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the target.</param>
public sealed class Accepting(LockParts parts, IGates gates)
{
    private readonly Clearing clearing = new(parts, gates);

    /// <summary>Accepts a reconciled passage.</summary>
    /// <exception cref="ApprovalException">The signature is not a signatory's.</exception>
    /// <exception cref="Errors.EcluseException">
    /// <c>PASSAGE-015</c>: another passage or reconciliation; <c>PASSAGE-002</c>; <c>GATE-…</c>: the target cannot be reached.
    /// </exception>
    public async Task<Signatory> RunAsync(
        PassageWork work, byte[] acceptance, string signature, ApprovalGround ground, string by,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var signatory = await CheckAsync(work, acceptance, signature, ground, cancellation);
        await using var target = await gates.OpenTargetAsync(work.Plan, cancellation);

        // Announced first: from the acceptance on the table is taken out, whatever happens to this process.
        await clearing.AnnounceAsync(work, by, cancellation);
        var act = work.Act("passage.accepted", by, ("acceptance", Sha256Hex.Of(acceptance)));
        await parts.Ledger.MoveAsync(
            work.Passage.Id,
            PassageState.Accepted,
            act with { Subjects = new Dictionary<string, string>(act.Subjects) { ["signatory"] = signatory.Id } },
            null,
            new PassageDocument(DocumentKind.Acceptance, acceptance, signature),
            cancellation);
        await clearing.RunAsync(work, target, by, cancellation);
        return signatory;
    }

    private async Task<Signatory> CheckAsync(
        PassageWork work, byte[] acceptance, string signature, ApprovalGround ground, CancellationToken cancellation)
    {
        if (work.Plan.Trial)
        {
            throw PassageErrors.TrialIsNotAccepted();
        }

        var signatory = Approval.Verify(acceptance, SignatureNamespaces.Acceptance, signature, ground);
        var document = CanonicalDocument.Read<Acceptance>(acceptance);
        var report = await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Reconciliation, cancellation);
        if (report is null || document.Passage != work.Passage.Id
            || document.ReconciliationSha256 != Sha256Hex.Of(report.Bytes))
        {
            throw PassageErrors.OtherAcceptance();
        }

        return work.Passage.State == PassageState.Reconciled
            ? signatory
            : throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Accepted);
    }
}
