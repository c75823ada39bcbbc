using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Reconciliation;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>Takes the signatory's acceptance in: signed over the list of what was seen, for this very reconciliation.</summary>
/// <param name="ledger">Where passages are.</param>
public sealed class Accepting(IPassageLedger ledger)
{
    /// <summary>Accepts a reconciled passage.</summary>
    /// <exception cref="ApprovalException">The signature is not a signatory's.</exception>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-015</c>: another passage or reconciliation; <c>PASSAGE-002</c>.</exception>
    public async Task<Signatory> RunAsync(
        PassageWork work, byte[] acceptance, string signature, ApprovalGround ground, string by,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (work.Plan.Trial)
        {
            throw PassageErrors.TrialIsNotAccepted();
        }

        var signatory = Approval.Verify(acceptance, SignatureNamespaces.Acceptance, signature, ground);
        var document = CanonicalDocument.Read<Acceptance>(acceptance);
        var report = await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Reconciliation, cancellation);
        if (report is null || document.Passage != work.Passage.Id
            || document.ReconciliationSha256 != Sha256Hex.Of(report.Bytes))
        {
            throw PassageErrors.OtherAcceptance();
        }

        var act = work.Act("passage.accepted", by, ("acceptance", Sha256Hex.Of(acceptance)));
        await ledger.MoveAsync(
            work.Passage.Id,
            PassageState.Accepted,
            act with { Subjects = new Dictionary<string, string>(act.Subjects) { ["signatory"] = signatory.Id } },
            null,
            new PassageDocument(DocumentKind.Acceptance, acceptance, signature),
            cancellation);
        return signatory;
    }
}
