using Ecluse.Documents;

namespace Ecluse.Reconciliation;

/// <summary>
/// The signatory's word after looking at the sample: signed over its exact bytes, it lets the passage be erased.
/// Specification: <c>docs/spec/reconciliation.md</c>, leg 3.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="ReconciliationSha256">Hash of the report of legs 1 and 2.</param>
/// <param name="Line">The signatory's own random line.</param>
/// <param name="Drawn">Patients drawn by chance.</param>
/// <param name="Added">Patients added so that every test code is seen once.</param>
/// <param name="SeenCommitment">HMAC of the list of patients seen, under a key that is destroyed with the passage.</param>
/// <param name="Checkpoint">The journal's latest checkpoint, verbatim (rule 10).</param>
public sealed record Acceptance(
    string Passage, string ReconciliationSha256, string Line, int Drawn, int Added, string SeenCommitment,
    string Checkpoint) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "acceptance/1";
}
