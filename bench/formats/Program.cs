// Observations per second, one thread, by hand: dotnet run -c Release --project bench/formats
// Each leg runs in turn, seven times, measured in processor time; the median is printed, with the ratio to Utf8JsonWriter alone (or Utf8JsonReader
// alone) on the same lines, because absolute figures belong to the machine and the hour.
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecluse.Fhir;
using Ecluse.Records;

const int Count = 100_000;
const int Rounds = 7;

var records = Enumerable.Range(0, Count).Select(Observation).ToArray();
var output = new ArrayBufferWriter<byte>(1 << 27);
foreach (var record in records)
{
    FhirWriter.Write(record, output);
}

var lines = output.WrittenSpan.ToArray();
var ends = Ends(lines);
Console.WriteLine(Encoding.UTF8.GetString(lines.AsSpan(0, ends[0])));
Console.WriteLine($"{lines.Length / Count} bytes a line");

var target = new LabRecord(RecordType.Observation);
var reader = new FhirReader();
using var digest = new RecordDigest(new byte[RecordDigest.KeyLength], RecordProjection.Everything);
var sum = default(DigestSum);

var legs = new (string Name, Action Run)[]
{
    ("Utf8JsonWriter alone", WriteAlone),
    ("FhirWriter", () => { output.ResetWrittenCount(); foreach (var record in records) { FhirWriter.Write(record, output); } }),
    ("Utf8JsonReader alone", ReadAlone),
    ("FhirReader", () => EachLine(line => reader.Read(line, target))),
    ("NdjsonLines + FhirReader", ReadStream),
    ("RecordDigest", () => { foreach (var record in records) { sum = sum.Add(digest.Of(record)); } }),
};
var times = legs.Select(_ => new List<double>()).ToArray();
for (var round = 0; round < Rounds; round++)
{
    for (var leg = 0; leg < legs.Length; leg++)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Environment.CpuUsage.TotalTime;
        legs[leg].Run();
        times[leg].Add((Environment.CpuUsage.TotalTime - started).TotalSeconds);
        if (round == Rounds - 1)
        {
            var median = times[leg].Order().ElementAt(Rounds / 2);
            var alone = times[leg < 2 ? 0 : 2].Order().ElementAt(Rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{legs[leg].Name,-26} {Count / median,12:N0}/s  {alone / median,5:F2}×  {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)Count,6:F2} bytes allocated each"));
        }
    }
}

void WriteAlone()
{
    output.ResetWrittenCount();
    using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    EachLine(line => Copy(line, json));
}

static void Copy(ReadOnlySpan<byte> line, Utf8JsonWriter json)
{
    var from = new Utf8JsonReader(line);
    json.Reset();
    while (from.Read())
    {
        switch (from.TokenType)
        {
            case JsonTokenType.StartObject: json.WriteStartObject(); break;
            case JsonTokenType.EndObject: json.WriteEndObject(); break;
            case JsonTokenType.StartArray: json.WriteStartArray(); break;
            case JsonTokenType.EndArray: json.WriteEndArray(); break;
            case JsonTokenType.PropertyName: json.WritePropertyName(from.ValueSpan); break;
            case JsonTokenType.String: json.WriteStringValue(from.ValueSpan); break;
            default: json.WriteRawValue(from.ValueSpan, skipInputValidation: true); break;
        }
    }

    json.Flush();
}

void ReadAlone() => EachLine(line =>
{
    var json = new Utf8JsonReader(line);
    while (json.Read())
    {
    }
});

void ReadStream()
{
    var streamed = new NdjsonLines(new MemoryStream(lines));
    while (streamed.MoveNext())
    {
        reader.Read(streamed.Current.Span, target);
    }
}

void EachLine(LineAction action)
{
    var start = 0;
    foreach (var end in ends)
    {
        action(lines.AsSpan(start, end - start));
        start = end + 1;
    }
}

static int[] Ends(byte[] lines) => [.. Enumerable.Range(0, lines.Length).Where(i => lines[i] == '\n')];

static LabRecord Observation(int i)
{
    var record = new LabRecord(RecordType.Observation);
    record.Set("id", $"{i + 1}");
    record.Set("patient", $"{i / 20}");
    record.Set("order", $"{i / 7}");
    record.Set("specimen", $"{i / 7}");
    record.Set("kind", "measurement");
    record.Set("version", "1");
    record.Set("rank", $"{i % 7}");
    record.Set("code", "GLU");
    record.Set("code-text", "Glycémie à jeun");
    record.Set("loinc", "14749-6");
    record.Set("status", "final");
    record.Set("value-number", $"{i % 100}.{i % 10}0");
    record.Set("value-unit", "mmol/L");
    record.Set("range-low", "3.90");
    record.Set("range-high", "5.50");
    record.Set("flag", "H");
    record.Set("observed-at", "2020-03-01T08:15:00+01:00");
    record.Set("validated-at", "2020-03-01T11:15:00+01:00");
    record.Set("validated-by", "12");
    if (i % 4 == 0)
    {
        record.Set("comment", "Résultat contrôlé, à confronter au contexte clinique.");
    }

    return record;
}

internal delegate void LineAction(ReadOnlySpan<byte> line);
