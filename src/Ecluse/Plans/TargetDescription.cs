namespace Ecluse.Plans;

/// <summary>
/// What a target can hold, as <c>ecluse target describe</c> wrote it on the target's side; the source side plans
/// against it and needs no way into the target.
/// </summary>
/// <param name="Engine">Engine, for example <c>postgres</c>.</param>
/// <param name="ProfileSha256">Hash of the target's profile, lower-case hex.</param>
/// <param name="SchemaSha256">Hash of the target's tables as they are now, lower-case hex.</param>
/// <param name="Promise">Which transactional promise holds.</param>
/// <param name="Fields">What each field of each record type can hold; a field not listed is not held.</param>
/// <param name="ExistingRecords">Records that the target already holds, by record type name.</param>
/// <param name="Joins">Records that stand in the row of another one; null where each has a row of its own.</param>
public sealed record TargetDescription(
    string Engine,
    string ProfileSha256,
    string SchemaSha256,
    LoadPromise Promise,
    IReadOnlyList<FieldDescription> Fields,
    IReadOnlyDictionary<string, long> ExistingRecords,
    IReadOnlyList<JoinDescription>? Joins = null) : Documents.ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "target-description/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;
}

/// <summary>What one field can hold in the target.</summary>
/// <param name="Type">Record type name.</param>
/// <param name="Field">Field name.</param>
/// <param name="Required">Whether a record without it is refused.</param>
/// <param name="LengthMax">Longest text in characters, or null without limit.</param>
/// <param name="Codes">Closed list of accepted values, or null when open.</param>
/// <param name="DecimalPrecision">Digits in all of a number column, or null.</param>
/// <param name="DecimalScale">Digits after the point of a number column, or null.</param>
/// <param name="Encoding">Repertoire of the column: <c>utf-8</c>, <c>utf-8-bmp</c> (no character beyond the BMP), <c>windows-1252</c>, <c>iso-8859-1</c>.</param>
/// <param name="FullDateOnly">Whether a partial date (year, or year and month) is refused.</param>
/// <param name="When">
/// Which records of the type it speaks of, where the target writes some in one way and some in another; null: all of them.
/// </param>
/// <param name="Without">Texts that may not stand in it, because the target uses them as a sign; null: none.</param>
/// <param name="Finest">The finest unit of time that an instant may say; null: any.</param>
/// <param name="Lacks">Codes that the target's profile names for it and that the target's catalogue does not have; null: none.</param>
public sealed record FieldDescription(
    string Type,
    string Field,
    bool Required = false,
    int? LengthMax = null,
    IReadOnlyList<string>? Codes = null,
    int? DecimalPrecision = null,
    int? DecimalScale = null,
    string? Encoding = null,
    bool FullDateOnly = false,
    IReadOnlyList<FitCondition>? When = null,
    IReadOnlyList<string>? Without = null,
    TimeUnit? Finest = null,
    IReadOnlyList<LackedCode>? Lacks = null);

/// <summary>
/// A code that the target's profile names and that the target's catalogue does not have. It stands in the signed profile, so it
/// may be told; a code that stands in the source's data alone never is.
/// </summary>
/// <param name="Code">The record's code, as the profile's list says it.</param>
/// <param name="Written">The same as the target writes it: what its catalogue would have to hold.</param>
/// <param name="Column">Table and column of the catalogue, joined by a point.</param>
public sealed record LackedCode(string Code, string Written, string Column);

/// <summary>A unit of time, as fine as a column holds it.</summary>
public enum TimeUnit
{
    /// <summary>Days: no time of day.</summary>
    Day,

    /// <summary>Minutes.</summary>
    Minute,

    /// <summary>Seconds, without a fraction.</summary>
    Second,
}

/// <summary>What a record must be for a description to speak of it; exactly one of the three is said.</summary>
/// <param name="Field">Field name.</param>
/// <param name="OneOf">The field holds one of these.</param>
/// <param name="NoneOf">The field holds none of these.</param>
/// <param name="Present">The field is there, or is not.</param>
public sealed record FitCondition(
    string Field, IReadOnlyList<string>? OneOf = null, IReadOnlyList<string>? NoneOf = null, bool? Present = null);

/// <summary>What a load promises.</summary>
public enum LoadPromise
{
    /// <summary>Rows and checkpoint in one transaction of the target.</summary>
    Transaction,

    /// <summary>No transaction: ids derive from the records' keys, so that doing it twice is doing it once.</summary>
    Idempotent,
}
