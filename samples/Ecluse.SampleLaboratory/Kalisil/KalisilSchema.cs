using System.Globalization;
using Ecluse.Samples.Megabus;
using Ecluse.Samples.Rows;

namespace Ecluse.Samples.Kalisil;

/// <summary>The new system's schema in the words of an engine, its code lists, and records of its own.</summary>
internal static class KalisilSchema
{
    /// <summary>The new system's code of a test: invented, so that a profile has something to translate.</summary>
    public static string CodeOf(LabTest test) => "B" + test.Loinc[..test.Loinc.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>Every statement that makes an empty KALISIL.</summary>
    public static IEnumerable<string> Statements(SampleEngine engine)
    {
        var text = SampleText.Of("kalisil.sql");
        foreach (var (word, value) in engine.Words)
        {
            text = text.Replace($"{{{word}}}", value, StringComparison.Ordinal);
        }

        var lines = text.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return string.Join('\n', lines)
            .Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(CodeLists());
    }

    /// <summary>Records that the new system held before: patients of its own numbering, with one order and result each.</summary>
    public static IEnumerable<string> EarlierRecords(int count)
    {
        for (var i = 0; i < count; i++)
        {
            foreach (var statement in KalisilApplication.Register($"DÉJÀ-LÀ{i}"))
            {
                yield return statement;
            }
        }
    }

    private static IEnumerable<string> CodeLists()
    {
        foreach (var (code, label) in Catalogue.Specimens)
        {
            yield return $"INSERT INTO code_specimen (code, label) VALUES ('{code}', '{Quoted(label)}')";
        }

        foreach (var (code, label) in Catalogue.Answers)
        {
            yield return $"INSERT INTO code_answer (code, label) VALUES ('{code}', '{Quoted(label)}')";
        }

        foreach (var test in Catalogue.All.Where(test => test.Unit.Length > 0).DistinctBy(test => test.Ucum))
        {
            yield return $"INSERT INTO code_unit (code, label) VALUES ('{test.Ucum}', '{Quoted(test.Unit)}')";
        }

        foreach (var test in Catalogue.All)
        {
            var unit = test.Unit.Length > 0 ? $"'{test.Ucum}'" : "NULL";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO lab_test (code, label, loinc, unit_code) VALUES ('{CodeOf(test)}', '{Quoted(test.Label)}', '{test.Loinc}', {unit})");
        }
    }

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
