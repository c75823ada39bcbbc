using Ecluse.Markup;

namespace Ecluse.Layout;

/// <summary>
/// A table that becomes a list of labelled lines on a narrow screen; its roles are written out because the style sheet
/// changes how its parts are displayed.
/// </summary>
/// <param name="caption">What the table is, for those who hear it.</param>
/// <param name="columns">Columns, the first one naming the row.</param>
internal sealed class Table(string caption, params IReadOnlyList<Column> columns)
{
    private readonly List<Html> rows = [];

    /// <summary>Adds a row; as many cells as columns.</summary>
    public void Add(params IReadOnlyList<Html> cells) => rows.Add(Row("", cells));

    /// <summary>Adds a row, marked when it is not as it should be.</summary>
    public void Add(bool isAsItShouldBe, params IReadOnlyList<Html> cells) => rows.Add(Row(isAsItShouldBe ? "" : "diff", cells));

    /// <summary>The table; nothing when it has no row.</summary>
    public Html Write(string more = "") => rows.Count == 0 ? Html.None : Html.Of(
        $"""<table class="tbl stack{(more.Length > 0 ? " " : "")}{more}" role="table"><caption class="vh">{caption}</caption><thead role="rowgroup"><tr role="row">{columns.Select(Head)}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>""");

    private static Html Head(Column column) =>
        Html.Of($"""<th scope="col" role="columnheader" class="{Class(column)}">{column.Name}</th>""");

    private Html Row(string kind, IReadOnlyList<Html> cells)
    {
        if (cells.Count != columns.Count)
        {
            throw new ArgumentException($"A row of {cells.Count} cells in a table of {columns.Count} columns.");
        }

        return Html.Of($"""<tr role="row" class="{kind}">{cells.Select(Cell)}</tr>""");
    }

    private Html Cell(Html content, int at) => at == 0
        ? Html.Of($"""<th scope="row" role="rowheader" class="{Class(columns[0])}">{content}</th>""")
        : Html.Of($"""<td role="cell" data-l="{columns[at].Name}" class="{Class(columns[at])}"><div>{content}</div></td>""");

    private static string Class(Column column) => column.IsNumber ? "r" : "";
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="IsNumber">Whether its cells are figures, set to the right.</param>
internal sealed record Column(string Name, bool IsNumber = false)
{
    public static Column Number(string name) => new(name, true);

    public static implicit operator Column(string name) => new(name);
}
