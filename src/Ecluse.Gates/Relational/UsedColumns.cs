using Ecluse.Profiles;

namespace Ecluse.Relational;

/// <summary>Columns that a profile's rules read or write.</summary>
internal static class UsedColumns
{
    public static HashSet<(string Table, string Column)> Of(Profile profile) =>
    [
        .. profile.Reads.SelectMany(rule => rule.Joins).SelectMany(join => join.Asked).Select(column => (column.Table.Table, column.Name)),
        .. profile.Reads.SelectMany(rule => rule.Fields.Values.Prepend(rule.Key).SelectMany(value => value.Columns))
            .Concat(new[] { profile.PatientDate?.Column?.Column, profile.OrderDate?.Column }.OfType<ColumnRef>())
            .Select(column => (column.Table.Table, column.Name)),
        .. profile.Writes.SelectMany(rule => rule.Rows).SelectMany(row => row.Columns.Select(column => (row.Table, column.Column))),
        .. profile.Writes.SelectMany(rule => rule.Rows).Select(row => row.Each).OfType<EachGroup>().Distinct()
            .SelectMany(group => group.By.Select(one => one.Column).Concat(group.OrderBy).Concat(group.Columns).Select(column => (group.Table, column))),
    ];
}
