using System.Buffers;
using Ecluse.Fhir;
using Ecluse.Files;
using Ecluse.PatientIdentity;
using Ecluse.Profiles;
using Ecluse.Records;
using Ecluse.Relational.Sqlite;

namespace Ecluse.Fuzz.Targets;

/// <summary>Lab records as they arrive: FHIR lines, CSV files, identity numbers.</summary>
internal static class RecordTargets
{
    private static readonly ProfileTable Table = ProfileReader.Read(
        Seeds.Text("profile: csv\nversion: 1\nengines: [csv]\ntables:\n  T:\n    columns: { A: identity, B: clinical, P: credential }\n"),
        "profile.yaml").Tables["T"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("fhir-line", Line, () => RecordType.All.Select(Full))
        {
            Words = ["\"resourceType\":", "\"extension\":[", "\"valueQuantity\":", "null", "\\u00e9", "\\ud83e\\ude78", "{", "}", "[", "]", ",", ":", "\"id\":", "1e5", "-0"],
        },
        new("fhir-folder", Folder, () => [[.. RecordType.All.SelectMany(Full)]]) { Words = ["\n", "{}", "Patient/", "\"reference\":"], Slowness = 8 },
        new("csv-file", Csv, CsvFiles) { Words = ["\"", "\"\"", ";", ",", "\t", "|", "\r\n", "\n", "A", "B", "P"], AllocatedMax = 96 << 20, Slowness = 16 },
        new("identity-numbers", Numbers, () => [Seeds.Text("2 55 08 14 168 025 38"), Seeds.Text("1.2.250.1.213.1.4.8")]) { Words = ["2A", "2B", " "] },
    ];

    private static void Line(byte[] bytes)
    {
        var record = new LabRecord(RecordType.Patient);
        new FhirReader().Read(bytes, record);
        var written = new ArrayBufferWriter<byte>();
        try
        {
            FhirWriter.Write(record, written);
        }
        catch (UnwritableRecordException cause)
        {
            throw new FindingException("a record that was read cannot be written", cause);
        }

        var again = new LabRecord(RecordType.Patient);
        new FhirReader().Read(written.WrittenSpan, again);
        Must.Hold(
            again.Type == record.Type && record.Type.Fields.All(field => record.GetText(field) == again.GetText(field)),
            "a record that was read and written is not read back");
    }

    private static void Folder(byte[] bytes) => InMemory("records.ndjson", bytes, folder =>
    {
        using var index = new FhirFolderIndex(Directory.EnumerateFiles(folder), CancellationToken.None);
        for (var patient = 0; patient < index.Patients; patient++)
        {
            foreach (var run in index.RunsOf(patient))
            {
                index.Read(run, new byte[run.Length]);
            }
        }
    });

    private static void Csv(byte[] bytes) => InMemory("T.csv", bytes, folder =>
    {
        var database = SqliteEngine.OpenOwn(null);
        try
        {
            CsvTable.Load(database, Table, Path.Combine(folder, "T.csv"));
        }
        finally
        {
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    });

    private static void Numbers(byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        if (Nir.TryRead(text, out var nir))
        {
            Must.Hold(nir.ToString() is { Length: > 0 }, "an identity number has no text");
        }

        _ = InsAuthority.TryRead(text, out _);
    }

    // Readers of files get one that no disk holds.
    private static void InMemory(string name, byte[] bytes, Action<string> read)
    {
        var folder = Directory.CreateDirectory($"/dev/shm/ecluse-fuzz-{Environment.ProcessId}-{name}").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            read(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Full(RecordType type)
    {
        var line = new ArrayBufferWriter<byte>();
        FhirWriter.Write(FullRecord.Of(type), line);
        return line.WrittenSpan.ToArray();
    }

    private static IEnumerable<byte[]> CsvFiles() =>
    [
        Seeds.Text("A;B;P\n1;\"deux; \"\"trois\"\"\";x\n;;\n"),
        Seeds.Text("\uFEFFA,B\r\n\"a\nb\",2\r\n"),
        Seeds.Text("A\tB\n1\t2\n"),
        [(byte)'A', (byte)'|', (byte)'B', (byte)'\n', 0xE9, (byte)'|', 0x80, (byte)'\n'],
    ];
}
