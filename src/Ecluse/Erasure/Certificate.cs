using Ecluse.Documents;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Erasure;

/// <summary>
/// What was destroyed of a passage, by whom and when, and what cannot be proved. Canonical JSON, signed by the gate; its
/// hash is in the journal. Specification: <c>docs/spec/certificate.md</c>.
/// </summary>
/// <param name="Number">Number, <c>e-</c> and 12 hex digits.</param>
/// <param name="Passage">Passage id.</param>
/// <param name="Contract">Contract.</param>
/// <param name="PlanSha256">Hash of the signed plan.</param>
/// <param name="ManifestSha256">Hash of the manifest, or null when the source gate never closed.</param>
/// <param name="LastState">State before erasure.</param>
/// <param name="At">When the last absence was re-read.</param>
/// <param name="Due">The erase-by instant of the signed plan, or of the last signed postponement.</param>
/// <param name="Timing"><c>early</c> (before the due instant), <c>due</c> (within the hour after it) or <c>late</c>.</param>
/// <param name="Recipients">Every recipient of the parcels, with what became of its identity.</param>
/// <param name="Parcels">Every parcel, with its absence.</param>
/// <param name="Places">Every place where Écluse wrote for this passage.</param>
/// <param name="RowsLeft">For a stopped passage: each row that stays in the target; else null.</param>
/// <param name="OneMachine">Whether keys and parcels stood on one machine.</param>
/// <param name="CannotProve">What this certificate cannot prove, in French and English.</param>
/// <param name="Checkpoint">The journal's checkpoint before the erasure, verbatim.</param>
/// <param name="Postponed">Signed new dates, oldest first; null when the plan's date never moved.</param>
/// <param name="Return">What was given back, or that nothing was; null where the plan says delete.</param>
/// <param name="Emptied">When a trial's rows were out of the trial system, or named in <paramref name="RowsLeft"/>; else null.</param>
/// <param name="Stated">What somebody stated of identities that were never here; null where a gate destroyed them.</param>
public sealed record Certificate(
    string Number,
    string Passage,
    DocumentReference Contract,
    string PlanSha256,
    string? ManifestSha256,
    string LastState,
    DateTimeOffset At,
    DateTimeOffset Due,
    string Timing,
    IReadOnlyList<RecipientFate> Recipients,
    IReadOnlyList<ParcelFate> Parcels,
    IReadOnlyList<string> Places,
    IReadOnlyList<RowLeft>? RowsLeft,
    bool OneMachine,
    CannotProve CannotProve,
    string Checkpoint,
    IReadOnlyList<PostponedDate>? Postponed = null,
    ReturnFate? Return = null,
    DateTimeOffset? Emptied = null,
    StatedDestruction? Stated = null) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "certificate/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;
}

/// <summary>What became of an identity.</summary>
/// <param name="Recipient">age public key.</param>
/// <param name="Holder">Who held the identity, as the plan says.</param>
/// <param name="Fate">
/// <c>destroyed</c>, <c>stated-destroyed</c>, <c>still-held-by-controller</c>, or <c>held-by-target-gate</c>: in the certificate of a source gate that
/// stands by itself, whose parcels and keys are erased; the target gate certifies the identity.
/// </param>
/// <param name="By">Public key of the gate, or of the person, that states it, OpenSSH form; null when it is still held.</param>
/// <param name="At">When it was destroyed, as the gate did or the person says.</param>
/// <param name="Signature">The gate's statement, SSHSIG over the canonical <see cref="DestructionStatement"/>; null where a person states it.</param>
public sealed record RecipientFate(
    string Recipient, string Holder, string Fate, string? By, DateTimeOffset? At, string? Signature)
{
    /// <summary>Destroyed as somebody stated whom the contract names; no gate did it, and nothing proves it.</summary>
    public const string Stated = "stated-destroyed";

    /// <summary>What a source gate that stands by itself says of the identity.</summary>
    public const string Elsewhere = "held-by-target-gate";
}

/// <summary>What a gate signs when it has destroyed an identity.</summary>
/// <param name="Passage">Passage id, or the plan's id when no passage was opened.</param>
/// <param name="Recipient">age public key of the identity.</param>
/// <param name="At">When.</param>
/// <param name="Method">What was done to the file.</param>
/// <param name="AbsenceReread">Whether the file's absence was read again afterwards.</param>
public sealed record DestructionStatement(
    string Passage, string Recipient, DateTimeOffset At, string Method, bool AbsenceReread) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "erasure/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;

    /// <summary>What is done to an identity that is a file.</summary>
    public const string FileMethod = "overwritten, flushed, unlinked, folder flushed";
}

/// <summary>What became of a parcel.</summary>
/// <param name="Number">Number in the manifest; 0 for an unfinished one.</param>
/// <param name="Id">Random id of the file.</param>
/// <param name="Sha256">Hash of the sealed bytes; null for an unfinished one.</param>
/// <param name="Bytes">Length of the sealed file; null for an unfinished one.</param>
/// <param name="Absent">Whether its absence was read again.</param>
public sealed record ParcelFate(int Number, string Id, string? Sha256, long? Bytes, bool Absent);

/// <summary>What a certificate cannot prove.</summary>
public sealed record CannotProve(string Fr, string En)
{
    /// <summary>The paragraph that every certificate carries.</summary>
    public static CannotProve Standard { get; } = new(
        Fr: "Ce certificat dit ce que les portes d’Écluse ont fait et relu. Il ne prouve pas l’absence de copies faites hors "
            + "d’Écluse, d’instantanés ou de sauvegardes du disque pris par d’autres, de données que le matériel garde après "
            + "effacement, ni l’honnêteté d’une porte qui mentirait. Le système source n’est pas modifié ; le système cible "
            + "garde ce qu’il a reçu.",
        En: "This certificate says what Écluse’s gates did and read again. It does not prove that no copy was made outside "
            + "Écluse, that others took no snapshot or backup of the disk, that the hardware keeps nothing after deletion, or "
            + "that a gate does not lie. The source system is not changed; the target system keeps what it received.");

    /// <summary>The same, with what cannot be seen of a storage that others run; itself where the depot is this machine's disk.</summary>
    /// <param name="place">Where the depot was, as <see cref="Depot.ISealedStore.Place"/> names it.</param>
    public CannotProve With(string place) => string.IsNullOrEmpty(place) ? this : new(
        Fr: Fr + $" Les fichiers scellés étaient dans un stockage tenu par d’autres, {place} : ils y furent ôtés, relistés absents, et il "
            + "disait alors ne garder aucune version ; ce que son exploitant garde en dessous (répliques, sauvegardes) ne se voit pas d’ici.",
        En: En + $" The sealed files lay in a storage that others run, {place}: they were removed there, listed again and absent, and it said "
            + "then that it keeps no versions; what its operator keeps underneath (replicas, backups) cannot be seen from here.");

    /// <summary>The same, where somebody stated what no gate did.</summary>
    public static CannotProve OfStated { get; } = new(
        Fr: Standard.Fr + " Aucune porte n’a détruit l’identité : sa destruction est déclarée par la personne dont la clé a signé la "
            + "déclaration, et rien ici ne la prouve, ni que la machine qui la détenait n’en garde pas de copie ou de colis.",
        En: Standard.En + " No gate destroyed the identity: that it was destroyed is stated by the person whose key signed the "
            + "statement; nothing here proves it, nor that the machine that held it keeps no copy of it and no parcel.");
}
