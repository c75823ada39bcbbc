using Ecluse.Documents;

namespace Ecluse.Reconciliation;

/// <summary>
/// What a target gate that stands by itself asks the source gate: the figures of leg 2 without the patients it rejected, and the
/// raw columns of the patients drawn for the eye. Patients are named by their place in a parcel and never otherwise. Signed
/// <c>question@ecluse</c> by the target gate. Specification: <c>docs/spec/reconciliation.md</c>.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="PlanSha256">Hash of the signed plan.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Line">The signatory's own random line; null while nothing is drawn yet.</param>
/// <param name="Rejected">Patients whom the target refused, in their order.</param>
/// <param name="Drawn">Patients drawn: by chance first, in their order, then those added for a test code.</param>
public sealed record Question(
    string Passage, string PlanSha256, DateTimeOffset At, string? Line, IReadOnlyList<PatientPlace> Rejected,
    IReadOnlyList<PatientPlace> Drawn) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "question/1";
}

/// <summary>Where a patient stands; who it is stays sealed.</summary>
/// <param name="Parcel">Number of the parcel, from 1.</param>
/// <param name="Ordinal">Place among the patients of the parcel, from 1.</param>
public sealed record PatientPlace(int Parcel, int Ordinal);

/// <summary>
/// What the source gate says of its answer: one more parcel, sealed to the recipients of the signed plan. Signed
/// <c>answer@ecluse</c> by the source gate.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="QuestionSha256">Hash of the question's exact bytes.</param>
/// <param name="At">When it was sealed.</param>
/// <param name="Parcel">Random id of the parcel's file.</param>
/// <param name="Sha256">Hash of its sealed bytes.</param>
/// <param name="SealedBytes">Length of the sealed file.</param>
/// <param name="PlainBytes">Length of what it holds.</param>
public sealed record GateAnswer(
    string Passage, string QuestionSha256, DateTimeOffset At, string Parcel, string Sha256, long SealedBytes, long PlainBytes)
    : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "answer/1";
}
