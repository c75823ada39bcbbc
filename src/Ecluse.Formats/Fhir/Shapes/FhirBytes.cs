using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>The UTF-8 bytes of a field, in base64, where its text does not fit the FHIR type.</summary>
internal sealed class FhirBytes : FhirMember
{
    private readonly RecordField field;
    private readonly FhirPrimitive insteadOf;

    internal FhirBytes(RecordField field, FhirPrimitive insteadOf)
        : base("valueBase64Binary")
    {
        this.field = field;
        this.insteadOf = insteadOf;
        Bits = 1UL << field.Ordinal;
    }

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits)
    {
        output.Member(Lead);
        output.Base64String(record[field]);
    }

    internal override bool Match(ref FhirInput input, FhirReading reading) => !input.Member(Lead);

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        FhirTokens.Expect(ref reader, JsonTokenType.String);
        reading.SetBytes(field, insteadOf, ref reader);
    }
}
