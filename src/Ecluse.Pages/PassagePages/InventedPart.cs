using Ecluse.Drawing;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Reconciliation;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>A few invented people, before and after. Written only when the view says that they are invented.</summary>
internal static class InventedPart
{
    private const int RowsPerTable = 3;

    public static Html Write(PassageView view, Pen pen)
    {
        if (view.Invented is not { Patients.Count: > 0 } people)
        {
            return Html.None;
        }

        var note = Html.Of($"""<p class="lead-in">{pen.Say(
            $"These people are invented: their names, numbers and results were made up for the demonstration. A real passage shows no patient’s value on any page. Left, the raw columns of {view.SourceSystem}; right, those of {view.TargetSystem}.",
            $"Ces personnes sont inventées : noms, numéros et résultats ont été fabriqués pour la démonstration. Un vrai passage ne montre la valeur d’aucun patient, sur aucune page. À gauche, les colonnes brutes de {view.SourceSystem} ; à droite, celles de {view.TargetSystem}.")}</p>""");
        var shown = people.Patients.Select((patient, at) => Patient(patient, people.Pairs, at == 0, view, pen));
        return Parts.Section(
            pen.Say("A few patients, before and after", "Quelques patients, avant et après"),
            Parts.Tag("eye", pen.Say("invented people", "personnes inventées"), "live"), Html.Of($"{note}{shown}"));
    }

    private static Html Patient(SamplePatient patient, IReadOnlyList<ColumnPair> pairs, bool isFirst, PassageView view, Pen pen)
    {
        var blocks = SideBySide.Of(patient, pairs);
        var tables = blocks.GroupBy(block => (block.Before, block.After)).SelectMany(group =>
        {
            var shown = group.Take(RowsPerTable).Select((block, at) => Block(block, at, group.Count(), view, pen));
            var more = group.Count() - RowsPerTable;
            return more <= 0 ? shown : shown.Append(Html.Of(
                $"<p class=\"small muted\">{More(more, pen)}</p>"));
        });
        var before = pen.Count(patient.Before.Count, "row", "rows", "ligne", "lignes");
        var after = pen.Number((long)patient.After.Count);
        var counts = pen.Say($"{before} before, {after} after", $"{before} avant, {after} après");
        // One person is enough on paper.
        var open = isFirst ? Html.Of($" open") : Html.Of($" class=\"no-print\"");
        return Html.Of($"<details{open}><summary>{patient.Label} <span class=\"muted\">({counts})</span></summary>{tables}</details>");
    }

    private static string More(int rows, Pen pen)
    {
        var count = pen.Count(rows, "more row", "more rows", "autre ligne", "autres lignes");
        return pen.Say($"… and {count} of the same kind.", $"… et {count} de même sorte.");
    }

    private static Html Block(RowPair block, int at, int count, PassageView view, Pen pen)
    {
        var number = count > 1 ? $" {pen.Number(at + 1L)}/{pen.Number((long)count)}" : "";
        var title = (block.Before, block.After) switch
        {
            ({ } before, { } after) => Html.Of($"<code>{before}</code> → <code>{after}</code>{number}"),
            ({ } before, null) => Html.Of($"<code>{before}</code> {pen.Say("→ no row of its own", "→ pas de ligne à elle")}{number}"),
            _ => Html.Of($"{pen.Say("from other rows", "d’autres lignes")} → <code>{block.After}</code>{number}"),
        };
        string[] heads = [view.SourceSystem, pen.Say("before", "avant"), view.TargetSystem, pen.Say("after", "après")];
        var rows = block.Cells.Select(cell => Html.Of(
            $"""<tr>{Name(cell.Before, heads[0], "")}{Value(cell.Before, heads[1], pen)}{Name(cell.After, heads[2], "sep")}{Value(cell.After, heads[3], pen)}</tr>"""));
        return Html.Of(
            $"""<table class="raw"><caption>{title}</caption><thead><tr>{heads.Select(head => Html.Of($"<th scope=\"col\">{head}</th>"))}</tr></thead><tbody>{rows}</tbody></table>""");
    }

    private static Html Name(KeyValuePair<string, string?>? cell, string head, string kind) => cell is { } known
        ? Html.Of($"""<td data-l="{head}" class="{kind}"><code>{known.Key}</code></td>""")
        : Html.Of($"""<td class="{kind}"></td>""");

    private static Html Value(KeyValuePair<string, string?>? cell, string head, Pen pen) => cell switch
    {
        null => Html.Of($"<td></td>"),
        { Value: { } value } => Html.Of($"""<td data-l="{head}"><code>{value}</code></td>"""),
        _ => Html.Of($"""<td data-l="{head}" class="stays">{pen.Say("empty", "vide")}</td>"""),
    };
}
