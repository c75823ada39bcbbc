using System.Data.Common;
using System.Globalization;
using Ecluse.SamplePages;

namespace Ecluse.Cli.Demo;

/// <summary>Reads the invented new system as its owner would, to show what the passage left there.</summary>
internal static class SampleTargetReading
{
    private const string Patients = "SELECT * FROM patient ORDER BY patient_number";
    private const string Results =
        "SELECT r.patient_id, r.label, r.observed_at, r.value_comparator, r.value_number, r.value_written, r.value_text, a.label AS answer, u.label AS unit, "
        + "r.range_text, r.range_low, r.range_high, f.label AS flag, s.label AS status, r.version FROM result r "
        + "JOIN code_status s ON s.code = r.status LEFT JOIN code_flag f ON f.code = r.flag LEFT JOIN code_unit u ON u.code = r.unit_code "
        + "LEFT JOIN code_answer a ON a.code = r.answer_code ORDER BY r.label, r.observed_at DESC, r.version DESC";
    private const string Documents = "SELECT patient_id, title, media_type, created_at, content FROM document ORDER BY created_at, title";

    // Ids mean nothing to whoever looks.
    private static readonly string[] Hidden = ["id", "legacy_ref"];

    public static SampleTarget Read(DbConnection connection)
    {
        var rows = Rows(connection, Patients).ToList();
        var shown = rows.Take(SampleTarget.PatientsMax).ToList();
        var ids = shown.Select(row => Text(row["id"])).ToHashSet();
        var results = Rows(connection, Results).Where(row => ids.Contains(Text(row["patient_id"]))).ToLookup(row => Text(row["patient_id"]), Result);
        var documents = Rows(connection, Documents).Where(row => ids.Contains(Text(row["patient_id"]))).ToLookup(row => Text(row["patient_id"]), Document);
        return new SampleTarget("KALISIL", rows.Count, [.. shown.Select(row => Patient(row, results, documents))]);
    }

    private static TargetPatient Patient(
        Dictionary<string, object?> row, ILookup<string, TargetResult> results, ILookup<string, TargetDocument> documents) => new(
        Text(row["patient_number"]), $"{Text(row["family_name"])} {Text(row["given_names"])}",
        [.. row.Where(column => column.Value is not null && !Hidden.Contains(column.Key)).Select(column => new TargetFact(column.Key, Text(column.Value)))],
        [.. results[Text(row["id"])]], [.. documents[Text(row["id"])]]);

    private static TargetResult Result(Dictionary<string, object?> row)
    {
        var written = First(row, "value_written", "value_number", "answer", "value_text");
        var range = First(row, "range_text") is { Length: > 0 } text ? text
            : row["range_low"] is null && row["range_high"] is null ? "" : $"{Text(row["range_low"])} – {Text(row["range_high"])}";
        var comparator = row["value_written"] is null ? Text(row["value_comparator"]) : "";
        return new(
            Text(row["label"]), Text(row["observed_at"]), $"{comparator}{written} {Text(row["unit"])}".Trim(), range, Text(row["flag"]), Text(row["status"]),
            Convert.ToInt64(row["version"], CultureInfo.InvariantCulture));
    }

    private static TargetDocument Document(Dictionary<string, object?> row) =>
        new(Text(row["title"]), Text(row["media_type"]), Text(row["created_at"]), (byte[])row["content"]!);

    private static string First(Dictionary<string, object?> row, params string[] columns) =>
        columns.Select(column => Text(row[column])).FirstOrDefault(text => text.Length > 0) ?? "";

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime at when at.TimeOfDay == TimeSpan.Zero => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static IEnumerable<Dictionary<string, object?>> Rows(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, at => reader.IsDBNull(at) ? null : reader.GetValue(at));
        }
    }
}
