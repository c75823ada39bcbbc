namespace Ecluse.Profiles;

/// <summary>
/// Rows of a writing rule that are written once for each row of a catalogue: what the target's application makes of a request
/// before anything is known. Their keys say the record's and, behind a bar, the catalogue row's place from 1.
/// </summary>
/// <param name="Table">The catalogue: a table of which only technical columns are read.</param>
/// <param name="By">Which of its rows: columns and what they hold.</param>
/// <param name="OrderBy">What orders them; with the same catalogue each load gives the same places.</param>
/// <param name="Mark">Where it stands.</param>
internal sealed record EachGroup(
    string Table, IReadOnlyList<(string Column, WriteExpression Value)> By, IReadOnlyList<string> OrderBy, Mark Mark)
{
    private readonly List<WriteRow> rows = [];
    private readonly List<string> columns = [];

    /// <summary>What is written for each.</summary>
    public IReadOnlyList<WriteRow> Rows => rows;

    /// <summary>Columns of the catalogue that are written.</summary>
    public IReadOnlyList<string> Columns => columns;

    internal void Add(WriteRow row) => rows.Add(row);

    internal void Use(string column)
    {
        if (!columns.Contains(column))
        {
            columns.Add(column);
        }
    }

    /// <summary>One group is one place in a profile.</summary>
    public bool Equals(EachGroup? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Mark.GetHashCode();
}

/// <summary>A column of the catalogue's row that the group is written for.</summary>
internal sealed record EachColumn(string Column, Mark Mark) : WriteExpression([], null, Mark);
