using Ecluse.Documents;

namespace Ecluse.Erasure;

/// <summary>
/// The laboratory's new erase-by date for one passage, signed before the old one has come: nothing else moves it (rule 8). A
/// legal hold is one with a reason in law, for at most 90 days a time, during which only ciphertext is kept and nothing is
/// opened. Specification: <c>docs/spec/postponement.md</c>.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="PlanSha256">Hash of its signed plan.</param>
/// <param name="From">The erase-by that it replaces.</param>
/// <param name="Until">The new one.</param>
/// <param name="LegalHold">Whether it is a legal hold.</param>
/// <param name="Reason">Why, in the laboratory's words; names no patient.</param>
/// <param name="Earlier">Earlier dates of the same passage, oldest first.</param>
/// <param name="Checkpoint">The journal's checkpoint when it was drawn up, verbatim (rule 10).</param>
public sealed record Postponement(
    string Passage,
    string PlanSha256,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool LegalHold,
    string Reason,
    IReadOnlyList<PostponedDate> Earlier,
    string Checkpoint) : ICanonicalDocument
{
    /// <summary>Longest legal hold at a time: 90 days from the moment it is taken in.</summary>
    public static readonly TimeSpan HoldMax = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public static string DocumentType => "postponement/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;
}

/// <summary>One date that moved, as a certificate tells it.</summary>
/// <param name="From">The erase-by that was.</param>
/// <param name="Until">The one that took its place.</param>
/// <param name="LegalHold">Whether it was a legal hold.</param>
/// <param name="Sha256">Hash of the signed postponement.</param>
public sealed record PostponedDate(DateTimeOffset From, DateTimeOffset Until, bool LegalHold, string Sha256);
