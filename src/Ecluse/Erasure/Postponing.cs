using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Erasure;

/// <summary>Draws a postponement up, and takes it in once a signatory signed it.</summary>
/// <param name="ledger">Where passages are.</param>
/// <param name="clock">What time it is.</param>
public sealed class Postponing(IPassageLedger ledger, TimeProvider clock)
{
    /// <summary>Draws one up for the signatory; nothing moves yet.</summary>
    /// <exception cref="EcluseException"><c>ERASE-008</c> to <c>-012</c>: it could not be taken in.</exception>
    public async Task<byte[]> DraftAsync(
        PassageWork work, DateTimeOffset until, bool legalHold, string reason, string checkpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var draft = new Postponement(
            work.Passage.Id, work.PlanSha256, work.Passage.EraseBy, until, legalHold, reason,
            await DatesAsync(ledger, work.Passage.Id, cancellation), checkpoint);
        Check(work, draft);
        return CanonicalDocument.Write(draft);
    }

    /// <summary>Takes a signed one in: the passage is erased at the new date.</summary>
    /// <exception cref="ApprovalException">The signature is not a signatory's.</exception>
    /// <exception cref="EcluseException"><c>ERASE-008</c> to <c>-012</c>.</exception>
    public async Task<(Signatory Signatory, Postponement Document)> RunAsync(
        PassageWork work, byte[] bytes, string signature, ApprovalGround ground, AllowedSigners ofGate, string by,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var signatory = Approval.Verify(bytes, SignatureNamespaces.Postponement, signature, ground);
        Approval.VerifyAtGate(bytes, SignatureNamespaces.Postponement, signature, ofGate, clock.GetUtcNow());
        var document = CanonicalDocument.Read<Postponement>(bytes);
        Check(work, document);
        if (!document.Earlier.SequenceEqual(await DatesAsync(ledger, work.Passage.Id, cancellation)))
        {
            throw EraseErrors.OtherPostponement();
        }

        var act = work.Act(document.LegalHold ? "passage.held" : "passage.postponed", by, ("postponement", Sha256Hex.Of(bytes)));
        await ledger.PostponeAsync(
            work.Passage.Id,
            document.From,
            document.Until,
            act with { Subjects = new Dictionary<string, string>(act.Subjects) { ["signatory"] = signatory.Id } },
            new PassageDocument(DocumentKind.Postponement, bytes, signature),
            cancellation);
        return (signatory, document);
    }

    /// <summary>The dates that moved so far, oldest first.</summary>
    public static async Task<IReadOnlyList<PostponedDate>> DatesAsync(
        IPassageLedger ledger, string passage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (await ledger.FindDocumentAsync(passage, DocumentKind.Postponement, cancellation) is not { } stored)
        {
            return [];
        }

        var last = CanonicalDocument.Read<Postponement>(stored.Bytes);
        return [.. last.Earlier, new PostponedDate(last.From, last.Until, last.LegalHold, Sha256Hex.Of(stored.Bytes))];
    }

    /// <summary>Refuses while a legal hold lasts: what is held is kept as it is, and nothing is opened.</summary>
    /// <exception cref="EcluseException"><c>ERASE-007</c>.</exception>
    public static async Task RefuseIfHeldAsync(
        IPassageLedger ledger, string passage, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await DatesAsync(ledger, passage, cancellation) is [.., { LegalHold: true } hold] && now < hold.Until)
        {
            throw EraseErrors.Held(hold.Until);
        }
    }

    private void Check(PassageWork work, Postponement document)
    {
        var now = clock.GetUtcNow();
        var wrong =
            document.Passage != work.Passage.Id || document.PlanSha256 != work.PlanSha256 || document.From != work.Passage.EraseBy
                ? EraseErrors.OtherPostponement()
            : work.Passage.State == PassageState.Erased || now >= work.Passage.EraseBy ? EraseErrors.TooLate(work.Passage.EraseBy)
            : document.Until <= document.From ? EraseErrors.NotLater(document.From)
            : document.LegalHold && document.Until - now > Postponement.HoldMax ? EraseErrors.HoldTooLong()
            : work.Plan.Trial && document.Until - work.Passage.OpenedAt > Instructions.Instruction.TrialMax ? EraseErrors.TrialTooLong()
            : null;
        if (wrong is not null)
        {
            throw wrong;
        }
    }
}
