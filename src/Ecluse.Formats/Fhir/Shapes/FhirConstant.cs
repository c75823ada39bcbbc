using System.Text;
using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>A member that always holds the same string.</summary>
internal sealed class FhirConstant : FhirMember
{
    private readonly byte[] text;

    internal FhirConstant(string name, string text)
        : base(name)
    {
        this.text = Encoding.UTF8.GetBytes(text);
        Constant = [.. Lead, (byte)'"', .. this.text, (byte)'"'];
    }

    internal override bool IsAlways => true;

    internal override byte[] Constant { get; }

    internal override ReadOnlySpan<byte> Token => text;

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits) => output.Member(Constant);

    internal override bool Match(ref FhirInput input, FhirReading reading) => input.Member(Constant);

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals(text))
        {
            throw new FhirFaultException(FhirFault.WrongValue, reader.TokenStartIndex);
        }
    }
}
