using System.Buffers;
using Ecluse.Fhir.Shapes;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <summary>
/// Writes a lab record as one FHIR R4 resource on one line (<c>docs/spec/fhir-ndjson.md</c>). Equal records give equal
/// bytes, and <see cref="FhirReader"/> gives the record back, field for field. Allocates nothing.
/// </summary>
public static class FhirWriter
{
    /// <summary>Media type of the lines.</summary>
    public const string MediaType = "application/fhir+ndjson";

    /// <summary>Writes one line, with its end of line. A record that cannot be written leaves nothing behind.</summary>
    /// <param name="record">The record; it must have its key.</param>
    /// <param name="output">Where the line goes.</param>
    /// <param name="decoy">Marks the resource as a decoy, which every target gate strips and counts.</param>
    /// <exception cref="UnwritableRecordException">FHIR-002, -008, -009, -013: a field has not its written form.</exception>
    public static void Write(LabRecord record, IBufferWriter<byte> output, bool decoy = false)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(output);
        var resource = FhirResources.Of(record.Type);
        Check(record, resource);
        var json = new FhirOutput(output);
        json.Open((byte)'{');
        resource.Shape.Write(ref json, record, FhirMarks.Of(record, decoy));
        json.Close((byte)'}');
        json.Raw("\n"u8);
        json.Finish();
    }

    private static void Check(LabRecord record, FhirResource resource)
    {
        var fields = resource.Fields;
        if ((record.Present & 1) == 0)
        {
            throw new UnwritableRecordException(record.Type, fields[0], FieldFault.None);
        }

        for (var left = record.Present; left != 0; left &= left - 1)
        {
            var field = fields[(int)ulong.TrailingZeroCount(left)];
            var fault = resource.Check(field, record[field]);
            if (fault != FieldFault.None)
            {
                throw new UnwritableRecordException(record.Type, field, fault);
            }
        }
    }
}
