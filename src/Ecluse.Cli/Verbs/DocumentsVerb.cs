using System.CommandLine;
using Ecluse.Approvals;
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
    private static readonly string[] SourceSpaces = [SignatureNamespaces.Manifest, SignatureNamespaces.Erasure];
    private static readonly string[] TargetSpaces =
        [SignatureNamespaces.Manifest, SignatureNamespaces.Erasure, SignatureNamespaces.Certificate];

    private static readonly (DocumentKind Kind, string File)[] Files =
    [
        (DocumentKind.Plan, "plan.json"), (DocumentKind.Manifest, "manifest.json"),
        (DocumentKind.Reconciliation, "reconciliation.json"), (DocumentKind.Acceptance, "acceptance.json"),
        (DocumentKind.Postponement, "postponement.json"),
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
            foreach (var (file, bytes, signature) in await DocumentsAsync(installation, work, cancellation))
            {
                await WholeFile.WriteAsync(Path.Combine(place, file), bytes, cancellation);
                await WholeFile.WriteAsync(Path.Combine(place, file + ".sig"), signature, cancellation);
                commands.Add(Verification(file, SshSignature.Parse(signature), signers));
            }

            commands.ForEach(answer.Say);
            answer.Json(new { folder = place, commands });
            return 0;
        });
        return command;
    }

    private static async Task<List<(string File, byte[] Bytes, string Signature)>> DocumentsAsync(
        Installation installation, PassageWork work, CancellationToken cancellation)
    {
        var instruction = await installation.Instructions.FindAsync(work.Plan.Instruction.Sha256, cancellation);
        var documents = new List<(string, byte[], string)> { ("instruction.yaml", instruction.Bytes, instruction.Signature) };
        foreach (var (kind, file) in Files)
        {
            if (await installation.Ledger.FindDocumentAsync(work.Passage.Id, kind, cancellation) is { Signature: { } signature } document)
            {
                documents.Add((file, document.Bytes, signature));
            }
        }

        return documents;
    }

    // The laboratory's signatories as the contract names them, and both gates as the signed plan names them.
    private static async Task<string> SignersAsync(Installation installation, PassageWork work, CancellationToken cancellation)
    {
        var contract = await installation.Contracts.FindAsync(work.Passage.Contract, cancellation);
        return SignerList.Write(contract.Contract.Record)
            + Gate("source-gate", SourceSpaces, work.Plan.Gates.Source) + Gate("target-gate", TargetSpaces, work.Plan.Gates.Target);
    }

    private static string Gate(string name, string[] spaces, string key) =>
        new AllowedSigner(name, spaces, null, null, SshPublicKey.Parse(key)).ToLine() + "\n";

    private static string Verification(string file, SshSignature signature, AllowedSigners signers)
    {
        var principal = signers.Entries.FirstOrDefault(entry => entry.Key.Equals(signature.PublicKey)
            && entry.Namespaces.Contains(signature.Namespace, StringComparer.Ordinal))?.Principals ?? "?";
        return $"ssh-keygen -Y verify -f {Signers} -I {principal} -n {signature.Namespace} -s {file}.sig < {file}";
    }
}
