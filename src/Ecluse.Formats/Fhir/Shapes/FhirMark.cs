using System.Text;
using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>A fixed string whose presence stands for a mark, and where given for a field's value.</summary>
internal sealed class FhirMark : FhirMember
{
    private readonly byte[] text;
    private readonly byte[] written;
    private readonly RecordField? field;
    private readonly byte[] value;

    internal FhirMark(string name, string text, ulong mark, RecordField? field = null, string value = "")
        : base(name)
    {
        this.text = Encoding.UTF8.GetBytes(text);
        this.field = field;
        this.value = Encoding.UTF8.GetBytes(value);
        written = [.. Lead, (byte)'"', .. this.text, (byte)'"'];
        Bits = mark;
    }

    internal override ReadOnlySpan<byte> Token => text;

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits) => output.Member(written);

    internal override bool Match(ref FhirInput input, FhirReading reading)
    {
        if (!input.Member(written))
        {
            return true;
        }

        reading.Mark(Bits);
        return field is null || reading.TrySet(field, value) is null;
    }

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals(text))
        {
            throw new FhirFaultException(FhirFault.WrongValue, reader.TokenStartIndex);
        }

        reading.Mark(Bits);
        if (field is not null)
        {
            reading.Set(field, value, reader.TokenStartIndex);
        }
    }
}
