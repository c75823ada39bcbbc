using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecluse.Reconciliation;

/// <summary>What an answer's parcel holds: NDJSON, the figures first, then one line a patient with the raw rows.</summary>
/// <param name="Figures">Figures of leg 2 at the source without the rejected patients.</param>
/// <param name="Patients">Raw rows of the patients drawn, in the question's order.</param>
public sealed record AnswerLines(IReadOnlyList<CheckFigure> Figures, IReadOnlyList<RawPatient> Patients)
{
    /// <summary>All lines, each with its line feed.</summary>
    public IEnumerable<byte[]> Write() => Figures.Select(figure => new JsonObject
    {
        ["check"] = figure.Check, ["group"] = figure.Group, ["figure"] = figure.Figure, ["value"] = figure.Value,
    }).Concat(Patients.Select(patient => new JsonObject
    {
        ["patient"] = patient.Patient,
        ["rows"] = new JsonArray([.. patient.Rows.Select(row => (JsonNode)new JsonObject
        {
            ["table"] = row.Table,
            ["columns"] = new JsonArray([.. row.Columns.Select(column => (JsonNode)new JsonArray(column.Key, column.Value))]),
        })]),
    })).Select(line => Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));

    /// <summary>Reads them to the end; nothing is believed before the end of the parcel is.</summary>
    public static AnswerLines Read(Stream plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var (figures, patients) = (new List<CheckFigure>(), new List<RawPatient>());
        using var lines = new StreamReader(plain, Encoding.UTF8);
        while (lines.ReadLine() is { } text)
        {
            using var line = JsonDocument.Parse(text);
            var root = line.RootElement;
            if (root.TryGetProperty("check", out var check))
            {
                figures.Add(new CheckFigure(
                    check.GetString()!, root.GetProperty("group").GetString()!, root.GetProperty("figure").GetString()!,
                    root.GetProperty("value").GetString()));
                continue;
            }

            patients.Add(new RawPatient(
                root.GetProperty("patient").GetString()!,
                [.. root.GetProperty("rows").EnumerateArray().Select(row => new RawRow(
                    row.GetProperty("table").GetString()!,
                    [.. row.GetProperty("columns").EnumerateArray().Select(column =>
                        KeyValuePair.Create(column[0].GetString()!, column[1].GetString()))]))]));
        }

        return new AnswerLines(figures, patients);
    }
}
