using System.Text;
using CsCheck;
using Ecluse.Fhir;
using Ecluse.Records;

namespace Ecluse;

public sealed class FhirReaderRefusalTests
{
    private const string Secret = "Zzyzx";

    [Theory]
    [InlineData("", "FHIR-001", "$")]
    [InlineData("[]", "FHIR-001", "$")]
    [InlineData("""{"resourceType":"Patient","id":"1"}{}""", "FHIR-001", "$")]
    [InlineData("""{"resourceType":"Patient","id":"Zzyzx""", "FHIR-001", "$.id")]
    [InlineData("""{"resourceType":"Patient","id":Zzyzx}""", "FHIR-001", "$.id")]
    [InlineData("""{"id":"Zzyzx"}""", "FHIR-003", "$")]
    [InlineData("""{"resourceType":"Zzyzx","id":"1"}""", "FHIR-003", "$.resourceType")]
    [InlineData("""{"resourceType":"Patient","id":"1","Zzyzx":"1"}""", "FHIR-004", "$.?")]
    [InlineData("""{"resourceType":"Patient","id":"1","telecom":[{"system":"Zzyzx","value":"1"}]}""", "FHIR-004", "$.telecom[0]")]
    [InlineData("""{"resourceType":"Patient","id":"1","id":"1"}""", "FHIR-005", "$.id")]
    [InlineData(
        """{"resourceType":"Patient","id":"1","name":[{"use":"usual","family":"Zzyzx"},{"use":"usual","family":"b"}]}""",
        "FHIR-005", "$.name[1]")]
    [InlineData("""{"resourceType":"Patient","id":"1","name":[{"use":"usual","family":"a","_family":{}}]}""", "FHIR-005", "$.name[0]._family")]
    [InlineData("""{"resourceType":"Patient","id":1}""", "FHIR-006", "$.id")]
    [InlineData("""{"resourceType":"Patient","id":"1","gender":["male"]}""", "FHIR-006", "$.gender")]
    [InlineData("""{"resourceType":"Coverage","id":"1","status":"Zzyzx"}""", "FHIR-006", "$.status")]
    [InlineData("""{"resourceType":"Order"}""", "FHIR-003", "$.resourceType")]
    [InlineData("""{"resourceType":"Patient"}""", "FHIR-007", "$")]
    [InlineData("""{"resourceType":"Patient","id":""}""", "FHIR-007", "$.id")]
    [InlineData("""{"resourceType":"Patient","id":"1","name":[]}""", "FHIR-007", "$.name")]
    [InlineData("""{"resourceType":"Patient","id":"1","name":[{"use":"usual"}]}""", "FHIR-007", "$.name[0]")]
    [InlineData("""{"resourceType":"ServiceRequest","id":"1","intent":"order"}""", "FHIR-007", "$")]
    [InlineData("""{"resourceType":"Patient","id":"1","gender":"M"}""", "FHIR-009", "$.gender")]
    [InlineData("""{"resourceType":"Patient","id":"1","birthDate":"27/12/1962"}""", "FHIR-008", "$.birthDate")]
    [InlineData("""{"resourceType":"Patient","id":"1.4"}""", "FHIR-008", "$.id")]
    [InlineData("""{"resourceType":"Patient","id":".41"}""", "FHIR-008", "$.id")]
    [InlineData("""{"resourceType":"Patient","id":"1","multipleBirthInteger":1.0}""", "FHIR-008", "$.multipleBirthInteger")]
    [InlineData(
        """{"resourceType":"Patient","id":"1","identifier":[{"system":"urn:ecluse:fhir:key","value":"1"}]}""",
        "FHIR-005", "$.identifier[0].value")]
    [InlineData("""{"resourceType":"Patient","identifier":[{"system":"urn:ecluse:fhir:key","value":"1"}]}""", "FHIR-010", "$.identifier[0]")]
    [InlineData(
        """{"resourceType":"Patient","id":"1","name":[{"use":"usual","_family":{"extension":[{"url":"urn:ecluse:fhir:bytes","valueBase64Binary":"YQ=="}]}}]}""",
        "FHIR-010", "$.name[0]._family.extension[0].valueBase64Binary")]
    [InlineData("""{"resourceType":"Patient","id":"1","name":[{"use":"usual","family":"\ud800"}]}""", "FHIR-002", "$.name[0].family")]
    [InlineData("""{"resourceType":"Patient","id":"1","\ud800":"Zzyzx"}""", "FHIR-002", "$")]
    [InlineData("""{"resourceType":"Coverage","id":"1","status":"\ude78"}""", "FHIR-002", "$")]
    [InlineData("""{"resourceType":"\ud83ePatient","id":"1"}""", "FHIR-002", "$")]
    public void Names_the_code_and_the_path(string line, string code, string path)
    {
        var error = Refusal(Encoding.UTF8.GetBytes(line));

        Assert.Equal((code, path, 1), (error.Code, error.Path, error.LineNumber));
        AssertSaysNoValue(error);
    }

    [Theory]
    [InlineData("\"valueQuantity\":{\"value\":1},\"valueString\":\"Zzyzx\"")]
    [InlineData("\"valueCodeableConcept\":{\"text\":\"Zzyzx\"},\"valueQuantity\":{\"value\":1}")]
    [InlineData("\"extension\":[{\"url\":\"urn:ecluse:fhir:value-text\",\"valueString\":\"Zzyzx\"}]")]
    public void Refuses_a_value_where_another_has_its_place(string members)
    {
        var error = Refusal(Encoding.UTF8.GetBytes(
            """{"resourceType":"Observation","id":"1","status":"final","code":{"text":"t"},""" + members + "}"));

        Assert.Equal("FHIR-010", error.Code);
        AssertSaysNoValue(error);
    }

    [Fact]
    public void Refuses_bytes_that_are_not_UTF_8() =>
        Assert.Equal("FHIR-002", Refusal([.. "{\"resourceType\":\"Patient\",\"id\":\"1\",\"x\":\""u8, 0xE9, .. "\"}"u8]).Code);

    [Fact]
    public void Refuses_a_line_cut_at_any_byte()
    {
        foreach (var type in RecordType.All)
        {
            var line = FhirRoundTripTests.Written(FullRecord.Of(type)).AsSpan()[..^1].ToArray();
            for (var length = 0; length < line.Length; length++)
            {
                AssertSaysNoValue(Refusal(line[..length]));
            }
        }
    }

    [Fact]
    public void Never_takes_a_line_with_a_flipped_byte_for_the_record_it_was()
    {
        foreach (var type in RecordType.All)
        {
            var record = FullRecord.Of(type);
            var line = FhirRoundTripTests.Written(record);
            for (var i = 0; i < line.Length - 1; i++)
            {
                foreach (var flip in new byte[] { 0x01, 0x20, 0x80, 0xFF })
                {
                    var altered = (byte[])line.Clone();
                    altered[i] ^= flip;
                    AssertOtherRecordOrRefusal(altered, record);
                }
            }
        }
    }

    [Fact]
    public void Answers_any_bytes_with_a_record_or_a_coded_refusal() =>
        Gen.Select(RecordGenerator.Any, Gen.Select(Gen.Int[0, 4000], Gen.Byte, Gen.Int[0, 3]).Array[1, 6]).Sample(
            (record, edits) =>
            {
                var line = FhirRoundTripTests.Written(record).ToList();
                foreach (var (at, value, kind) in edits)
                {
                    Edit(line, at % line.Count, value, kind);
                }

                AssertRewritesOrRefuses([.. line]);
                return true;
            },
            iter: 20_000);

    private static void Edit(List<byte> line, int at, byte value, int kind)
    {
        switch (kind)
        {
            case 0: line[at] = value; break;
            case 1: line.Insert(at, value); break;
            case 2 when line.Count > 1: line.RemoveAt(at); break;
            default: line.InsertRange(at, line.Skip(at / 2).Take(value).ToArray()); break;
        }
    }

    // What the reader accepts, the writer writes, and it is read back as the same record. A blank in front keeps the
    // reader from its shortcut for lines as we write them: both ways of reading answer the same.
    private static void AssertRewritesOrRefuses(byte[] line)
    {
        var found = new LabRecord(RecordType.Patient);
        var parsed = new LabRecord(RecordType.Patient);
        byte[] withBlank = [(byte)' ', .. line];
        try
        {
            new FhirReader().Read(line, found);
        }
        catch (UnreadableFhirException error)
        {
            Assert.StartsWith("FHIR-0", error.Code, StringComparison.Ordinal);
            Assert.Equal(error.Code, Refusal(withBlank).Code);
            return;
        }

        new FhirReader().Read(withBlank, parsed);
        RecordGenerator.AssertEqual(found, parsed);
        var again = new LabRecord(RecordType.Patient);
        new FhirReader().Read(FhirRoundTripTests.Written(found), again);
        RecordGenerator.AssertEqual(found, again);
    }

    private static void AssertOtherRecordOrRefusal(byte[] line, LabRecord record)
    {
        var found = new LabRecord(RecordType.Patient);
        var reader = new FhirReader();
        try
        {
            reader.Read(line, found);
        }
        catch (UnreadableFhirException)
        {
            return;
        }

        Assert.False(
            !reader.IsDecoy && FhirRoundTripTests.Written(found).AsSpan().SequenceEqual(FhirRoundTripTests.Written(record)),
            $"a flipped byte of one {record.Type} went unseen");
    }

    private static UnreadableFhirException Refusal(byte[] line) => Assert.Throws<UnreadableFhirException>(
        () => new FhirReader().Read(line, new LabRecord(RecordType.Patient)));

    private static void AssertSaysNoValue(UnreadableFhirException error)
    {
        var said = $"{error}{error.Problem.French}{error.Remedy.English}{error.Remedy.French}{error.Path}";
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        Assert.DoesNotContain("-name-1", said, StringComparison.Ordinal);
    }
}
