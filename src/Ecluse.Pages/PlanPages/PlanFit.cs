using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Plans;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>What the target cannot hold, what is done with it, and what the target holds already.</summary>
internal static class PlanFit
{
    public static Html Write(Plan plan, Pen pen)
    {
        var table = new Table(
            pen.Say("What the target cannot hold", "Ce que la cible ne peut tenir"),
            pen.Say("Field", "Champ"), pen.Say("What does not fit", "Ce qui n’entre pas"),
            Column.Number(pen.Say("Records", "Enregistrements")), Column.Number("Patients"),
            pen.Say("What your signature accepts", "Ce que votre signature accepte"));
        foreach (var misfit in plan.Misfits)
        {
            table.Add(
                Parts.Code($"{misfit.Type}.{misfit.Field}"), Html.Text(PlanWords.Misfit(misfit.Kind, pen.Language)),
                Html.Text(pen.Number(misfit.Records)), Html.Text(pen.Number(misfit.Patients)),
                Html.Text(PlanWords.Treatment(misfit.Treatment, pen.Language)));
        }

        var fits = plan.Misfits.Count > 0 ? table.Write() : Parts.Marked("check", "ok", pen.Say(
            "Everything that passes fits the target, as the target describes itself.",
            "Tout ce qui passe entre dans la cible, telle qu’elle se décrit."));
        return Parts.Section(
            pen.Say("Fit with the target", "Contrôle d’accueil"),
            Html.Text(pen.Say("Nothing is cut short, nothing is repaired silently", "Rien n’est tronqué, rien n’est réparé en silence")),
            Html.Of($"""{fits}{Lacks(plan, pen)}<div class="recon">{Conflicts(plan, pen)}</div>"""));
    }

    // Of the unknown codes, those that the target's profile names: whoever adds them to the catalogue lets their patients pass.
    private static Html Lacks(Plan plan, Pen pen)
    {
        var lacking = plan.Misfits.Where(misfit => misfit.Lacks is not null).ToList();
        if (lacking.Count == 0)
        {
            return Html.None;
        }

        var table = new Table(
            pen.Say("What the target’s catalogue lacks", "Ce qui manque au catalogue de la cible"),
            pen.Say("Missing code", "Code manquant"), pen.Say("In the catalogue", "Dans le catalogue"),
            pen.Say("Field", "Champ"), pen.Say("In the records", "Dans les données"),
            Column.Number(pen.Say("Records", "Enregistrements")), Column.Number("Patients"));
        foreach (var misfit in lacking)
        {
            foreach (var lack in misfit.Lacks!)
            {
                table.Add(
                    Parts.Code(lack.Written), Parts.Code(lack.Column), Parts.Code($"{misfit.Type}.{misfit.Field}"), Parts.Code(lack.Code),
                    Html.Text(pen.Number(lack.Records)), Html.Text(pen.Number(lack.Patients)));
            }
        }

        var others = lacking.Where(misfit => misfit.NotNamed > 0).Select(misfit => Parts.Marked(
            "warn", "warn", $"{misfit.Type}.{misfit.Field}{pen.Say(": ", " : ")}{PlanWords.NotNamed(pen.Number(misfit.NotNamed!.Value), pen.Language)}"));
        var what = Parts.Marked("warn", "warn", pen.Say(
            "The target’s profile names these codes and its catalogue does not have them. Once the laboratory has added them, a new plan counts again.",
            "Le profil de la cible nomme ces codes et son catalogue ne les a pas. Une fois que le laboratoire les a ajoutés, un nouveau plan recompte."));
        return Html.Of($"""<div class="recon">{what}</div>{table.Write()}<div class="recon">{Html.Join(others)}</div>""");
    }

    private static Html Conflicts(Plan plan, Pen pen)
    {
        if (plan.Conflicts is null)
        {
            return Parts.Marked("empty", "", pen.Say(
                "Conflicts with what the target holds were not asked for: the source side has no way into the target. A record with the same key is refused, never overwritten.",
                "Les conflits avec ce que tient la cible n’ont pas été demandés : le côté source n’y a pas accès. Un enregistrement de même clé est refusé, jamais écrasé."));
        }

        var found = plan.Conflicts.Where(conflict => conflict.Value > 0).ToList();
        return found.Count == 0
            ? Parts.Marked("check", "ok", pen.Say("The target holds no record with the same key.", "La cible ne tient aucun enregistrement de même clé."))
            : Html.Join(found.Select(conflict => Parts.Marked("warn", "warn", pen.Say(
                $"{PlanWords.Type(conflict.Key, pen.Language)}: {pen.Number(conflict.Value)} are in the target already under the same key. They are refused, never overwritten.",
                $"{PlanWords.Type(conflict.Key, pen.Language)} : {pen.Number(conflict.Value)} sont déjà dans la cible sous la même clé. Ils sont refusés, jamais écrasés."))));
    }
}
