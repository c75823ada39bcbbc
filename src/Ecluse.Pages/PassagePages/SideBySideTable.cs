using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>One person's raw rows as tables: a column of the old system beside the one that it became.</summary>
/// <param name="sourceSystem">How the old system is called.</param>
/// <param name="targetSystem">How the new system is called.</param>
/// <param name="rowsPerTable">How many rows of one kind are written out; the rest is counted.</param>
/// <param name="pen">Writes it.</param>
internal sealed class SideBySideTable(string sourceSystem, string targetSystem, int rowsPerTable, Pen pen)
{
    public Html Write(SamplePatient patient, IReadOnlyList<ColumnPair> pairs, bool isFirst)
    {
        var blocks = SideBySide.Of(patient, pairs);
        var tables = blocks.GroupBy(block => (block.Before, block.After)).SelectMany(group =>
        {
            var shown = group.Take(rowsPerTable).Select((block, at) => Block(block, at, group.Count()));
            var more = group.Count() - rowsPerTable;
            return more <= 0 ? shown : shown.Append(Html.Of(
                $"<p class=\"small muted\">{More(more)}</p>"));
        });
        var before = pen.Count(patient.Before.Count, "row", "rows", "ligne", "lignes");
        var after = pen.Number((long)patient.After.Count);
        var counts = pen.Say($"{before} before, {after} after", $"{before} avant, {after} après");
        // One person is enough on paper.
        var open = isFirst ? Html.Of($" open") : Html.Of($" class=\"no-print\"");
        return Html.Of($"<details{open}><summary>{patient.Label} <span class=\"muted\">({counts})</span></summary>{tables}</details>");
    }

    private string More(int rows)
    {
        var count = pen.Count(rows, "more row", "more rows", "autre ligne", "autres lignes");
        return pen.Say($"… and {count} of the same kind.", $"… et {count} de même sorte.");
    }

    private Html Block(RowPair block, int at, int count)
    {
        var number = count > 1 ? $" {pen.Number(at + 1L)}/{pen.Number((long)count)}" : "";
        var title = (block.Before, block.After) switch
        {
            ({ } before, { } after) => Html.Of($"<code>{before}</code> → <code>{after}</code>{number}"),
            ({ } before, null) => Html.Of($"<code>{before}</code> {pen.Say("→ no row of its own", "→ pas de ligne à elle")}{number}"),
            _ => Html.Of($"{pen.Say("from other rows", "d’autres lignes")} → <code>{block.After}</code>{number}"),
        };
        string[] heads = [sourceSystem, pen.Say("before", "avant"), targetSystem, pen.Say("after", "après")];
        var rows = block.Cells.Select(cell => Html.Of(
            $"""<tr>{Name(cell.Before, heads[0], "")}{Value(cell.Before, heads[1])}{Name(cell.After, heads[2], "sep")}{Value(cell.After, heads[3])}</tr>"""));
        return Html.Of(
            $"""<table class="raw"><caption>{title}</caption><thead><tr>{heads.Select(head => Html.Of($"<th scope=\"col\">{head}</th>"))}</tr></thead><tbody>{rows}</tbody></table>""");
    }

    private static Html Name(KeyValuePair<string, string?>? cell, string head, string kind) => cell is { } known
        ? Html.Of($"""<td data-l="{head}" class="{kind}"><code>{known.Key}</code></td>""")
        : Html.Of($"""<td class="{kind}"></td>""");

    private Html Value(KeyValuePair<string, string?>? cell, string head) => cell switch
    {
        null => Html.Of($"<td></td>"),
        { Value: { } value } => Html.Of($"""<td data-l="{head}"><code>{value}</code></td>"""),
        _ => Html.Of($"""<td data-l="{head}" class="stays">{pen.Say("empty", "vide")}</td>"""),
    };
}
