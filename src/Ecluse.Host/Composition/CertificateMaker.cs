using System.Text;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Journal;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Host.Composition;

/// <summary>Puts a certificate file together: certificate, entry, proofs, signed plan.</summary>
internal static class CertificateMaker
{
    public static async Task<(Certificate Certificate, CertificateFile File)> MakeAsync(
        Installation installation, string passage, CancellationToken cancellation)
    {
        var document = await installation.Ledger.FindDocumentAsync(passage, DocumentKind.Certificate, cancellation)
            ?? throw new EcluseException(
                "ERASE-005",
                new("The passage is not erased; there is no certificate yet.", "Le passage n’est pas effacé ; il n’y a pas encore de certificat."),
                new("Erase it with ecluse erase, once it is accepted or stopped.", "L’effacer avec ecluse erase, une fois accepté ou arrêté."),
                ErrorKind.NotFound);
        var plan = (await installation.Ledger.FindDocumentAsync(passage, DocumentKind.Plan, cancellation))!.Bytes;
        await installation.Journal.PublishAsync(cancellation);
        var step = (await installation.Ledger.StepsAsync(passage, cancellation)).Single(step => step.Name == "passage.erased");
        var proof = await installation.Journal.ProveAsync(step.JournalIndex, cancellation);
        return (
            CanonicalDocument.Read<Certificate>(document.Bytes),
            new CertificateFile(
                document.Bytes, document.Signature!, await installation.Journal.EntryAsync(step.JournalIndex, cancellation),
                proof, plan, await ConsistencyAsync(installation, plan, proof, cancellation)));
    }

    // From the checkpoint that the signatory saw in the plan to the one that proves the certificate.
    private static async Task<IReadOnlyList<byte[]>> ConsistencyAsync(
        Installation installation, byte[] plan, byte[] proof, CancellationToken cancellation)
    {
        var log = NoteKey.Parse(await installation.Journal.VerifierKeyAsync(cancellation));
        var signed = CanonicalDocument.Read<Plan>(plan);
        var now = Checkpoint.Open(TlogProof.Parse(proof).Checkpoint, log);
        if (CertificateFile.OriginOf(signed) != now.Origin)
        {
            // A target gate with a log of its own, or a log continued after a restore: nothing can be proved between the two.
            return [];
        }

        var seen = Checkpoint.Open(Encoding.UTF8.GetBytes(signed.Checkpoint), log);
        var tree = new TreeBuilder();
        await foreach (var entry in installation.Journal.EntriesAsync(0, cancellation))
        {
            if (tree.Size < now.Size)
            {
                tree.Add(entry.ToBytes());
            }
        }

        return MerkleTree.Consistency(seen.Size, now.Size, tree.Subtree);
    }
}
