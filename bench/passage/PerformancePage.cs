namespace Ecluse.Bench;

/// <summary>Keeps rows in docs/performance.md, run from the repository's root: a row takes the place of the one with the same first cell.</summary>
internal static class PerformancePage
{
    private const string Page = "docs/performance.md";

    /// <param name="table">Name of the table: it ends with a line that names it.</param>
    /// <param name="rows">The rows, a line each.</param>
    public static void Keep(string table, string rows)
    {
        var end = $"<!-- {table}: written by bench/passage -->";
        var lines = File.ReadAllLines(Page).ToList();
        foreach (var row in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var last = lines.IndexOf(end);
            var first = last < 0 ? throw new InvalidOperationException($"{Page} has no line {end}") : lines.FindLastIndex(last - 1, line => !line.StartsWith('|')) + 1;
            var same = lines.FindIndex(first, last - first, line => Named(line) == Named(row));
            if (same >= 0)
            {
                lines[same] = row;
            }
            else
            {
                lines.Insert(last, row);
            }
        }

        File.WriteAllLines(Page, lines);
    }

    private static string Named(string row) => row.Split('|')[1].Trim();
}
