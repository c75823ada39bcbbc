namespace Ecluse.Relational.Writing;

/// <summary>Rows of the target that are, column by column, as a passage wrote them.</summary>
internal sealed class EqualRows(ITargetEngine engine, UnitMapping mapping)
{
    /// <summary>Deletes the row; null when nothing stood against it.</summary>
    public Refusal? Delete(PendingRow row, out long deleted)
    {
        var parameters = new Dictionary<string, string?>();
        var known = Enumerable.Range(0, row.Plan.Columns.Count).Where(at => row[at] != PendingRow.Unknown);
        var conditions = known.Select(at =>
        {
            var text = mapping.Text(row, at);
            parameters[$"p{at}"] = text;
            return engine.Dialect.Same(row.Plan.Columns[at], $"@p{at}", text is null);
        }).ToList();
        return engine.Delete(
            $"DELETE FROM {engine.Dialect.Table(row.Plan.Row.Table)} WHERE {string.Join(" AND ", conditions)}", parameters, out deleted);
    }

    /// <summary>Deletes all rows of some units, children before their parents; whether each that was there could go.</summary>
    public bool Delete(IEnumerable<Unit> units)
    {
        var gone = true;
        foreach (var row in units.Reverse().SelectMany(unit => Enumerable.Reverse(unit.Rows)))
        {
            gone &= Delete(row, out _) is null;
        }

        return gone;
    }
}
