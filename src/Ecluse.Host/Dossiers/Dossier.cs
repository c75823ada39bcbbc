using System.IO.Compression;
using System.Text;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Host.Dossiers;

/// <summary>
/// One zip for the auditor: what was signed, who could sign, the journal's proofs, the certificate; each verified offline by a command
/// that stands beside it. It names no patient: an instruction that lists patients by their keys is left out, and that is said.
/// </summary>
internal sealed class Dossier(Installation installation)
{
    // The acts that carry a passage from one state to the next.
    private static readonly string[] Proved =
        ["passage.opened", "source-gate.closed", "target-gate.closed", "passage.reconciled", "passage.differs", "passage.accepted", "passage.stopped", "passage.erased"];

    /// <summary>Gathers the files, by name, and the commands that verify them, in order.</summary>
    public async Task<DossierContent> GatherAsync(PassageWork work, CancellationToken cancellation)
    {
        var files = new List<(string Name, byte[] Bytes)>();
        var commands = new List<(Text What, string Command)>();
        var (documents, signers) = await new SignedDocuments(installation).GatherAsync(work, cancellation);
        var namesPatients = work.Scope.Patients.Keys is not null;
        files.Add((SignedDocuments.SignersFile, Encoding.UTF8.GetBytes(signers)));
        foreach (var document in documents.Where(one => !namesPatients || one.File != "instruction.yaml"))
        {
            files.Add((document.File, document.Bytes));
            files.Add((document.File + ".sig", Encoding.UTF8.GetBytes(document.Signature)));
            commands.Add((new($"The signature of {document.File}", $"La signature de {document.File}"), document.Command));
        }

        files.Add(("source-gate.pub", Encoding.UTF8.GetBytes(work.Plan.Gates.Source + "\n")));
        files.Add(("target-gate.pub", Encoding.UTF8.GetBytes(work.Plan.Gates.Target + "\n")));
        await AddJournalAsync(work, files, commands, cancellation);
        if (work.Passage.State == PassageState.Erased)
        {
            var (_, file) = await CertificateMaker.MakeAsync(installation, work.Passage.Id, cancellation);
            files.Add(("certificate-file.json", CanonicalDocument.Write(file)));
            commands.Add((
                new("The certificate, its journal entry, and that the journal extends the one that the signatory saw", "Le certificat, son entrée du journal, et que le journal prolonge celui que le signataire a vu"),
                "ecluse certificate verify certificate-file.json --log log.vkey --with plan.json.sig"));
        }

        return new DossierContent(files, commands, namesPatients);
    }

    /// <summary>The zip, with its explanation in both languages.</summary>
    public static byte[] Zip(DossierContent content, DateTimeOffset at)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, file) in content.Files.Prepend(("README.txt", Encoding.UTF8.GetBytes(DossierWords.Readme(content)))))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = at;
                using var stream = entry.Open();
                stream.Write(file);
            }
        }

        return bytes.ToArray();
    }

    private async Task AddJournalAsync(
        PassageWork work, List<(string, byte[])> files, List<(Text, string)> commands, CancellationToken cancellation)
    {
        var published = await installation.Journal.PublishAsync(cancellation);
        files.Add(("log.checkpoint", published.Note));
        files.Add(("log.vkey", Encoding.UTF8.GetBytes(await installation.Journal.VerifierKeyAsync(cancellation) + "\n")));
        foreach (var step in (await installation.Ledger.StepsAsync(work.Passage.Id, cancellation)).Where(step => Proved.Contains(step.Name)))
        {
            var name = $"{step.JournalIndex}-{step.Name}";
            files.Add(($"{name}.entry.json", await installation.Journal.EntryAsync(step.JournalIndex, cancellation)));
            files.Add(($"{name}.tlog-proof", await installation.Journal.ProveAsync(step.JournalIndex, cancellation)));
            commands.Add((
                new($"That {step.Name} stands in the journal", $"Que {step.Name} figure au journal"),
                $"ecluse journal verify --proof {name}.tlog-proof --entry {name}.entry.json --key \"$(cat log.vkey)\""));
        }
    }
}

/// <summary>What a dossier holds.</summary>
/// <param name="Files">Files by name.</param>
/// <param name="Commands">What is verified, and by which command, run in the folder of the files.</param>
/// <param name="LeavesInstructionOut">Whether the instruction lists patients by key and therefore is not in it.</param>
internal sealed record DossierContent(
    IReadOnlyList<(string Name, byte[] Bytes)> Files, IReadOnlyList<(Text What, string Command)> Commands, bool LeavesInstructionOut);
