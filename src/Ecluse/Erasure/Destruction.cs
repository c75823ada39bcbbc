using Ecluse.Documents;

namespace Ecluse.Erasure;

/// <summary>
/// What somebody whom the contract names states where no gate can: that the identities of a passage were destroyed on the machine
/// that held them. Signed <c>destruction@ecluse</c>. Specification: <c>docs/spec/certificate.md</c>.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="PlanSha256">Hash of its signed plan.</param>
/// <param name="Recipients">The recipients whose identities it speaks of: all that the plan leaves to a gate, in its order.</param>
/// <param name="At">When they were destroyed, as stated.</param>
/// <param name="How">How, in the holder's words; names no patient.</param>
/// <param name="Checkpoint">The journal's checkpoint when it was drawn up, verbatim (rule 10).</param>
public sealed record Destruction(
    string Passage, string PlanSha256, IReadOnlyList<string> Recipients, DateTimeOffset At, string How, string Checkpoint)
    : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "destruction/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;
}

/// <summary>A statement as a certificate carries it: stated by whom, and proven by nobody.</summary>
/// <param name="Side"><c>processor</c> or <c>controller</c>: where the contract names the key.</param>
/// <param name="By">Public key that signed it, OpenSSH form.</param>
/// <param name="Document">Exact bytes of the <see cref="Destruction"/>.</param>
/// <param name="Signature">SSHSIG over them.</param>
public sealed record StatedDestruction(string Side, string By, byte[] Document, string Signature);
