using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>A primitive that stands only where none of some others does: one of FHIR's <c>value[x]</c>.</summary>
internal sealed class FhirConditional : FhirMember
{
    private readonly FhirValue value;
    private readonly FhirObject condition;

    internal FhirConditional(string name, FhirValue value, ulong unless)
        : base(name)
    {
        this.value = value;
        condition = new FhirObject(value) { Unless = unless };
        Bits = value.Bits;
    }

    internal override IEnumerable<FhirObject> Objects => value.Objects;

    internal override bool HasAlternative => value.HasAlternative;

    internal override bool IsWritten(ulong bits) => condition.IsWritten(bits);

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits) =>
        value.Write(ref output, record, bits);

    internal override bool Match(ref FhirInput input, FhirReading reading)
    {
        var before = reading.Bits;
        if (!value.Match(ref input, reading))
        {
            return false;
        }

        if (reading.Bits != before)
        {
            reading.CheckLater(condition, 0);
        }

        return true;
    }

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        reading.CheckLater(condition, reader.TokenStartIndex);
        value.Read(ref reader, reading);
    }

    internal override void ReadAlternative(ref Utf8JsonReader reader, FhirReading reading)
    {
        reading.CheckLater(condition, reader.TokenStartIndex);
        value.ReadAlternative(ref reader, reading);
    }
}
