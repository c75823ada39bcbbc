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
            $"These people are invented: their names, numbers and results were made up for the demonstration. The page of a real passage shows no patient’s value. Left, the raw columns of {view.SourceSystem}; right, those of {view.TargetSystem}.",
            $"Ces personnes sont inventées : noms, numéros et résultats ont été fabriqués pour la démonstration. La page d’un vrai passage ne montre la valeur d’aucun patient. À gauche, les colonnes brutes de {view.SourceSystem} ; à droite, celles de {view.TargetSystem}.")}</p>""");
        var table = new SideBySideTable(view.SourceSystem, view.TargetSystem, RowsPerTable, pen);
        var shown = people.Patients.Select((patient, at) => table.Write(patient, people.Pairs, at == 0));
        return Parts.Section(
            pen.Say("A few patients, before and after", "Quelques patients, avant et après"),
            Parts.Tag("eye", pen.Say("invented people", "personnes inventées"), "live"), Html.Of($"{note}{shown}"));
    }
}
