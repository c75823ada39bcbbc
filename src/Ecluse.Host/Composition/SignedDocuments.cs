using Ecluse.Approvals;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Host.Composition;

/// <summary>
/// What was signed of a passage, byte for byte, with the list of signers and the commands by which <c>ssh-keygen</c> alone verifies
/// each.
/// </summary>
internal sealed class SignedDocuments(Installation installation)
{
    /// <summary>Name of the list of signers.</summary>
    public const string SignersFile = "allowed_signers";

    private static readonly string[] SourceSpaces =
        [SignatureNamespaces.Manifest, SignatureNamespaces.Answer, SignatureNamespaces.Return, SignatureNamespaces.Erasure, SignatureNamespaces.Certificate];
    private static readonly string[] TargetSpaces =
        [SignatureNamespaces.Manifest, SignatureNamespaces.Question, SignatureNamespaces.Return, SignatureNamespaces.Erasure, SignatureNamespaces.Certificate];

    // Each with the acts by which its signature came in.
    private static readonly (DocumentKind Kind, string File, string[] Acts)[] Files =
    [
        (DocumentKind.Plan, "plan.json", ["passage.opened"]),
        (DocumentKind.Manifest, "manifest.json", ["source-gate.closed", "passage.resealed", "manifest.taken"]),
        (DocumentKind.Reconciliation, "reconciliation.json", ["passage.reconciled", "passage.differs"]),
        (DocumentKind.Acceptance, "acceptance.json", ["passage.accepted"]),
        (DocumentKind.Postponement, "postponement.json", ["passage.postponed", "passage.held"]),
        (DocumentKind.Question, "question.json", ["question.asked"]),
        (DocumentKind.Return, Erasure.Returning.ReceiptFile, ["passage.returned"]),
        (DocumentKind.Destruction, "destruction.json", ["destruction.stated"]),
        (DocumentKind.Certificate, "certificate.json", ["passage.erased"]),
    ];

    /// <summary>Gathers them.</summary>
    /// <returns>Each document with its signature and the command that verifies it, and the text of the list of signers.</returns>
    public async Task<(IReadOnlyList<PassagePaper> Documents, string Signers)> GatherAsync(
        PassageWork work, CancellationToken cancellation)
    {
        var signers = AllowedSigners.Parse(await SignersAsync(work, cancellation), TimeZoneInfo.Utc);
        return (
            [
                .. (await DocumentsAsync(work, cancellation)).Select(one => new PassagePaper(
                    one.File, one.Bytes, one.Signature, Verification(one.File, SshSignature.Parse(one.Signature), signers, one.At))),
            ],
            string.Concat(signers.Entries.Select(entry => entry.ToLine() + "\n")));
    }

    private async Task<List<(string File, byte[] Bytes, string Signature, DateTimeOffset At)>> DocumentsAsync(
        PassageWork work, CancellationToken cancellation)
    {
        var instruction = await installation.Instructions.FindAsync(work.Plan.Instruction.Sha256, cancellation);
        var steps = await installation.Ledger.StepsAsync(work.Passage.Id, cancellation);
        var documents = new List<(string, byte[], string, DateTimeOffset)>
        {
            ("instruction.yaml", instruction.Bytes, instruction.Signature, instruction.AddedAt),
        };
        foreach (var (kind, file, acts) in Files)
        {
            if (await installation.Ledger.FindDocumentAsync(work.Passage.Id, kind, cancellation) is { Signature: { } signature } document)
            {
                documents.Add((file, document.Bytes, signature, steps.Last(step => acts.Contains(step.Name)).At));
            }
        }

        return documents;
    }

    // The laboratory's signatories as the plan's contract and the latest name them, with keys withdrawn since until then; and both
    // gates as the signed plan names them.
    private async Task<string> SignersAsync(PassageWork work, CancellationToken cancellation)
    {
        var number = work.Passage.Contract;
        var records = (await installation.Contracts.ListAsync(cancellation)).Select(stored => stored.Contract.Record)
            .Where(record => record.Number == number).ToList();
        var withdrawn = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var one in records.SelectMany(record => record.Withdrawals).Concat(await installation.Contracts.WithdrawalsAsync(number, cancellation)))
        {
            withdrawn[one.Fingerprint] = await TimeOfAsync(one.FromCheckpoint, cancellation);
        }

        var lines = records.SelectMany(record => SignerList.WriteWithWithdrawn(record, withdrawn).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return string.Concat(lines.Distinct().Select(line => line + "\n"))
            + await StaterAsync(work, cancellation)
            + Gate("source-gate", SourceSpaces, work.Plan.Gates.Source) + Gate("target-gate", TargetSpaces, work.Plan.Gates.Target);
    }

    // A record may name a place that the journal has not reached yet.
    private async Task<DateTimeOffset> TimeOfAsync(long index, CancellationToken cancellation)
    {
        await foreach (var entry in installation.Journal.EntriesAsync(index, cancellation))
        {
            return entry.Time;
        }

        return DateTimeOffset.MaxValue;
    }

    // Who stated a destruction may be of the processor, and signs nothing else.
    private async Task<string> StaterAsync(PassageWork work, CancellationToken cancellation) =>
        await installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Destruction, cancellation) is { Signature: { } signature }
            ? Gate("stated-by", [SignatureNamespaces.Destruction], SshSignature.Parse(signature).PublicKey.ToLine())
            : "";

    private static string Gate(string name, string[] spaces, string key) =>
        new AllowedSigner(name, spaces, null, null, SshPublicKey.Parse(key)).ToLine() + "\n";

    // A person's key has dates: it is asked about at the instant at which the signature came in.
    private static string Verification(string file, SshSignature signature, AllowedSigners signers, DateTimeOffset at)
    {
        var known = signers.Entries.Where(entry => entry.Key.Equals(signature.PublicKey)).ToList();
        var signer = known.FirstOrDefault(entry => entry.Allows(signature.Namespace, Second(at)))
            ?? known.FirstOrDefault()
            ?? throw PassageErrors.SignerUnknown(file);
        var when = signer.ValidBefore is null ? "" : $" -Overify-time={at.UtcDateTime:yyyyMMddHHmmss}Z";
        return $"ssh-keygen -Y verify -f {SignersFile} -I {signer.Principals} -n {signature.Namespace}{when} -s {file}.sig < {file}";
    }

    private static DateTimeOffset Second(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
}

/// <summary>A signed document of a passage.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Bytes">Exact bytes.</param>
/// <param name="Signature">Text of its <c>.sig</c> file.</param>
/// <param name="Command">The command that verifies it beside <see cref="SignedDocuments.SignersFile"/>.</param>
internal sealed record PassagePaper(string File, byte[] Bytes, string Signature, string Command);
