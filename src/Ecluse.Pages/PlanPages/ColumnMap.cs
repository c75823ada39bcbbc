using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Plans;
using Ecluse.Records;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>Every column of the source's tables: listed, not listed, free text, credential.</summary>
internal static class ColumnMap
{
    public static Html Write(Plan plan, Pen pen)
    {
        var columns = plan.Columns;
        var heads = Heads(pen);
        var head = Html.Of(
            $"""<li class="hd" aria-hidden="true"><span class="muted">Table</span>{heads}</li>""");
        var rows = columns.GroupBy(column => column.Table).Select(table => Row(table.Key, [.. table], heads, pen));
        var (listed, free, bound, credentials) = (
            columns.Count(IsListed), columns.Count(IsFree), columns.Count(column => column.Use == ColumnUse.BoundOnly), columns.Count(IsCredential));
        var others = columns.Count - listed - free - credentials - bound;
        var summary = pen.Say(
            $"pass: {listed}; as free text: {free}; stay: {others}; only bound or join: {bound}; credentials, never listed: {credentials}",
            $"passent : {listed} ; en texte libre : {free} ; restent : {others} ; bornes ou jointures seulement : {bound} ; identifiants, jamais listés : {credentials}");
        return Parts.Section(
            pen.Say("Columns", "Colonnes"), Html.Text(summary),
            Html.Of($"""<ul class="colmap">{head}{rows}</ul>{Reasons(plan, pen)}"""));
    }

    private static bool IsCredential(ColumnSurvey column) => column.Class == DataClass.Credential;

    private static bool IsFree(ColumnSurvey column) => column is { Use: ColumnUse.Listed, Class: DataClass.FreeText };

    private static bool IsListed(ColumnSurvey column) =>
        column.Use == ColumnUse.Listed && column.Class is not (DataClass.FreeText or DataClass.Credential);

    private static Html Row(string table, IReadOnlyList<ColumnSurvey> columns, Html[] heads, Pen pen)
    {
        var listed = columns.Where(IsListed).Select(Name);
        var stay = columns.Where(column => column.Use == ColumnUse.NotListed && !IsCredential(column)).Select(Name);
        var bound = columns.Where(column => column.Use == ColumnUse.BoundOnly && !IsCredential(column)).Select(column => Html.Of(
            $"<li>{column.Column} <span class=\"why\">{pen.Say("stays in the engine: bounds or joins", "ne sort pas du moteur : borne ou jointure")}</span></li>"));
        var credentials = columns.Where(IsCredential).ToList();
        // A credential that is listed would be a broken rule: it is shown as listed, loudly, and not struck through.
        var broken = credentials.Where(column => column.Use == ColumnUse.Listed).Select(column => Html.Of($"<li class=\"bad\"><b>{column.Column} !</b></li>"));
        return Html.Of(
            $"""
            <li><div><h3>{table}</h3><p class="small muted">{pen.Count(columns.Count, "column", "columns", "colonne", "colonnes")}</p></div>{Cell(heads[0], "", [.. listed, .. broken], pen)}{Cell(heads[1], "no", [.. stay, .. bound], pen)}{Cell(heads[2], "free", [.. columns.Where(IsFree).Select(Name)], pen)}{Cell(heads[3], "cred", [.. credentials.Where(column => column.Use != ColumnUse.Listed).Select(Name)], pen)}</li>
            """);
    }

    private static Html Name(ColumnSurvey column) => Html.Of($"<li>{column.Column}</li>");

    private static Html[] Heads(Pen pen) =>
    [
        Parts.Tag("check", pen.Say("Listed, pass", "Listées, passent"), "ok"),
        Parts.Tag("minus", pen.Say("Not listed", "Non listées")),
        Parts.Tag("para", pen.Say("Free text, by name", "Texte libre, nommé"), "warn"),
        Parts.Tag("keyoff", pen.Say("Credentials, never", "Identifiants, jamais"), "bad"),
    ];

    private static Html Cell(Html head, string kind, List<Html> names, Pen pen) => names.Count == 0
        ? Html.Of($"""<div class="cell-none"><p class="cap">{head}</p><p class="none">{pen.Say("none", "aucune")}</p></div>""")
        : Html.Of($"""<div><p class="cap">{head}</p><ul class="cs {kind}">{names}</ul></div>""");

    private static Html Reasons(Plan plan, Pen pen)
    {
        var table = new Table(
            pen.Say("Free text that passes", "Texte libre qui passe"),
            pen.Say("Free text that passes", "Texte libre qui passe"), pen.Say("Reason given by the laboratory", "Raison donnée par le laboratoire"));
        foreach (var field in plan.FreeText)
        {
            table.Add(Parts.Code($"{field.Type}.{field.Field}"), Html.Text(field.Reason));
        }

        return plan.FreeText.Count == 0
            ? Html.Of($"""<p class="small muted recon">{pen.Say("No free text passes.", "Aucun texte libre ne passe.")}</p>""")
            : Html.Of($"""<div class="recon">{table.Write()}</div>""");
    }
}
