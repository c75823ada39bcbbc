using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>A member whose value is an object.</summary>
internal sealed class FhirPart : FhirMember
{
    private readonly FhirObject value;
    private readonly bool required;
    private readonly byte[] absent;

    internal FhirPart(string name, FhirObject value, bool required = false)
        : base(name)
    {
        this.value = value;
        this.required = required;
        Bits = value.Bits;
        absent = FhirAbsence.Of(Lead, inList: false);
        Constant = value.Constant is { } constant ? [.. Lead, .. constant] : null;
    }

    internal override IEnumerable<FhirObject> Objects => [value, FhirAbsence.Object];

    internal override bool IsAlways => required || value.IsAlways;

    internal override byte[]? Constant { get; }

    internal override bool IsWritten(ulong bits) => required || value.IsWritten(bits);

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits)
    {
        if (!value.IsWritten(bits))
        {
            output.Member(absent);
            return;
        }

        output.Member(Lead);
        output.Open((byte)'{');
        value.Write(ref output, record, bits);
        output.Close((byte)'}');
    }

    internal override bool Match(ref FhirInput input, FhirReading reading)
    {
        if (required && input.Member(absent))
        {
            return true;
        }

        return input.Member(Lead) ? input.Open((byte)'{') && value.Match(ref input, reading) : !IsAlways;
    }

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        FhirTokens.Expect(ref reader, JsonTokenType.StartObject);
        (required && FhirAbsence.IsNext(ref reader) ? FhirAbsence.Object : value).Read(ref reader, reading);
    }
}
