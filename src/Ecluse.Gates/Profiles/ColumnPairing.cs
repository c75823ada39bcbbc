using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>
/// Which source column became which target column, through the fields that both profiles name: an order for the eyes that compare raw
/// rows (leg 3). Nothing is computed from it; what it leaves out is shown all the same, beside nothing.
/// </summary>
public static class ColumnPairing
{
    /// <summary>Pairs, in the order in which the target is written, each once.</summary>
    /// <param name="source">The source's profile.</param>
    /// <param name="target">The target's.</param>
    public static IReadOnlyList<(string SourceTable, string SourceColumn, string TargetTable, string TargetColumn)> Of(
        Profile source, Profile target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return
        [
            .. (from rule in target.Writes
                from row in rule.Rows
                from column in row.Columns
                from field in FieldsOf(column.Value)
                from read in source.ColumnsOf(rule.Record.Name, field.Name)
                select (read.Table, read.Column, row.Table, column.Column)).Distinct(),
        ];
    }

    private static IEnumerable<RecordField> FieldsOf(WriteExpression value) => value switch
    {
        WrittenField written => [written.Field],
        JoinedFields joined => joined.Parts.SelectMany(FieldsOf),
        FirstField first => first.Choices.SelectMany(FieldsOf),
        LookupText lookup => lookup.By.SelectMany(by => FieldsOf(by.Value)),
        _ => [],
    };
}
