using System.Buffers;
using System.Text;
using Ecluse.Connections;
using Ecluse.Fhir;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Records;
using Ecluse.Samples;
using Ecluse.Samples.Profiles;
using Ecluse.Testkit;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Microsoft.Data.Sqlite;
using Task = System.Threading.Tasks.Task;

namespace Ecluse.Files;

/// <summary>The sample laboratory as a database, as CSV files and as FHIR lines gives the same records, by digest.</summary>
public sealed class SampleLaboratoryByFilesTests : IDisposable
{
    private const int FirelyEvery = 20;

    private readonly TestFolder folder = new();
    private readonly Dictionary<string, FileStream> written = [];
    private readonly Profile profile = ProfileReader.Read(SampleProfiles.Bytes(SampleProfiles.Megabus()), "megabus");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Is_the_same_as_a_database_as_CSV_and_as_FHIR()
    {
        MakeDatabase();
        await using var database = await OpenAsync("sqlite", folder.Of("old.db"));
        var expected = await DigestAsync(database, record => Write(record));
        await using var csv = await OpenAsync("csv", folder.Of("csv"));
        CloseFiles();
        await using var fhir = await OpenAsync("fhir", folder.Of("fhir"));

        var (byCsv, byFhir) = (await DigestAsync(csv), await DigestAsync(fhir));

        Assert.True(expected.Of(RecordType.Observation).Count > 1_000);
        foreach (var type in RecordType.All)
        {
            Assert.Equal((type.Name, expected.Of(type)), (type.Name, byCsv.Of(type)));
            Assert.Equal((type.Name, expected.Of(type)), (type.Name, byFhir.Of(type)));
        }
    }

    [Fact]
    public async Task Is_FHIR_that_Firely_accepts()
    {
        MakeDatabase();
        await using var database = await OpenAsync("sqlite", folder.Of("old.db"));
        var firely = FhirSerializationEngineFactory.Strict(ModelInfo.ModelInspector);
        var seen = 0;
        await DigestAsync(database, record =>
        {
            if (seen++ % FirelyEvery == 0 || record.Type.IsShared)
            {
                Assert.NotNull(firely.DeserializeFromJson(Encoding.UTF8.GetString(Line(record))));
            }
        });

        Assert.True(seen > 2_000);
    }

    // One file for each type, as bulk exports have them.
    private void Write(LabRecord record)
    {
        if (!written.TryGetValue(record.Type.Name, out var file))
        {
            Directory.CreateDirectory(folder.Of("fhir"));
            file = written[record.Type.Name] = File.Create(folder.Of("fhir", record.Type.Name + ".ndjson"));
        }

        file.Write(Line(record));
    }

    private void CloseFiles()
    {
        foreach (var file in written.Values)
        {
            file.Dispose();
        }
    }

    private static byte[] Line(LabRecord record)
    {
        var line = new ArrayBufferWriter<byte>();
        FhirWriter.Write(record, line);
        return line.WrittenSpan.ToArray();
    }

    private static async Task<PatientDigest> DigestAsync(ISourceGate gate, Action<LabRecord>? each = null)
    {
        var sum = new PatientDigest();
        using var digest = new RecordDigest(new byte[RecordDigest.KeyLength], RecordProjection.Everything);
        var scope = new Scope(gate.Gives, new PatientBounds(null, null), null, UndatedRule.Pass, Inspect: false);
        await foreach (var (record, _) in gate.ReadAsync(scope, null, _ => { }, TestContext.Current.CancellationToken))
        {
            sum.Add(record.Type, digest.Of(record));
            each?.Invoke(record);
        }

        return sum;
    }

    private Task<ISourceGate> OpenAsync(string engine, string address) =>
        Gates.OpenSourceAsync(new Connection(engine, ConnectionRole.Source, engine, address), profile);

    private void MakeDatabase()
    {
        using var connection = new SqliteConnection($"Data Source={folder.Of("old.db")};Pooling=False");
        connection.Open();
        SampleLaboratory.CreateSource(connection, new SampleOptions { Patients = 120 });
        Directory.CreateDirectory(folder.Of("csv"));
        foreach (var table in profile.Classes.GroupBy(one => one.Table))
        {
            Dump(connection, table.Key, [.. table.Select(one => one.Column)]);
        }
    }

    // The bytes of the database as they are, Windows-1252 or not.
    private void Dump(SqliteConnection connection, string table, string[] columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"CAST({column} AS BLOB)"))} FROM {table}";
        using var rows = command.ExecuteReader();
        using var file = new StreamWriter(folder.Of("csv", table + ".csv"), append: false, Encoding.Latin1);
        file.Write(string.Join(';', columns) + "\r\n");
        while (rows.Read())
        {
            file.Write(string.Join(';', Enumerable.Range(0, columns.Length).Select(i => rows.IsDBNull(i)
                ? ""
                : $"\"{Encoding.Latin1.GetString((byte[])rows[i]).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n");
        }
    }
}
