using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>The resource's <c>id</c>: the record's key, where it fits.</summary>
internal sealed class FhirKeyMember : FhirMember
{
    private readonly RecordField field;

    internal FhirKeyMember(RecordField field)
        : base("id")
    {
        this.field = field;
        Bits = 1UL << field.Ordinal;
    }

    internal override bool IsWritten(ulong bits) => (bits & FhirMarks.LongKey) == 0;

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits)
    {
        output.Member(Lead);
        var key = record[field];
        if (FhirKey.IsPlain(key))
        {
            output.PlainString(key);
            return;
        }

        Span<byte> id = stackalloc byte[FhirKey.IdLengthMax];
        output.PlainString(id[..FhirKey.ToId(key, id)]);
    }

    internal override bool Match(ref FhirInput input, FhirReading reading) =>
        !input.Member(Lead)
        || (input.Byte((byte)'"') && input.Text(reading.Decoding, out var id) && reading.TrySetKey(field, id) is null);

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new FhirFaultException(FhirFault.WrongValue, reader.TokenStartIndex);
        }

        reading.SetKey(field, reader.ValueSpan, reader.TokenStartIndex);
    }
}
