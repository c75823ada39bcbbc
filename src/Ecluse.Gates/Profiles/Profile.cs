using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>
/// A profile as its file says it: how one laboratory system's tables map to lab records and back. The language is
/// <c>docs/spec/profile.md</c>; <see cref="ProfileReader"/> reads it and refuses what does not hold together.
/// </summary>
public sealed class Profile
{
    internal Profile(string name, int version, string sha256, ProfileNode root)
    {
        Name = name;
        Version = version;
        Sha256 = sha256;
        Root = root;
    }

    /// <summary>Name: lower-case words joined by hyphens.</summary>
    public string Name { get; }

    /// <summary>Version, from 1.</summary>
    public int Version { get; }

    /// <summary>SHA-256 of the file's bytes, lower-case hex: what stands in the plan.</summary>
    public string Sha256 { get; }

    /// <summary>The file's nodes.</summary>
    internal ProfileNode Root { get; }

    /// <summary>Classes that the profile gives, by table and column.</summary>
    public IReadOnlyList<(string Table, string Column, DataClass Class)> Classes =>
        [.. Tables.Values.SelectMany(table => table.Columns.Values.Select(column => (table.Name, column.Name, column.Class)))];

    /// <summary>Fields that the reading half can give, by record type name, in the order of the type's fields.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Gives => RecordType.All
        .Where(type => Reads.Any(rule => rule.Record == type))
        .ToDictionary(type => type.Name, type => (IReadOnlyList<string>)[.. type.Fields
            .Where(one => one.Name == "id" || (one.Name == "patient" && !type.IsShared)
                || Reads.Any(rule => rule.Record == type && rule.Fields.ContainsKey(one)))
            .Select(one => one.Name)]);

    /// <summary>Columns that feed a field of a record type, as <c>TABLE.COLUMN</c>: what a listed field takes out of the source.</summary>
    public IReadOnlyList<(string Table, string Column)> ColumnsOf(string type, string field) => [.. Reads
        .Where(rule => rule.Record.Name == type)
        .SelectMany(rule => rule.ColumnsOf(rule.Record.Field(field)))
        .Select(column => (column.Table.Table, column.Name)).Distinct()];

    /// <summary>Whether it can be a target's profile: it has a writing half.</summary>
    public bool CanWrite => Writes.Count > 0;

    internal IReadOnlyList<string> Engines { get; init; } = [];

    internal string? Schema { get; init; }

    internal TimeZoneInfo? Zone { get; init; }

    internal IReadOnlyDictionary<string, ProfileTable> Tables { get; init; } = new Dictionary<string, ProfileTable>();

    internal IReadOnlyDictionary<string, CodeList> Lists { get; init; } = new Dictionary<string, CodeList>();

    internal IReadOnlyList<ReadRule> Reads { get; init; } = [];

    internal PatientDate? PatientDate { get; init; }

    internal BoundDate? OrderDate { get; init; }

    internal IReadOnlyList<WriteRule> Writes { get; init; } = [];

    internal IReadOnlyList<ProfileCheck> Checks { get; init; } = [];

    internal IReadOnlyList<RawView> Raw { get; init; } = [];

    /// <summary>The rule that bounds speak of.</summary>
    internal ReadRule? PatientRule => Reads.FirstOrDefault(rule => rule.Name == "patient");

    /// <summary>The rule that order bounds speak of.</summary>
    internal ReadRule? OrderRule => Reads.FirstOrDefault(rule => rule.Name == "order");
}

/// <summary>How the bytes of a column are text.</summary>
internal enum ColumnEncoding
{
    Utf8,
    Windows1252,
    Latin1,
    Bytes,
}

/// <summary>A table and its columns, in the file's order.</summary>
internal sealed record ProfileTable(string Name, IReadOnlyDictionary<string, ProfileColumn> Columns, Mark Mark);

/// <summary>A column, its class and how its bytes are text; <c>InspectionReason</c> says why password-like content is none.</summary>
internal sealed record ProfileColumn(
    string Name, DataClass Class, ColumnEncoding Encoding, bool TrimPadding, Mark Mark, string? InspectionReason = null);

/// <summary>How a bound's date is written in its column.</summary>
internal enum BoundForm
{
    /// <summary>Eight digits, number or text.</summary>
    YearMonthDay,

    /// <summary>ISO date, with or without a time.</summary>
    Iso,

    /// <summary>Day first, with slashes.</summary>
    DayFirst,

    /// <summary>A date or timestamp type of the engine.</summary>
    Native,
}

/// <summary>The column that a bound looks at.</summary>
internal sealed record BoundDate(ColumnRef Column, BoundForm Form);

/// <summary>A patient's last visit: a column, or the latest date of the patient's orders.</summary>
internal sealed record PatientDate(BoundDate? Column);

/// <summary>A leg 2 check.</summary>
/// <param name="Name">Name, the same on both sides.</param>
/// <param name="Sql">Plain SQL.</param>
/// <param name="Needs">Fields that the scope must list for the check to run: it speaks of their columns.</param>
/// <param name="Mark">Where it stands.</param>
internal sealed record ProfileCheck(string Name, string Sql, IReadOnlyList<(string Type, string Field)> Needs, Mark Mark)
{
    /// <summary>Whether the check may run within a scope.</summary>
    public bool IsWithin(Instructions.Scope scope) => Needs.All(need => scope.Lists(need.Type, need.Field));
}

/// <summary>A leg 3 view of one patient's rows.</summary>
internal sealed record RawView(string Table, IReadOnlyList<ColumnRef> Columns, string From, Mark Mark);

/// <summary>A place in the profile's file, from 1.</summary>
internal readonly record struct Mark(int Line, int Column);
