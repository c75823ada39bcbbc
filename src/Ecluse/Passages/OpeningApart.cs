using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;
using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Passages;

/// <summary>
/// Opens a passage at a source gate that stands apart: it holds the laboratory's <c>allowed_signers</c> and its own key, and believes of
/// a plan what the laboratory's signature makes true (rule 3).
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="agent">Id under which the gate acts.</param>
public sealed class OpeningApart(LockParts parts, string agent)
{
    /// <summary>Opens it, or finds the one that this plan opened before.</summary>
    /// <param name="bytes">Exact bytes of the plan.</param>
    /// <param name="signature">Text of the <c>.sig</c> file.</param>
    /// <param name="ofGate">The gate's own copy of the laboratory's <c>allowed_signers</c>.</param>
    /// <param name="witness">Checks the log that came with the plan (rule 10), once the plan is believed.</param>
    /// <param name="cancellation">Stops early; nothing is opened.</param>
    /// <exception cref="ApprovalException">The signature does not approve.</exception>
    /// <exception cref="EcluseException">
    /// <c>PASSAGE-043</c>: another source gate; <c>PASSAGE-039</c>: no compiled profiles; <c>PASSAGE-025</c>: past its date;
    /// <c>PASSAGE-036</c>, <c>PASSAGE-037</c>; <c>PASSAGE-010</c>: the passage is ended.
    /// </exception>
    public async Task<PassageWork> RunAsync(
        byte[] bytes, string signature, AllowedSigners ofGate, Action<Plan> witness, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(witness);
        var now = parts.Clock.GetUtcNow();

        // Who signed comes first: nothing of an unsigned document is parsed.
        var signatory = Approval.VerifyAtGate(bytes, SignatureNamespaces.Plan, signature, ofGate, now);
        var plan = CanonicalDocument.Read<Plan>(bytes);
        if (plan.Gates.Source != parts.SourceGate.PublicKey.ToLine())
        {
            throw PassageErrors.OtherSourceGate();
        }

        var compiled = plan.Compiled ?? throw PassageErrors.NotForGates();
        if (plan.EraseBy <= now)
        {
            throw PassageErrors.PastEraseBy(plan.EraseBy);
        }

        witness(plan);
        var sha256 = Sha256Hex.Of(bytes);
        var known = (await parts.Ledger.ListAsync(cancellation)).SingleOrDefault(one => one.PlanSha256 == sha256);
        if (known is { State: PassageState.Stopped or PassageState.Erased })
        {
            throw PassageErrors.PlanUsed();
        }

        return new PassageWork(known ?? await OpenAsync(plan, bytes, sha256, signature, signatory.Principals, cancellation), plan, sha256, compiled.Scope);
    }

    private async Task<Passage> OpenAsync(
        Plan plan, byte[] bytes, string sha256, string signature, string signatory, CancellationToken cancellation)
    {
        if (!parts.Keys.Exists(plan.Id))
        {
            var subjects = new Dictionary<string, string> { ["plan"] = plan.Id };
            var intent = await parts.Ledger.NoteAsync(null, new Act("key.making", agent, subjects, new Dictionary<string, string>()), cancellation);
            parts.Keys.CreateCommitment(plan.Id, parts.Clock);
            await parts.Ledger.NoteAsync(
                null, new Act("key.made", agent, subjects, new Dictionary<string, string>()) with { Intent = intent }, cancellation);
        }

        var passage = new Passage(
            "p-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), plan.Contract.Id, sha256,
            PassageState.Opened, parts.Clock.GetUtcNow(), plan.EraseBy, Epoch: 0);
        await parts.Ledger.OpenAsync(
            passage,
            new PassageDocument(DocumentKind.Plan, bytes, signature),
            new Act(
                "passage.opened", agent,
                new Dictionary<string, string>
                {
                    ["passage"] = passage.Id, ["contract"] = plan.Contract.Id, ["plan"] = plan.Id, ["signatory"] = signatory,
                },
                new Dictionary<string, string> { ["plan"] = sha256, ["signature"] = Sha256Hex.Of(Encoding.UTF8.GetBytes(signature)) }),
            cancellation);
        return passage;
    }
}
