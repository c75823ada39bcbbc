using System.CommandLine;
using Ecluse.Approvals;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse passage documents</c>: hands out what was signed, byte for byte, with the list of signers and the commands
/// by which <c>ssh-keygen</c> alone verifies each.
/// </summary>
internal static class DocumentsVerb
{
    private const string Signers = "allowed_signers";
    private static readonly string[] SourceSpaces =
        [SignatureNamespaces.Manifest, SignatureNamespaces.Answer, SignatureNamespaces.Return, SignatureNamespaces.Erasure, SignatureNamespaces.Certificate];
    private static readonly string[] TargetSpaces =
        [SignatureNamespaces.Manifest, SignatureNamespaces.Question, SignatureNamespaces.Return, SignatureNamespaces.Erasure, SignatureNamespaces.Certificate];

    // Each with the acts by which its signature came in.
    private static readonly (DocumentKind Kind, string File, string[] Acts)[] Files =
    [
        (DocumentKind.Plan, "plan.json", ["passage.opened"]),
        (DocumentKind.Manifest, "manifest.json", ["source-gate.closed", "manifest.taken"]),
        (DocumentKind.Reconciliation, "reconciliation.json", ["passage.reconciled", "passage.differs"]),
        (DocumentKind.Acceptance, "acceptance.json", ["passage.accepted"]),
        (DocumentKind.Postponement, "postponement.json", ["passage.postponed", "passage.held"]),
        (DocumentKind.Question, "question.json", ["question.asked"]),
        (DocumentKind.Return, Erasure.Returning.ReceiptFile, ["passage.returned"]),
        (DocumentKind.Destruction, "destruction.json", ["destruction.stated"]),
        (DocumentKind.Certificate, "certificate.json", ["passage.erased"]),
    ];

    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var folder = new Option<DirectoryInfo>("--output", "-o")
        {
            Description = "folder for the documents · dossier pour les documents", Required = true,
        };
        var command = new Command(
            "documents",
            "hands out what was signed, to be verified without Écluse · remet ce qui a été signé, à vérifier sans Écluse")
        {
            passage, folder,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var place = Directory.CreateDirectory(parsed.GetValue(folder)!.FullName).FullName;
            var signers = AllowedSigners.Parse(await SignersAsync(installation, work, cancellation), TimeZoneInfo.Utc);
            await WholeFile.WriteAsync(
                Path.Combine(place, Signers), string.Concat(signers.Entries.Select(entry => entry.ToLine() + "\n")), cancellation);
            var commands = new List<string>();
            foreach (var (file, bytes, signature, at) in await DocumentsAsync(installation, work, cancellation))
            {
                await WholeFile.WriteAsync(Path.Combine(place, file), bytes, cancellation);
                await WholeFile.WriteAsync(Path.Combine(place, file + ".sig"), signature, cancellation);
                commands.Add(Verification(file, SshSignature.Parse(signature), signers, at));
            }

            commands.ForEach(answer.Say);
            answer.Json(new { folder = place, commands });
            return 0;
        });
        return command;
    }

    private static async Task<List<(string File, byte[] Bytes, string Signature, DateTimeOffset At)>> DocumentsAsync(
        Installation installation, PassageWork work, CancellationToken cancellation)
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
    private static async Task<string> SignersAsync(Installation installation, PassageWork work, CancellationToken cancellation)
    {
        var number = work.Passage.Contract;
        var records = (await installation.Contracts.ListAsync(cancellation)).Select(stored => stored.Contract.Record)
            .Where(record => record.Number == number).ToList();
        var withdrawn = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var one in records.SelectMany(record => record.Withdrawals).Concat(await installation.Contracts.WithdrawalsAsync(number, cancellation)))
        {
            withdrawn[one.Fingerprint] = await TimeOfAsync(installation, one.FromCheckpoint, cancellation);
        }

        var lines = records.SelectMany(record => SignerList.WriteWithWithdrawn(record, withdrawn).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return string.Concat(lines.Distinct().Select(line => line + "\n"))
            + await StaterAsync(installation, work, cancellation)
            + Gate("source-gate", SourceSpaces, work.Plan.Gates.Source) + Gate("target-gate", TargetSpaces, work.Plan.Gates.Target);
    }

    // A record may name a place that the journal has not reached yet.
    private static async Task<DateTimeOffset> TimeOfAsync(Installation installation, long index, CancellationToken cancellation)
    {
        await foreach (var entry in installation.Journal.EntriesAsync(index, cancellation))
        {
            return entry.Time;
        }

        return DateTimeOffset.MaxValue;
    }

    // Who stated a destruction may be of the processor, and signs nothing else.
    private static async Task<string> StaterAsync(Installation installation, PassageWork work, CancellationToken cancellation) =>
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
        return $"ssh-keygen -Y verify -f {Signers} -I {signer.Principals} -n {signature.Namespace}{when} -s {file}.sig < {file}";
    }

    private static DateTimeOffset Second(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
}
