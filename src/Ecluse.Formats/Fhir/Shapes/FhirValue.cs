using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>
/// A member that holds one field as a primitive, alone or as the only element of a list. Text that the FHIR type cannot
/// hold stands under the alternative name, in an extension.
/// </summary>
internal sealed class FhirValue : FhirMember
{
    private readonly RecordField field;
    private readonly FhirPrimitive type;
    private readonly bool inList;
    private readonly bool required;
    private readonly byte[] alternativeLead;
    private readonly byte[] absent;
    private readonly FhirObject insteadOfText;
    private readonly FhirObject alternative;

    internal FhirValue(
        string name, RecordField field, FhirPrimitive type, bool inList = false, bool required = false)
        : base(name)
    {
        this.field = field;
        this.type = type;
        this.inList = inList;
        this.required = required;
        Bits = 1UL << field.Ordinal;
        alternativeLead = [(byte)',', (byte)'"', .. AlternativeName, (byte)'"', (byte)':'];
        absent = FhirAbsence.Of(alternativeLead, inList);
        insteadOfText = !HasAlternative ? FhirAbsence.Extension : type == FhirPrimitive.Instant
            ? Extension(FhirNames.PartialInstant, new FhirValue("valueDateTime", field, FhirPrimitive.Date))
            : Extension(FhirNames.Bytes, new FhirBytes(field, type));
        alternative = new FhirObject(required
            ? FhirList.OfOne("extension", FhirAbsence.Extension, insteadOfText)
            : FhirList.OfOne("extension", insteadOfText));
    }

    internal override IEnumerable<FhirObject> Objects => [alternative];

    internal override bool IsAlways => required;

    internal override bool HasAlternative =>
        required || type is FhirPrimitive.String or FhirPrimitive.Code or FhirPrimitive.Instant;

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits)
    {
        var text = record[field];
        if (text.IsEmpty)
        {
            output.Member(absent);
            return;
        }

        var fits = FhirText.Fits(type, text);
        output.Member(fits ? Lead : alternativeLead);
        if (inList)
        {
            output.Open((byte)'[');
        }

        if (fits)
        {
            WriteText(ref output, text);
        }
        else
        {
            output.Open((byte)'{');
            WriteAlternative(ref output, record, bits);
            output.Close((byte)'}');
        }

        if (inList)
        {
            output.Close((byte)']');
        }
    }

    internal override bool Match(ref FhirInput input, FhirReading reading)
    {
        if (!input.Member(Lead))
        {
            return required ? input.Member(absent) : !HasAlternative || !input.Member(alternativeLead);
        }

        return (!inList || input.Byte((byte)'['))
            && MatchText(ref input, reading)
            && (!inList || input.Byte((byte)']'));
    }

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        if (inList)
        {
            FhirTokens.Expect(ref reader, JsonTokenType.StartArray);
            FhirTokens.Next(ref reader);
        }

        ReadText(ref reader, reading);
        if (inList)
        {
            FhirTokens.Next(ref reader);
            FhirTokens.Expect(ref reader, JsonTokenType.EndArray);
        }
    }

    internal override void ReadAlternative(ref Utf8JsonReader reader, FhirReading reading)
    {
        if (inList)
        {
            FhirTokens.Expect(ref reader, JsonTokenType.StartArray);
            FhirTokens.Next(ref reader);
        }

        FhirTokens.Expect(ref reader, JsonTokenType.StartObject);
        alternative.Read(ref reader, reading);
        if (type == FhirPrimitive.Instant)
        {
            reading.RefuseInstant(field, reader.TokenStartIndex);
        }

        if (inList)
        {
            FhirTokens.Next(ref reader);
            FhirTokens.Expect(ref reader, JsonTokenType.EndArray);
        }
    }

    private static FhirObject Extension(string url, FhirMember value) => new(new FhirConstant("url", url), value);

    private void WriteAlternative(ref FhirOutput output, LabRecord record, ulong bits)
    {
        output.Member(",\"extension\":"u8);
        output.Open((byte)'[');
        output.OpenElement();
        insteadOfText.Write(ref output, record, bits);
        output.Close((byte)'}');
        output.Close((byte)']');
    }

    private bool MatchText(ref FhirInput input, FhirReading reading)
    {
        var found = type is FhirPrimitive.Number or FhirPrimitive.Boolean
            ? input.Literal(out var text)
            : input.Byte((byte)'"') & input.Text(reading.Decoding, out text);
        return found && !text.IsEmpty && FhirText.Fits(type, text) && reading.TrySet(field, text) is null;
    }

    private void WriteText(ref FhirOutput output, ReadOnlySpan<byte> text)
    {
        switch (type)
        {
            case FhirPrimitive.String or FhirPrimitive.Code:
                output.String(text);
                break;
            case FhirPrimitive.Number or FhirPrimitive.Boolean:
                output.Raw(text);
                break;
            default:
                output.PlainString(text);
                break;
        }
    }

    private void ReadText(ref Utf8JsonReader reader, FhirReading reading)
    {
        var right = type switch
        {
            FhirPrimitive.Number => reader.TokenType == JsonTokenType.Number,
            FhirPrimitive.Boolean => reader.TokenType is JsonTokenType.True or JsonTokenType.False,
            _ => reader.TokenType == JsonTokenType.String,
        };
        if (!right)
        {
            throw new FhirFaultException(FhirFault.WrongValue, reader.TokenStartIndex);
        }

        reading.SetText(field, type, ref reader);
    }
}
