using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Journal;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Erasure;

/// <summary>
/// A certificate with everything that is needed to check it without us: the gate's signature, the journal's entry and
/// proof, the signed plan, and the proof that the log that holds the certificate extends the log that the signatory saw
/// when signing the plan. Bytes are base64. Specification: <c>docs/spec/certificate.md</c>.
/// </summary>
/// <param name="Certificate">Exact bytes of the <see cref="Erasure.Certificate"/>.</param>
/// <param name="Signature">The gate's SSHSIG over them.</param>
/// <param name="Entry">Exact bytes of the journal entry <c>passage.erased</c>.</param>
/// <param name="Proof">The <c>.tlog-proof</c> of that entry, with its checkpoint.</param>
/// <param name="Plan">Exact bytes of the signed plan.</param>
/// <param name="Consistency">Hashes that prove that the proof's checkpoint extends the plan's.</param>
public sealed record CertificateFile(
    byte[] Certificate, string Signature, byte[] Entry, byte[] Proof, byte[] Plan, IReadOnlyList<byte[]> Consistency)
    : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "certificate-file/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;

    /// <summary>Reads a file that was handed over and checks all of it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="vkey">The log's verifier key, from outside the file.</param>
    /// <param name="approval">The signatory's own copy of the approval signature, or null.</param>
    /// <exception cref="EcluseException">As <see cref="Verify"/>; <c>CERT-006</c>: not a whole certificate file.</exception>
    public static CheckedCertificate Check(byte[] bytes, string vkey, string? approval)
    {
        // What the reader brought is looked at first: what is wrong from here on is the file.
        _ = NoteKey.Parse(vkey);
        _ = approval is null ? null : SshSignature.Parse(approval);
        try
        {
            return CanonicalDocument.Read<CertificateFile>(bytes).Verify(vkey, approval);
        }
        catch (EcluseException error) when (error.Kind is not (ErrorKind.SealBroken or ErrorKind.Refused))
        {
            throw CertificateErrors.NotWhole(error.Code);
        }
    }

    /// <summary>Checks all of it.</summary>
    /// <param name="vkey">The log's verifier key, from outside the file.</param>
    /// <param name="approval">The signatory's own copy of the approval signature, or null.</param>
    /// <returns>The certificate, and who signed the approval when it was given.</returns>
    /// <exception cref="EcluseException"><c>CERT-001</c> to <c>-006</c>, <c>JOURNAL-…</c>, <c>SIGN-…</c>, <c>CANON-…</c>.</exception>
    public CheckedCertificate Verify(string vkey, string? approval)
    {
        var certificate = CanonicalDocument.Read<Certificate>(Certificate);
        if (Sha256Hex.Of(Plan) != certificate.PlanSha256)
        {
            throw CertificateErrors.OtherPlan();
        }

        var plan = CanonicalDocument.Read<Plan>(Plan);
        SshSignature.Parse(Signature).Verify(GateOf(certificate, plan), SignatureNamespaces.Certificate, Certificate);
        VerifyFates(certificate, plan);

        var (checkpoint, index) = ProofCheck.Verify(Entry, Proof, vkey);
        var entry = ActEntry.Read(Entry).Act;
        if (entry.Name != "passage.erased"
            || entry.Subjects.GetValueOrDefault("passage") != certificate.Passage
            || entry.Hashes.GetValueOrDefault("certificate") != Sha256Hex.Of(Certificate))
        {
            throw CertificateErrors.OtherEntry();
        }

        // Only a certificate that says openly that its machine is not the one of the plan may stand in another log.
        var isOfThisLog = (plan.OneMachine && certificate.Stated is null) || OriginOf(plan) == checkpoint.Origin;
        if (isOfThisLog)
        {
            VerifyLogExtendsPlan(plan, checkpoint, vkey);
        }

        return new CheckedCertificate(certificate, plan, index, checkpoint, VerifyApproval(approval), isOfThisLog);
    }

    private static SshPublicKey GateOf(Certificate certificate, Plan plan) => SshPublicKey.Parse(
        certificate.Recipients.Any(fate => fate.Fate == RecipientFate.Elsewhere) ? plan.Gates.Source : plan.Gates.Target);

    /// <summary>Checks that every recipient of the plan is accounted for by whom may account for it.</summary>
    internal static void VerifyFates(Certificate certificate, Plan plan)
    {
        var gate = GateOf(certificate, plan);
        var named = certificate.Recipients.Select(fate => fate.Recipient);
        if (!named.SequenceEqual(plan.Recipients.Select(recipient => recipient.Recipient)))
        {
            throw CertificateErrors.Recipients();
        }

        foreach (var (fate, planned) in certificate.Recipients.Zip(plan.Recipients))
        {
            // The certificate of a source gate that stands by itself says of another gate's identity only that it never held it.
            if (planned.Holder != "target-gate" || (fate.Fate == RecipientFate.Elsewhere && !plan.OneMachine))
            {
                continue;
            }

            if (fate.Fate == RecipientFate.Stated)
            {
                VerifyStated(certificate, fate);
                continue;
            }

            if (fate is not { Fate: "destroyed", At: { } at, Signature: { } signature })
            {
                throw CertificateErrors.Recipients();
            }

            var statement = new DestructionStatement(
                certificate.Passage, fate.Recipient, at, DestructionStatement.FileMethod, AbsenceReread: true);
            SshSignature.Parse(signature)
                .Verify(gate, SignatureNamespaces.Erasure, CanonicalDocument.Write(statement));
        }
    }

    // Whose key it is the contract says, which is not in the file; that the statement is this key's and about this identity is checked.
    private static void VerifyStated(Certificate certificate, RecipientFate fate)
    {
        if (certificate.Stated is not { } stated || stated.By != fate.By)
        {
            throw CertificateErrors.Recipients();
        }

        SshSignature.Parse(stated.Signature)
            .Verify(SshPublicKey.Parse(stated.By), SignatureNamespaces.Destruction, stated.Document);
        var said = CanonicalDocument.Read<Destruction>(stated.Document);
        if (said.Passage != certificate.Passage || said.PlanSha256 != certificate.PlanSha256
            || said.At != fate.At || !said.Recipients.Contains(fate.Recipient))
        {
            throw CertificateErrors.Recipients();
        }
    }

    /// <summary>Name of the log whose checkpoint the signatory saw in the plan.</summary>
    public static string OriginOf(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Checkpoint.Split('\n')[0];
    }

    private void VerifyLogExtendsPlan(Plan plan, Checkpoint checkpoint, string vkey)
    {
        var seen = Checkpoint.Open(System.Text.Encoding.UTF8.GetBytes(plan.Checkpoint), NoteKey.Parse(vkey));
        if (seen.Origin != checkpoint.Origin
            || !MerkleProof.VerifyConsistency(seen.Size, checkpoint.Size, seen.Root, checkpoint.Root, Consistency))
        {
            throw CertificateErrors.LogRewritten();
        }
    }

    private SshPublicKey? VerifyApproval(string? approval)
    {
        if (approval is null)
        {
            return null;
        }

        var signature = SshSignature.Parse(approval);
        try
        {
            signature.Verify(signature.PublicKey, SignatureNamespaces.Plan, Plan);
        }
        catch (EcluseException)
        {
            throw CertificateErrors.OtherApproval();
        }

        return signature.PublicKey;
    }
}

/// <summary>A certificate file that holds.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Plan">The signed plan.</param>
/// <param name="Index">Index of the journal entry.</param>
/// <param name="Checkpoint">The checkpoint that proves it.</param>
/// <param name="Approver">Key of the approval that was given, or null: whose it is only its holder can say.</param>
/// <param name="ExtendsPlan">
/// Whether the log was proved to extend the one that the plan showed; false only for a gate that stands by itself with a log of
/// its own, under a plan that says so, or for a state restored on another machine, of which a destruction is stated.
/// </param>
public sealed record CheckedCertificate(
    Certificate Certificate, Plan Plan, long Index, Checkpoint Checkpoint, SshPublicKey? Approver, bool ExtendsPlan);
