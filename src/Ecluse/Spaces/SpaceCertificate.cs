using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Journal;
using Ecluse.Signatures;

namespace Ecluse.Spaces;

/// <summary>
/// What was removed of a space, when, and what cannot be proved. Canonical JSON, signed by the gate of the depot's machine; its hash is in
/// the journal. Specification: <c>docs/spec/spaces.md</c>.
/// </summary>
/// <param name="Number">Number, <c>e-</c> and 12 hex digits.</param>
/// <param name="Space">Id of the space.</param>
/// <param name="Contract">Number of the contract.</param>
/// <param name="Instruction">Number of the instruction.</param>
/// <param name="InstructionSha256">Hash of the instruction.</param>
/// <param name="Grade">Who sealed.</param>
/// <param name="Direction">Which side sent.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="At">When the last absence was re-read.</param>
/// <param name="Due">The space's erase-by.</param>
/// <param name="Timing"><c>early</c> (before the due instant), <c>due</c> (within the hour after it) or <c>late</c>.</param>
/// <param name="Objects">Every object that there ever was, in the order in which they were begun.</param>
/// <param name="Recipients">Whom everything was sealed to, with what becomes of their identities.</param>
/// <param name="Places">Every place where the depot wrote for this space, with what was read there again.</param>
/// <param name="Signer">Public key of the gate that signs this, OpenSSH form.</param>
/// <param name="CannotProve">What this certificate cannot prove, in French and English.</param>
/// <param name="Checkpoint">The journal's checkpoint before the erasure, verbatim.</param>
public sealed record SpaceCertificate(
    string Number,
    string Space,
    string Contract,
    string Instruction,
    string InstructionSha256,
    Grade Grade,
    Direction Direction,
    DateTimeOffset OpenedAt,
    DateTimeOffset At,
    DateTimeOffset Due,
    string Timing,
    IReadOnlyList<ObjectFate> Objects,
    IReadOnlyList<SpaceRecipientFate> Recipients,
    IReadOnlyList<SpacePlace> Places,
    string Signer,
    CannotProve CannotProve,
    string Checkpoint) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "space-certificate/1";

    internal static CannotProve Unproven(Grade grade) => new(
        Fr: "Ce certificat dit ce que le dépôt d’Écluse a ôté et relu. Il ne prouve pas l’absence de copies : de ce qui a été pris, d’instantanés ou "
            + "de sauvegardes du disque faits par d’autres, de ce que le matériel garde après effacement. Le dépôt n’a jamais détenu les identités des "
            + "destinataires ; il ne dit rien de ce qu’elles deviennent." + (grade == Grade.OnArrival
                ? " Le contenu a été vu en clair, en mémoire, par le serveur qui l’a scellé à l’arrivée."
                : " Que l’expéditeur ait scellé pour ces destinataires et nul autre, le dépôt ne peut le voir."),
        En: "This certificate says what Écluse’s depot removed and read again. It does not prove that there is no copy: of what was taken, of "
            + "snapshots or backups of the disk made by others, of what the hardware keeps after deletion. The depot never held the recipients’ "
            + "identities; it says nothing of what becomes of them." + (grade == Grade.OnArrival
                ? " The content was seen in clear, in memory, by the server that sealed it on arrival."
                : " That the sender sealed to these recipients and to nobody else the depot cannot see."));
}

/// <summary>A place where the depot wrote for a space.</summary>
/// <param name="Place">Path below the data folder.</param>
/// <param name="Fr">What was done there and read again, in French.</param>
/// <param name="En">The same in English.</param>
public sealed record SpacePlace(string Place, string Fr, string En);

/// <summary>What became of an object.</summary>
/// <param name="Object">Id.</param>
/// <param name="By">Id of the person who sent it.</param>
/// <param name="Was"><c>complete</c> or <c>unfinished</c> until the space was erased, or <c>removed</c> before.</param>
/// <param name="Received">Bytes as they were sent and counted.</param>
/// <param name="Segments">Segments counted.</param>
/// <param name="SealedBytes">Length of its files together.</param>
/// <param name="Sha256">SHA-256 over its segments' hashes, as the journal has it.</param>
/// <param name="BegunAt">When it was begun.</param>
/// <param name="RemovedAt">When its files were gone.</param>
public sealed record ObjectFate(
    string Object, string By, string Was, long Received, int Segments, long SealedBytes, string Sha256, DateTimeOffset BegunAt, DateTimeOffset RemovedAt);

/// <summary>What becomes of an identity to which a space was sealed.</summary>
/// <param name="Recipient">age public key.</param>
/// <param name="Fate"><c>held-by-receiver</c>: the depot never held it.</param>
public sealed record SpaceRecipientFate(string Recipient, string Fate);

/// <summary>A space's certificate with everything that is needed to check it without us; bytes are base64.</summary>
/// <param name="Certificate">Exact bytes of the <see cref="SpaceCertificate"/>.</param>
/// <param name="Signature">The gate's SSHSIG over them.</param>
/// <param name="Entry">Exact bytes of the journal entry <c>space.erased</c>.</param>
/// <param name="Proof">The <c>.tlog-proof</c> of that entry, with its checkpoint.</param>
public sealed record SpaceCertificateFile(byte[] Certificate, string Signature, byte[] Entry, byte[] Proof) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "space-certificate-file/1";

    /// <summary>Checks signature, entry and proof.</summary>
    /// <param name="vkey">The log's verifier key, from outside the file.</param>
    /// <returns>The certificate, the index of its entry, the checkpoint above it.</returns>
    /// <exception cref="EcluseException"><c>CERT-003</c>; <c>JOURNAL-…</c>, <c>SIGN-…</c>, <c>CANON-…</c>.</exception>
    public (SpaceCertificate Certificate, long Index, Checkpoint Checkpoint) Verify(string vkey)
    {
        var certificate = CanonicalDocument.Read<SpaceCertificate>(Certificate);
        SshSignature.Parse(Signature).Verify(SshPublicKey.Parse(certificate.Signer), SignatureNamespaces.Certificate, Certificate);
        var (checkpoint, index) = ProofCheck.Verify(Entry, Proof, vkey);
        var entry = ActEntry.Read(Entry).Act;
        return entry.Name == "space.erased" && entry.Subjects.GetValueOrDefault("space") == certificate.Space
            && entry.Hashes.GetValueOrDefault("certificate") == Sha256Hex.Of(Certificate)
                ? (certificate, index, checkpoint)
                : throw CertificateErrors.OtherEntry();
    }
}
