using Ecluse.Profiles;

namespace Ecluse.Relational.Writing;

/// <summary>One row of a writing rule against the target's catalogue: columns in order, the key first where there is one.</summary>
internal sealed class RowPlan
{
    public RowPlan(WriteRow row, IReadOnlyList<CatalogueColumn> catalogue, int order)
    {
        Row = row;
        Order = order;
        Columns =
        [
            .. (row.Key is null ? [] : new[] { row.Key.Column }).Concat(row.Columns.Select(column => column.Column))
                .Select(name => catalogue.First(column => column.Name == name)),
        ];
    }

    public WriteRow Row { get; }

    /// <summary>Position among all rows of the profile: rows that others refer to come first.</summary>
    public int Order { get; }

    public IReadOnlyList<CatalogueColumn> Columns { get; }

    public bool HasKey => Row.Key is not null;
}

/// <summary>A row ready to be written: values by position in its plan's columns, in the batch's memory.</summary>
internal sealed class PendingRow(RowPlan plan, string type, int size)
{
    /// <summary>A column of which nobody knows any more what was written.</summary>
    public static readonly (int Start, int Length) Unknown = (0, -2);

    private readonly (int Start, int Length)[] values = new (int, int)[size];

    public RowPlan Plan => plan;

    public string Type => type;

    /// <summary>The key as text; null for a row without key.</summary>
    public string? Key { get; set; }

    public (int Start, int Length) this[int column]
    {
        get => values[column];
        set => values[column] = value;
    }
}

/// <summary>The rows of one patient, or of one shared record: taken whole or left out whole.</summary>
/// <param name="Ordinal">Place among the parcel's patients, from 1; 0 for a shared record.</param>
/// <param name="First">Index of its first record in the parcel.</param>
internal sealed record Unit(int Ordinal, int First)
{
    public List<PendingRow> Rows { get; } = [];

    public Dictionary<string, long> Records { get; } = [];

    public Refusal? Refusal { get; set; }
}
