using Ecluse.Reconciliation;

namespace Ecluse.PassagePages;

/// <summary>
/// A few people of the sample laboratory, as they stood in the old system and as they arrived in the new one. They are
/// invented; nothing makes this of a real passage.
/// </summary>
/// <param name="Patients">Those shown.</param>
/// <param name="Pairs">Which source column became which target column, where that is known.</param>
public sealed record InventedPeople(IReadOnlyList<SamplePatient> Patients, IReadOnlyList<ColumnPair> Pairs);

/// <summary>One invented person on both sides.</summary>
/// <param name="Label">How the page calls the person: <c>A twin with a changed name</c>, or an invented name.</param>
/// <param name="Before">Raw rows of the old system.</param>
/// <param name="After">Raw rows of the new one.</param>
public sealed record SamplePatient(string Label, IReadOnlyList<RawRow> Before, IReadOnlyList<RawRow> After);

/// <summary>A source column and the target column made from it.</summary>
/// <param name="SourceTable">Source table.</param>
/// <param name="SourceColumn">Source column.</param>
/// <param name="TargetTable">Target table.</param>
/// <param name="TargetColumn">Target column.</param>
public sealed record ColumnPair(string SourceTable, string SourceColumn, string TargetTable, string TargetColumn);
