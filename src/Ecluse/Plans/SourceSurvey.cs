using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>What a dry run found at the source: counts only, never a value.</summary>
/// <param name="Engine">Engine and version class, for example <c>sqlite</c>.</param>
/// <param name="SchemaSha256">
/// Hash of names, types and nullability of every column of every table of the profile, as the source has them now,
/// lower-case hex.
/// </param>
/// <param name="CodeListsSha256">Hash of the source's own code tables that the profile's transforms read, or null.</param>
/// <param name="Consistency">How the reading sees one state of the source.</param>
/// <param name="Types">Per record type, in the order of <see cref="RecordType.All"/>.</param>
/// <param name="Columns">Every column of every table of the profile.</param>
public sealed record SourceSurvey(
    string Engine,
    string SchemaSha256,
    string? CodeListsSha256,
    ReadConsistency Consistency,
    IReadOnlyList<TypeSurvey> Types,
    IReadOnlyList<ColumnSurvey> Columns);

/// <summary>How a reading of the source sees one state of it.</summary>
public enum ReadConsistency
{
    /// <summary>One snapshot of the engine (a transaction that sees no later change).</summary>
    Snapshot,

    /// <summary>A read lock for the time of the reading.</summary>
    ReadLock,

    /// <summary>A fingerprint before and after; the passage is refused when they differ.</summary>
    Fingerprint,
}

/// <summary>One record type at the source.</summary>
/// <param name="Type">Record type name.</param>
/// <param name="Listed">Whether the instruction lists it; when not, the other counts are of what stays.</param>
/// <param name="Passing">Records that pass.</param>
/// <param name="Left">What stays behind, by reason; empty reasons are not listed.</param>
public sealed record TypeSurvey(string Type, bool Listed, long Passing, IReadOnlyList<LeftBehind> Left)
{
    /// <summary>Records at the source: passing and left.</summary>
    public long Total => Passing + Left.Sum(left => left.Count);
}

/// <summary>A count of records that stay behind for one reason.</summary>
public sealed record LeftBehind(LeftReason Reason, long Count);

/// <summary>Why a record stays behind. Each record is counted under the first reason that applies.</summary>
public enum LeftReason
{
    /// <summary>The record type is not listed.</summary>
    TypeNotListed,

    /// <summary>It names a patient who is not in the source.</summary>
    Orphan,

    /// <summary>The patient's last visit lies before the bound.</summary>
    PatientBeforeBound,

    /// <summary>The patient's last visit is empty or impossible, and the instruction says leave.</summary>
    PatientUndated,

    /// <summary>The patient is not on the instruction's list.</summary>
    PatientNotInList,

    /// <summary>The order lies outside its bounds.</summary>
    OrderOutsideBounds,

    /// <summary>The order's date is empty or impossible, and the instruction says leave.</summary>
    OrderUndated,

    /// <summary>The plan's fit treatment leaves the patient out.</summary>
    PatientLeftOutByTreatment,

    /// <summary>No record that passes refers to it (shared records only).</summary>
    NotReferredTo,
}

/// <summary>One column of a source table.</summary>
/// <param name="Table">Table.</param>
/// <param name="Column">Column.</param>
/// <param name="Class">Class that the profile gives, or null where it gives none.</param>
/// <param name="Use">How the passage uses it.</param>
/// <param name="Inspection">What counting found, or null when the column was not inspected.</param>
/// <param name="InspectionReason">
/// Why a person who looked says that password-like content is none, as the profile has it beside the class; or null.
/// </param>
public sealed record ColumnSurvey(
    string Table, string Column, DataClass? Class, ColumnUse Use, ColumnInspection? Inspection,
    string? InspectionReason = null);

/// <summary>How a passage uses a source column.</summary>
public enum ColumnUse
{
    /// <summary>Read: a listed field is made from it.</summary>
    Listed,

    /// <summary>Read only inside the engine, to bound, to join or to order; its value does not leave it.</summary>
    BoundOnly,

    /// <summary>Never read.</summary>
    NotListed,
}

/// <summary>Counts of values of a column that look like something. All are counted by the engine.</summary>
public sealed record ColumnInspection(long Rows, long NotEmpty, long Nir, long Email, long Phone, long Password);
