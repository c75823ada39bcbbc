using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>
/// Opens a passage under a signed plan (rules 1 and 3): contract in force, plan made here and not used, signature of a
/// signatory, and the source gate's own list of signers agrees.
/// </summary>
/// <param name="ledger">Where plans and passages are.</param>
/// <param name="clock">What time it is.</param>
public sealed class Opening(IPassageLedger ledger, TimeProvider clock)
{
    /// <summary>Opens it.</summary>
    /// <param name="planBytes">Exact bytes of the plan.</param>
    /// <param name="signature">Text of the <c>.sig</c> file.</param>
    /// <param name="ground">The contract and what else is known of keys.</param>
    /// <param name="ofGate">The source gate's own copy of the laboratory's <c>allowed_signers</c>.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="cancellation">Stops early; nothing is opened.</param>
    /// <exception cref="ApprovalException">The signature does not approve.</exception>
    /// <exception cref="EcluseException"><c>PASSAGE-010</c>, <c>-013</c>, <c>-014</c>, <c>-025</c>.</exception>
    public async Task<(Passage Passage, Signatory Signatory)> RunAsync(
        byte[] planBytes, string signature, ApprovalGround ground, AllowedSigners ofGate, string by,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(planBytes);
        ArgumentNullException.ThrowIfNull(ground);
        var now = clock.GetUtcNow();
        var sha256 = Sha256Hex.Of(planBytes);

        // Who signed comes first: nothing of an unsigned document is parsed.
        var signatory = Approval.Verify(planBytes, SignatureNamespaces.Plan, signature, ground);
        Approval.VerifyAtGate(planBytes, SignatureNamespaces.Plan, signature, ofGate, now);
        var plan = CanonicalDocument.Read<Plan>(planBytes);
        if (await ledger.FindPlanAsync(sha256, cancellation) is null)
        {
            throw PassageErrors.PlanNotOurs();
        }

        if (plan.Contract.Sha256 != ground.Contract.Record.Sha256)
        {
            throw PassageErrors.ChangedSincePlan("contract");
        }

        if (plan.EraseBy <= now)
        {
            throw PassageErrors.PastEraseBy(plan.EraseBy);
        }

        var passage = new Passage(
            "p-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), plan.Contract.Id, sha256,
            PassageState.Opened, now, plan.EraseBy, Epoch: 0);
        await ledger.OpenAsync(
            passage,
            new PassageDocument(DocumentKind.Plan, planBytes, signature),
            new Act(
                "passage.opened", by,
                new Dictionary<string, string>
                {
                    ["passage"] = passage.Id, ["contract"] = plan.Contract.Id, ["plan"] = plan.Id,
                    ["signatory"] = signatory.Id,
                },
                new Dictionary<string, string>
                {
                    ["plan"] = sha256,
                    ["signature"] = Sha256Hex.Of(System.Text.Encoding.UTF8.GetBytes(signature)),
                }),
            cancellation);
        return (passage, signatory);
    }
}
