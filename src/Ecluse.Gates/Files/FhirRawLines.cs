using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Ecluse.Fhir;
using Ecluse.Instructions;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>
/// A patient's lines as they stand in the files, member by member, read by a parser that is not ours (leg 3). A member is
/// shown only where the same line, written again with the listed fields alone, still has it.
/// </summary>
internal sealed class FhirRawLines(FhirFolderIndex index, Scope scope)
{
    // What stands in the place of an element that is not there tells a signatory nothing.
    private const string Absent = "StructureDefinition/data-absent-reason";

    private static readonly string[] Telling = ["url", "system", "use"];

    private readonly ScopeFilter filter = new(scope);
    private readonly FhirReader reader = new();
    private readonly LabRecord record = new(RecordType.Patient);

    public IReadOnlyList<RawPatient> Show(IReadOnlyList<string> patients, CancellationToken cancellation)
    {
        var shown = new List<RawPatient>();
        foreach (var key in patients)
        {
            cancellation.ThrowIfCancellationRequested();
            var patient = index.Find(key);
            if (patient >= 0)
            {
                shown.Add(new RawPatient(key, Rows(patient)));
            }
        }

        return shown;
    }

    private List<RawRow> Rows(int patient)
    {
        var passing = new FhirPatientRecords(index, scope);
        passing.Load(patient);
        var keys = passing.Records.Where(one => passing.ReasonOf(one) is null).Select(one => (one.Type, one.Id)).ToHashSet();
        var rows = new List<RawRow>();
        foreach (var run in index.RunsOf(patient))
        {
            var bytes = new byte[run.Length];
            index.Read(run, bytes);
            foreach (var line in Lines(bytes))
            {
                reader.Read(line, record);
                if (!reader.IsDecoy && keys.Contains((record.Type, record.Id)))
                {
                    rows.Add(Row(line));
                }
            }
        }

        return rows;
    }

    private RawRow Row(byte[] line)
    {
        filter.Apply(record);
        var listed = new ArrayBufferWriter<byte>();
        FhirWriter.Write(record, listed);
        var paths = Members(listed.WrittenSpan.ToArray()).Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        return new RawRow(record.Type.Name, [.. Members(line).Where(member => paths.Contains(member.Key) && !member.Key.Contains(Absent, StringComparison.Ordinal))]);
    }

    private static IEnumerable<byte[]> Lines(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            yield return bytes[start..end];
            start = end + 1;
        }
    }

    private static List<KeyValuePair<string, string?>> Members(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var members = new List<KeyValuePair<string, string?>>();
        Flatten("", document.RootElement, members);
        return members;
    }

    // Elements of a list are named by what tells them apart (url, system, use), so that a left out one moves no other.
    private static void Flatten(string path, JsonElement element, List<KeyValuePair<string, string?>> members)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    Flatten(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, members);
                }

                break;
            case JsonValueKind.Array:
                var position = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Flatten($"{path}[{NameOf(item) ?? position.ToString(CultureInfo.InvariantCulture)}]", item, members);
                    position++;
                }

                break;
            default:
                members.Add(KeyValuePair.Create(path, (string?)element.ToString()));
                break;
        }
    }

    private static string? NameOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var names = Telling.Where(name => item.TryGetProperty(name, out _))
            .Select(name => item.GetProperty(name).GetString());
        return string.Join(' ', names) is { Length: > 0 } name ? name : null;
    }
}
