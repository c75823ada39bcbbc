using System.Text;
using Ecluse.Profiles;

namespace Ecluse.Relational.Writing;

/// <summary>Rows of catalogues for which a group of rows is written; asked once for the same catalogue key.</summary>
internal sealed class EachRows(ITargetEngine engine)
{
    private readonly Dictionary<string, List<Dictionary<string, string?>>> known = [];

    /// <summary>The catalogue's rows whose columns hold these texts, in the group's order: column to text.</summary>
    public IReadOnlyList<Dictionary<string, string?>> Of(EachGroup group, IReadOnlyList<string> by)
    {
        var name = $"{group.Mark.Line}\u0001{string.Join('\u0001', by)}";
        if (!known.TryGetValue(name, out var rows))
        {
            known[name] = rows = Read(group, by);
        }

        return rows;
    }

    private List<Dictionary<string, string?>> Read(EachGroup group, IReadOnlyList<string> by)
    {
        var catalogue = engine.ColumnsOf(group.Table).ToDictionary(column => column.Name, StringComparer.Ordinal);
        var parameters = new Dictionary<string, string?>();
        var conditions = group.By.Select((one, at) =>
        {
            parameters[$"p{at}"] = by[at];
            return engine.Dialect.Same(catalogue[one.Column], $"@p{at}", isNull: false);
        }).ToList();

        // A group may write nothing but constants and keys; then it is the rows that count.
        List<string> columns = [.. group.Columns.Count > 0 ? group.Columns : group.OrderBy];
        var found = new List<Dictionary<string, string?>>();
        using var rows = engine.Query(
            $"SELECT {string.Join(", ", columns.Select(name => engine.Dialect.Selected(engine.Dialect.Quote(name), catalogue[name])))} "
            + $"FROM {engine.Dialect.Table(group.Table)} WHERE {string.Join(" AND ", conditions)} "
            + $"ORDER BY {string.Join(", ", group.OrderBy.Select(engine.Dialect.Quote))}", parameters);
        while (rows.Read())
        {
            found.Add(columns.Select((name, at) => (name, Text: rows.IsNull(at) ? null : Encoding.UTF8.GetString(rows.Bytes(at))))
                .ToDictionary(one => one.name, one => one.Text, StringComparer.Ordinal));
        }

        return found;
    }
}
