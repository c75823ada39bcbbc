using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Erasure;

/// <summary>
/// Draws up the statement that identities which were never here are destroyed, and takes it in once somebody whom the contract
/// names, of the processor or of the laboratory, has signed it. It proves nothing; the certificate says so and who stated it.
/// </summary>
/// <param name="ledger">Where passages are.</param>
/// <param name="keys">Where the secrets are that a gate destroys itself.</param>
/// <param name="clock">What time it is.</param>
public sealed class Stating(IPassageLedger ledger, PassageKeys keys, TimeProvider clock)
{
    /// <summary>Draws one up to sign; nothing is said by it yet.</summary>
    /// <exception cref="EcluseException"><c>ERASE-018</c>: a gate here can say it; <c>ERASE-019</c>: an instant that has not come.</exception>
    public async Task<byte[]> DraftAsync(
        PassageWork work, DateTimeOffset at, string how, string checkpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var draft = new Destruction(work.Passage.Id, work.PlanSha256, [.. OfGates(work.Plan)], at, how, checkpoint);
        await CheckAsync(work, draft, cancellation);
        return CanonicalDocument.Write(draft);
    }

    /// <summary>Takes a signed one in; the erasure can end with it.</summary>
    /// <exception cref="ApprovalException">The key is not one that the contract names, or it is withdrawn.</exception>
    /// <exception cref="EcluseException"><c>ERASE-018</c>, <c>ERASE-019</c>; <c>SIGN-…</c>: the signature does not hold.</exception>
    public async Task<StatedDestruction> RunAsync(
        PassageWork work, byte[] bytes, string signature, ApprovalGround ground, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(ground);
        var signed = SshSignature.Parse(signature);
        var side = Side(signed.PublicKey, ground);
        signed.Verify(signed.PublicKey, SignatureNamespaces.Destruction, bytes);
        await CheckAsync(work, CanonicalDocument.Read<Destruction>(bytes), cancellation);
        await ledger.NoteAsync(
            work.Passage.Id,
            work.Act("destruction.stated", by, ("destruction", Sha256Hex.Of(bytes)), ("public-key", Sha256Hex.Of(signed.PublicKey.Blob))),
            new PassageDocument(DocumentKind.Destruction, bytes, signature),
            cancellation);
        return new StatedDestruction(side, signed.PublicKey.ToLine(), bytes, signature);
    }

    /// <summary>The statement of a passage as a certificate carries it, or null; only then the contract is asked for.</summary>
    public static async Task<StatedDestruction?> FindAsync(
        IPassageLedger ledger, string passage, Func<Task<ContractRecord>> contract, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(contract);
        if (await ledger.FindDocumentAsync(passage, DocumentKind.Destruction, cancellation) is not { Signature: { } signature } stored)
        {
            return null;
        }

        var key = SshSignature.Parse(signature).PublicKey;
        return new StatedDestruction(SideOf(key, await contract()) ?? "unknown", key.ToLine(), stored.Bytes, signature);
    }

    /// <summary>Recipients whose identities a gate holds, in the plan's order.</summary>
    internal static IEnumerable<string> OfGates(Plan plan) =>
        plan.Recipients.Where(recipient => recipient.Holder == "target-gate").Select(recipient => recipient.Recipient);

    private async Task CheckAsync(PassageWork work, Destruction document, CancellationToken cancellation)
    {
        if (keys.Exists(work.Plan.Id) || work.Passage.State == PassageState.Erased
            || await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.DestroyedAhead, cancellation) is not null
            || (await ledger.OpenIntentsAsync(work.Passage.Id, cancellation)).Any(intent => intent.Act.Name == "passage.erasing"))
        {
            throw EraseErrors.GateStates();
        }

        if (document.Passage != work.Passage.Id || document.PlanSha256 != work.PlanSha256
            || !document.Recipients.SequenceEqual(OfGates(work.Plan)) || document.At > clock.GetUtcNow()
            || string.IsNullOrWhiteSpace(document.How) || document.How.Any(char.IsControl))
        {
            throw EraseErrors.OtherStatement();
        }
    }

    private static string Side(SshPublicKey key, ApprovalGround ground)
    {
        var record = ground.Contract.Record;
        var side = SideOf(key, record) ?? throw new UnknownKeyException(key.Fingerprint);
        var withdrawal = record.Withdrawals.Concat(ground.Withdrawals)
            .FirstOrDefault(one => one.Fingerprint == key.Fingerprint && ground.Position >= one.FromCheckpoint);
        return withdrawal is null ? side : throw new KeyWithdrawnException(side, withdrawal.FromCheckpoint);
    }

    private static string? SideOf(SshPublicKey key, ContractRecord record) =>
        record.ProcessorKeys.Any(known => known.Key.Equals(key)) ? "processor"
        : record.Signatories.Any(one => key.Equals(one.Key) && one.EnrolledBy is not (KeyEnroller.Processor or KeyEnroller.ReceivingVendor))
            ? "controller"
        : null;
}
