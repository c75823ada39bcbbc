using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.SamplePages;

/// <summary>The sample target, to be looked at: a page with everybody, and one for each patient, each marked as a sample.</summary>
internal static class SampleTargetPage
{
    /// <summary>Title of the list.</summary>
    public static string Title(SampleTarget target, Pen pen)
    {
        ArgumentNullException.ThrowIfNull(target);
        return pen.Say($"{target.System}, as the passage left it", $"{target.System}, tel que le passage l’a laissé");
    }

    /// <summary>Everybody.</summary>
    /// <param name="target">The system.</param>
    /// <param name="pen">Language and zone.</param>
    /// <param name="link">Where a patient's page stands, by place from 1.</param>
    public static Html List(SampleTarget target, Pen pen, Func<int, string> link)
    {
        ArgumentNullException.ThrowIfNull(target);
        var table = new Table(
            pen.Say("Patients", "Patients"), pen.Say("Number", "Numéro"), pen.Say("Name", "Nom"), Column.Number(pen.Say("Results", "Résultats")),
            Column.Number(pen.Say("Documents", "Documents")));
        foreach (var (place, patient) in target.Patients.Index())
        {
            table.Add(
                Html.Text(patient.Number), Html.Of($"""<a href="{link(place + 1)}">{patient.Name}</a>"""), Html.Text(pen.Number((long)patient.Results.Count)),
                Html.Text(pen.Number((long)patient.Documents.Count)));
        }

        var sentence = target.Held > target.Patients.Count
            ? pen.Say($"{pen.Patients(target.Held)}, of whom the first {pen.Number((long)target.Patients.Count)} are shown.", $"{pen.Patients(target.Held)}, dont les {pen.Number((long)target.Patients.Count)} premiers sont montrés.")
            : pen.Patients(target.Held);
        return Html.Of($"""{Parts.Head(Marked(pen), Title(target, pen), Html.Text(sentence))}{Invented(pen)}{table.Write()}""");
    }

    /// <summary>One patient.</summary>
    /// <param name="target">The system.</param>
    /// <param name="patient">The patient.</param>
    /// <param name="pen">Language and zone.</param>
    /// <param name="document">Where a document stands, by place from 1; null where it cannot be opened.</param>
    public static Html Patient(SampleTarget target, TargetPatient patient, Pen pen, Func<int, string?> document)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(patient);
        return Html.Of(
            $"""
            {Parts.Head(Marked(pen), patient.Name, Html.Text($"{target.System}, {patient.Number}"))}{Invented(pen)}
            {Parts.Section(pen.Say("As the system holds them", "Tel que le système le tient"), Html.None, Parts.KeyValues(patient.Facts.Select(fact => (fact.Column, Html.Text(fact.Value)))))}
            {Parts.Section(pen.Say("Results, with their history", "Résultats, avec leur historique"), Html.None, Results(patient, pen))}
            {Parts.Section(pen.Say("Documents", "Documents"), Html.None, Documents(patient, pen, document))}
            """);
    }

    /// <summary>A page of its own for a folder of files.</summary>
    public static string Page(string title, Html body, Pen pen, string otherLanguageFile)
    {
        ArgumentNullException.ThrowIfNull(pen);
        return new Sheet(title, body, Marked(pen), otherLanguageFile).Write(pen);
    }

    private static string Marked(Pen pen) => pen.Say("Sample: nobody here exists", "Échantillon : personne ici n’existe");

    private static Html Invented(Pen pen) => Html.Of($"""<section class="notes">{Parts.Note(
        "", "eye", pen.Say("Sample", "Échantillon"),
        Html.Text(pen.Say(
            "These patients are invented. What Écluse carries for a real laboratory, no page of Écluse’s shows like this.",
            "Ces patients sont inventés. Ce qu’Écluse transporte pour un vrai laboratoire, aucune page d’Écluse ne le montre ainsi.")))}</section>""");

    private static Html Results(TargetPatient patient, Pen pen)
    {
        var table = new Table(
            pen.Say("Results", "Résultats"), pen.Say("Test", "Analyse"), pen.Say("When", "Quand"), pen.Say("Value", "Valeur"), pen.Say("Usual", "Usuel"), pen.Say("State", "État"));
        foreach (var result in patient.Results)
        {
            var value = result.Flag.Length == 0 ? Html.Text(result.Value) : Html.Of($"{result.Value} {Parts.Tag("warn", result.Flag, "warn")}");
            table.Add(
                Html.Text(result.Test), Html.Text(result.At), value, Html.Text(result.Range),
                Html.Text(result.Version > 1 ? $"{result.Status}, {pen.Say("version", "version")} {result.Version}" : result.Status));
        }

        return patient.Results.Count == 0 ? Html.Text(pen.Say("None.", "Aucun.")) : table.Write();
    }

    private static Html Documents(TargetPatient patient, Pen pen, Func<int, string?> document)
    {
        var table = new Table(
            pen.Say("Documents", "Documents"), pen.Say("Title", "Titre"), pen.Say("Kind", "Sorte"), pen.Say("When", "Quand"), Column.Number(pen.Say("Size", "Taille")));
        foreach (var (place, one) in patient.Documents.Index())
        {
            table.Add(
                document(place + 1) is { } at ? Html.Of($"""<a href="{at}">{one.Title}</a>""") : Html.Text(one.Title), Html.Text(one.MediaType), Html.Text(one.At),
                Html.Text(pen.Size(one.Content.Length)));
        }

        return patient.Documents.Count == 0 ? Html.Text(pen.Say("None.", "Aucun.")) : table.Write();
    }
}
