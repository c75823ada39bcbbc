using System.Buffers;
using System.Text;
using CsCheck;
using Ecluse.Fhir;
using Ecluse.Records;

namespace Ecluse;

public sealed class FhirRoundTripTests
{
    public static TheoryData<string> Types => [.. RecordType.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Gives_back_every_field_of_every_record_and_then_the_same_line(string name)
    {
        Assert.True(RecordType.TryFind(name, out var type));

        RecordGenerator.Of(type).Sample(
            record =>
            {
                var line = Written(record);
                var found = new LabRecord(RecordType.Patient);
                new FhirReader().Read(line, found);
                RecordGenerator.AssertEqual(record, found);
                Assert.Equal(line, Written(found));
                return true;
            },
            iter: 3_000);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Gives_back_each_field_alone(string name)
    {
        Assert.True(RecordType.TryFind(name, out var type));
        var full = FullRecord.Of(type);
        foreach (var field in type.Fields)
        {
            var record = new LabRecord(type);
            record.Set("id", "1");
            record.Set(field, full[field]);
            var found = new LabRecord(type);

            new FhirReader().Read(Written(record), found);

            RecordGenerator.AssertEqual(record, found);
        }
    }

    [Fact]
    public void Keeps_numbers_as_they_were_written()
    {
        var record = new LabRecord(RecordType.Observation);
        record.Set("id", "1");
        record.Set("value-number", "5.10");

        Assert.Contains("\"value\":5.10}", Encoding.UTF8.GetString(Written(record)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_what_it_wrote_without_parsing_it(string name)
    {
        Assert.True(RecordType.TryFind(name, out var type));
        var record = FullRecord.Of(type);
        foreach (var field in type.Fields.Where(field => field.Kind is FieldKind.Text or FieldKind.FreeText))
        {
            record.Set(field, "a \"quoted\" \\ text\r\n\ton three lines é𝛽");
        }

        var reader = new FhirReader();
        reader.Read(Written(record), new LabRecord(type));

        Assert.True(reader.WasAsWritten);
    }

    [Fact]
    public void Tells_a_decoy_from_a_record()
    {
        var record = FullRecord.Of(RecordType.Patient);
        var reader = new FhirReader();
        var found = new LabRecord(RecordType.Patient);

        reader.Read(Written(record, decoy: true), found);
        Assert.True(reader.IsDecoy);
        RecordGenerator.AssertEqual(record, found);

        reader.Read(Written(record), found);
        Assert.False(reader.IsDecoy);
    }

    [Fact]
    public void Writes_one_line_for_one_record() =>
        RecordGenerator.Any.Sample(record => Written(record).AsSpan().IndexOf((byte)'\n') == Written(record).Length - 1);

    [Fact]
    public void Reads_members_and_elements_in_any_order() =>
        RecordGenerator.Any.Sample(
            record =>
            {
                var found = new LabRecord(RecordType.Patient);
                new FhirReader().Read(JsonShuffle.Reversed(Written(record)), found);
                RecordGenerator.AssertEqual(record, found);
                return true;
            },
            iter: 5_000);

    [Fact]
    public void Gives_different_ids_to_different_keys() =>
        Gen.Select(RecordGenerator.Of(RecordType.Order), RecordGenerator.Of(RecordType.Order)).Sample(
            (a, b) => a.Id == b.Id || !Written(a).AsSpan().SequenceEqual(Written(b)));

    internal static byte[] Written(LabRecord record, bool decoy = false)
    {
        var output = new ArrayBufferWriter<byte>();
        FhirWriter.Write(record, output, decoy);
        return output.WrittenSpan.ToArray();
    }
}
