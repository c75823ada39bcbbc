using System.Text;
using Ecluse.Errors;
using Ecluse.Writing;

namespace Ecluse.SamplePages;

/// <summary>The sample target as files of one folder: both languages, and each document.</summary>
public static class SampleTargetFiles
{
    /// <summary>Name of the list's file.</summary>
    public static string List(Language language) => $"index.{Ending(language)}";

    /// <summary>Every file: its name, which no word of a patient is in, and its bytes.</summary>
    public static IEnumerable<KeyValuePair<string, byte[]>> All(SampleTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return [.. Pages(target, Language.French), .. Pages(target, Language.English), .. Documents(target)];
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Pages(SampleTarget target, Language language)
    {
        var pen = new Pen(language, PageZone.Utc);
        var other = language == Language.French ? Language.English : Language.French;
        yield return File(List(language), SampleTargetPage.Page(
            SampleTargetPage.Title(target, pen), SampleTargetPage.List(target, pen, place => "./" + Patient(place, language)), pen, List(other)));
        foreach (var (at, patient) in target.Patients.Index())
        {
            var body = SampleTargetPage.Patient(target, patient, pen, number => "./" + Document(at + 1, number, patient.Documents[number - 1]));
            yield return File(Patient(at + 1, language), SampleTargetPage.Page(patient.Name, body, pen, Patient(at + 1, other)));
        }
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Documents(SampleTarget target) =>
        from patient in target.Patients.Index()
        from document in patient.Item.Documents.Index()
        select KeyValuePair.Create(Document(patient.Index + 1, document.Index + 1, document.Item), document.Item.Content);

    private static KeyValuePair<string, byte[]> File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static string Patient(int place, Language language) => $"patient-{place:000}.{Ending(language)}";

    private static string Document(int place, int number, TargetDocument document) => $"patient-{place:000}-document-{number}{document.Extension}";

    private static string Ending(Language language) => language == Language.French ? "fr.html" : "en.html";
}
