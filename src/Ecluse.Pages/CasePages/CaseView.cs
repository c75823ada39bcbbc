using Ecluse.Errors;
using Ecluse.Writing;

namespace Ecluse.CasePages;

/// <summary>The reproaches of a decision, each played as an attempt.</summary>
/// <param name="Decision">Number of the decision: <c>SAN-2022-009</c>.</param>
/// <param name="At">When they were played.</param>
/// <param name="Zone">Time zone of the page.</param>
/// <param name="Reproaches">One by one, in the order of the decision.</param>
public sealed record CaseView(string Decision, DateTimeOffset At, PageZone Zone, IReadOnlyList<Reproach> Reproaches);

/// <summary>A reproach, the attempt to do it again, and what came of it.</summary>
/// <param name="Paragraph">Paragraph of the decision: <c>§ 44</c>.</param>
/// <param name="Happened">What happened then.</param>
/// <param name="Attempt">What was tried now.</param>
/// <param name="Outcome">What came of it, as the program said it.</param>
/// <param name="Code">Stable code of the refusal; null where the answer is not an error.</param>
/// <param name="Rule">Number of the rule of the lock, 1 to 12.</param>
/// <param name="Held">Whether the rule held; false makes the page say so at its top.</param>
/// <param name="Command">A command with which to see it; null for none.</param>
/// <param name="Test">The test that holds it: <c>Class.Method</c>; null for none.</param>
public sealed record Reproach(
    string Paragraph, Text Happened, Text Attempt, Text Outcome, string? Code, int Rule, bool Held, string? Command = null,
    string? Test = null);
