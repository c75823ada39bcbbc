using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Plans;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>Columns whose content looks like something else than their class; « not inspected » is a result of its own.</summary>
internal static class Inspection
{
    public static Html Write(Plan plan, Pen pen)
    {
        var inspected = plan.Columns.Where(column => column.Inspection is not null).ToList();
        var title = pen.Say("What contents look like", "À quoi ressemblent les contenus");
        if (inspected.Count == 0)
        {
            return Parts.Section(title, Html.None, Parts.Note("", "empty", pen.Say("Not inspected.", "Non inspecté."), Html.Text(pen.Say(
                "The instruction does not ask the source for counts of what its columns look like. Nothing is known of it.",
                "L’instruction ne demande pas à la source de compter ce que ses colonnes contiennent. On n’en sait rien."))));
        }

        var table = new Table(
            title, pen.Say("Column", "Colonne"), Column.Number(pen.Say("Not empty", "Non vides")), Column.Number("NIR"),
            Column.Number(pen.Say("E-mail", "Courriel")), Column.Number(pen.Say("Telephone", "Téléphone")),
            Column.Number(pen.Say("Password", "Mot de passe")), pen.Say("Remark", "Remarque"));
        var found = inspected.Where(column => column.Inspection is { Nir: > 0 } or { Email: > 0 } or { Phone: > 0 } or { Password: > 0 }).ToList();
        foreach (var column in found)
        {
            var counts = column.Inspection!;
            var isSuspect = counts.Password > 0 && column.Use == ColumnUse.Listed && column.InspectionReason is null;
            table.Add(
                !isSuspect, Parts.Code($"{column.Table}.{column.Column}"), Html.Text(pen.Number(counts.NotEmpty)), Html.Text(pen.Number(counts.Nir)),
                Html.Text(pen.Number(counts.Email)), Html.Text(pen.Number(counts.Phone)), Html.Text(pen.Number(counts.Password)),
                Html.Text(column.InspectionReason ?? Use(column, pen)));
        }

        var without = plan.Columns.Count - inspected.Count;
        var line = pen.Say(
            $"{pen.Count(inspected.Count, "column", "columns", "colonne", "colonnes")} inspected, counts only; {pen.Number((long)without)} not inspected",
            $"{pen.Count(inspected.Count, "column inspected", "columns inspected", "colonne inspectée", "colonnes inspectées")}, des comptes seulement ; {pen.Number((long)without)} non inspectées");
        var content = found.Count > 0 ? table.Write() : Parts.Marked("check", "ok", pen.Say(
            "No inspected column holds anything that looks like a NIR, an e-mail address, a telephone number or a password.",
            "Aucune colonne inspectée ne contient ce qui ressemble à un NIR, un courriel, un téléphone ou un mot de passe."));
        return Parts.Section(title, Html.Text(line), content);
    }

    private static string Use(ColumnSurvey column, Pen pen) => column.Use switch
    {
        ColumnUse.Listed => pen.Say("passes", "passe"),
        _ => pen.Say("no value leaves the engine", "aucune valeur ne sort de la base"),
    };
}
