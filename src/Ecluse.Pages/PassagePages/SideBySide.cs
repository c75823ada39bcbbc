using Ecluse.Reconciliation;

namespace Ecluse.PassagePages;

/// <summary>
/// Lays the rows of one person on both sides beside each other. Rows of two tables that share a known column pair are
/// taken in the order in which each side gave them; a column without a partner stands alone.
/// </summary>
internal static class SideBySide
{
    /// <summary>Blocks of two rows, then rows of either side that found no partner.</summary>
    public static IReadOnlyList<RowPair> Of(SamplePatient patient, IReadOnlyList<ColumnPair> pairs)
    {
        var blocks = new List<RowPair>();
        var (before, after) = (patient.Before.ToList(), patient.After.ToList());
        foreach (var source in patient.Before.Select(row => row.Table).Distinct())
        {
            foreach (var target in pairs.Where(pair => pair.SourceTable == source).Select(pair => pair.TargetTable).Distinct())
            {
                var known = pairs.Where(pair => pair.SourceTable == source && pair.TargetTable == target).ToList();
                Take(patient.Before, patient.After, source, target, (left, right) =>
                {
                    blocks.Add(Pair(left, right, known));
                    before.Remove(left);
                    after.Remove(right);
                });
            }
        }

        blocks.AddRange(before.Select(row => Alone(row, null)));
        blocks.AddRange(after.Select(row => Alone(null, row)));
        return blocks;
    }

    private static void Take(
        IReadOnlyList<RawRow> before, IReadOnlyList<RawRow> after, string source, string target, Action<RawRow, RawRow> pair)
    {
        var left = before.Where(row => row.Table == source).ToList();
        var right = after.Where(row => row.Table == target).ToList();
        // Different counts: nobody here knows which row became which, so none is put beside another.
        for (var i = 0; left.Count == right.Count && i < left.Count; i++)
        {
            pair(left[i], right[i]);
        }
    }

    private static RowPair Pair(RawRow left, RawRow right, List<ColumnPair> known)
    {
        var cells = new List<CellPair>();
        var used = new HashSet<string>();
        foreach (var column in left.Columns)
        {
            var names = known.Where(pair => pair.SourceColumn == column.Key).Select(pair => pair.TargetColumn).ToList();
            var partners = right.Columns.Where(partner => names.Contains(partner.Key)).ToList();
            cells.Add(new CellPair(column, partners.Count > 0 ? partners[0] : null));
            cells.AddRange(partners.Skip(1).Select(partner => new CellPair(null, partner)));
            used.UnionWith(partners.Select(partner => partner.Key));
        }

        cells.AddRange(right.Columns.Where(column => !used.Contains(column.Key)).Select(column => new CellPair(null, column)));
        return new RowPair(left.Table, right.Table, cells);
    }

    private static RowPair Alone(RawRow? left, RawRow? right) => new(
        left?.Table, right?.Table,
        [.. (left?.Columns ?? []).Select(cell => new CellPair(cell, null)), .. (right?.Columns ?? []).Select(cell => new CellPair(null, cell))]);
}

/// <summary>Two rows beside each other; one of them may be missing.</summary>
/// <param name="Before">Source table, or null.</param>
/// <param name="After">Target table, or null.</param>
/// <param name="Cells">Columns beside columns.</param>
internal sealed record RowPair(string? Before, string? After, IReadOnlyList<CellPair> Cells);

/// <summary>A column of each side, name and value; one of them may be missing.</summary>
internal sealed record CellPair(KeyValuePair<string, string?>? Before, KeyValuePair<string, string?>? After);
