namespace Ecluse.Reconciliation;

/// <summary>
/// One figure of a plain SQL check that a profile's author wrote past the mapping (leg 2): the same name must give the
/// same figure at the source and at the target. Never printed with a patient's value: groups are codes, figures counts
/// and sums over many.
/// </summary>
/// <param name="Check">Name of the check, for example <c>results-by-test</c>.</param>
/// <param name="Group">Group within it, for example a test code; empty when the check has one row.</param>
/// <param name="Figure">Name of the figure: <c>count</c>, <c>patients</c>, <c>sum</c>, <c>min</c> …</param>
/// <param name="Value">Canonical decimal or ISO date text; null when the engine gave none.</param>
public sealed record CheckFigure(string Check, string Group, string Figure, string? Value);

/// <summary>The raw rows of one patient, past the profile: for the signatory's eyes, never kept (leg 3).</summary>
/// <param name="Patient">Source key of the patient.</param>
/// <param name="Rows">Rows, table by table.</param>
public sealed record RawPatient(string Patient, IReadOnlyList<RawRow> Rows);

/// <summary>One row as the engine prints it.</summary>
/// <param name="Table">Table.</param>
/// <param name="Columns">Column names and values as text, in the table's order.</param>
public sealed record RawRow(string Table, IReadOnlyList<KeyValuePair<string, string?>> Columns);
