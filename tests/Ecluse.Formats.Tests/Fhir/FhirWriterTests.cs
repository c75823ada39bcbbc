using System.Buffers;
using Ecluse.Fhir;
using Ecluse.Records;

namespace Ecluse;

public sealed class FhirWriterTests
{
    [Theory]
    [InlineData("patient", "sex", "Féminin", "FHIR-009")]
    [InlineData("patient", "birth-date", "19621227", "FHIR-008")]
    [InlineData("observation", "value-number", "5,10", "FHIR-008")]
    [InlineData("observation", "status", "Fini", "FHIR-009")]
    [InlineData("document", "content", "not base64", "FHIR-008")]
    public void Refuses_what_FHIR_cannot_carry_and_leaves_no_byte(string type, string field, string text, string code)
    {
        Assert.True(RecordType.TryFind(type, out var found));
        var record = new LabRecord(found);
        record.Set("id", "1");
        record.Set(field, text);

        var error = Refusal(record);

        Assert.Equal((code, field), (error.Code, error.Field.Name));
        Assert.DoesNotContain(text, $"{error}{error.Problem.French}", StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_bytes_that_are_not_UTF_8()
    {
        var record = new LabRecord(RecordType.Patient);
        record.Set("id", "1");
        record.Set(RecordType.Patient.Field("city"), [0x5A, 0xE9]);

        Assert.Equal("FHIR-002", Refusal(record).Code);
    }

    [Fact]
    public void Refuses_a_record_without_key() =>
        Assert.Equal("FHIR-013", Refusal(new LabRecord(RecordType.Order)).Code);

    [Fact]
    public void Allocates_nothing_in_its_steady_state_nor_does_the_reader()
    {
        var records = RecordType.All.Select(FullRecord.Of).ToArray();
        var lines = records.Select(record => FhirRoundTripTests.Written(record)).ToArray();
        var output = new ArrayBufferWriter<byte>(1 << 20);
        var found = new LabRecord(RecordType.Patient);
        var reader = new FhirReader();
        using var digest = new RecordDigest(new byte[RecordDigest.KeyLength], RecordProjection.Everything);

        long Allocated(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < records.Length; i++)
                {
                    output.ResetWrittenCount();
                    FhirWriter.Write(records[i], output);
                    reader.Read(lines[i], found);
                    digest.Of(found);
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(200);

        Assert.InRange(Allocated(1_000) / (1_000 * records.Length), 0, 4);
    }

    private static UnwritableRecordException Refusal(LabRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        var error = Assert.Throws<UnwritableRecordException>(() => FhirWriter.Write(record, output));
        Assert.Equal(0, output.WrittenCount);
        return error;
    }
}
