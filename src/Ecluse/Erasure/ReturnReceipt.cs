using Ecluse.Documents;

namespace Ecluse.Erasure;

/// <summary>
/// What a gate gave back to the laboratory: each file with its hash, as it was read again in the folder handed over. Signed
/// <c>return@ecluse</c> by the gate. Specification: <c>docs/spec/certificate.md</c>.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="PlanSha256">Hash of the signed plan.</param>
/// <param name="At">When the last file was read again.</param>
/// <param name="By">Id of the person who handed it over.</param>
/// <param name="Recipients">Who of the laboratory can open the parcels.</param>
/// <param name="Files">Every file, in the order of their names.</param>
/// <param name="Checkpoint">The journal's checkpoint, verbatim.</param>
public sealed record ReturnReceipt(
    string Passage,
    string PlanSha256,
    DateTimeOffset At,
    string By,
    IReadOnlyList<ReturnedTo> Recipients,
    IReadOnlyList<ReturnedFile> Files,
    string Checkpoint) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "return/1";
}

/// <summary>Who of the laboratory can open what was returned.</summary>
/// <param name="Recipient">age public key.</param>
/// <param name="Where">Where its identity is kept, in the plan's words.</param>
public sealed record ReturnedTo(string Recipient, string Where);

/// <summary>A file that was returned.</summary>
/// <param name="Name">Name in the folder.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ReturnedFile(string Name, string Sha256, long Bytes);

/// <summary>What a certificate says of a passage whose instruction is to return.</summary>
/// <param name="Fate"><c>returned</c>, or <c>not-returned</c>: erased without having been given back.</param>
/// <param name="At">When; null when it was not.</param>
/// <param name="Receipt">Hash of the signed receipt; null when it was not.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their length in all.</param>
/// <param name="To">age public keys that open them.</param>
public sealed record ReturnFate(
    string Fate, DateTimeOffset? At, string? Receipt, int Files, long Bytes, IReadOnlyList<string> To)
{
    /// <summary>The fate of what was given back.</summary>
    public const string Returned = "returned";

    /// <summary>What was to be returned and was not.</summary>
    public static ReturnFate Not { get; } = new("not-returned", null, null, 0, 0, []);
}
