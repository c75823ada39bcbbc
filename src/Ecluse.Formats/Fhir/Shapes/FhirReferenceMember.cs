using System.Text;
using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>
/// A reference: by the other resource's id (<c>Patient/12</c>), or by its key as an identifier where the key does not
/// fit an id. In a list it is the only element.
/// </summary>
internal sealed class FhirReferenceMember : FhirMember
{
    private readonly RecordField field;
    private readonly bool required;
    private readonly byte[] open;
    private readonly byte[] close;
    private readonly byte[] prefix;
    private readonly byte[] absent;
    private readonly bool inList;
    private readonly FhirObject byKey;

    internal FhirReferenceMember(string name, RecordField field, string resource, bool inList, bool required)
        : base(name)
    {
        this.field = field;
        this.inList = inList;
        this.required = required;
        Bits = 1UL << field.Ordinal;
        prefix = Encoding.UTF8.GetBytes(resource + "/");
        open = [.. Lead, .. inList ? "[{"u8 : "{"u8, .. "\"reference\":\""u8, .. prefix];
        close = inList ? "\"}]"u8.ToArray() : "\"}"u8.ToArray();
        absent = FhirAbsence.Of(Lead, inList);
        byKey = new FhirObject(
            new FhirConstant("type", resource),
            new FhirPart("identifier", new FhirObject(
                new FhirConstant("system", FhirNames.KeySystem),
                new FhirValue("value", field, FhirPrimitive.String))));
    }

    internal override IEnumerable<FhirObject> Objects => [byKey];

    internal override bool IsAlways => required;

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits)
    {
        var key = record[field];
        if (key.IsEmpty)
        {
            output.Member(absent);
        }
        else if (FhirKey.IsPlain(key))
        {
            output.Member(open);
            output.Raw(key);
            output.Raw(close);
        }
        else
        {
            WriteOther(ref output, record, bits, key);
        }
    }

    internal override bool Match(ref FhirInput input, FhirReading reading) => input.Member(open)
        ? input.Text(reading.Decoding, out var id) && reading.TrySetKey(field, id) is null && input.Raw(close.AsSpan(1))
        : required ? input.Member(absent) : !input.Member(Lead);

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        if (inList)
        {
            FhirTokens.Expect(ref reader, JsonTokenType.StartArray);
            FhirTokens.Next(ref reader);
        }

        ReadOne(ref reader, reading);
        if (inList)
        {
            FhirTokens.Next(ref reader);
            FhirTokens.Expect(ref reader, JsonTokenType.EndArray);
        }
    }

    private void WriteOther(ref FhirOutput output, LabRecord record, ulong bits, ReadOnlySpan<byte> key)
    {
        if (FhirKey.FitsId(key))
        {
            Span<byte> id = stackalloc byte[FhirKey.IdLengthMax];
            output.Member(open);
            output.Raw(id[..FhirKey.ToId(key, id)]);
            output.Raw(close);
            return;
        }

        output.Member(Lead);
        if (inList)
        {
            output.Open((byte)'[');
        }

        output.Open((byte)'{');
        byKey.Write(ref output, record, bits);
        output.Close((byte)'}');
        if (inList)
        {
            output.Close((byte)']');
        }
    }

    private void ReadOne(ref Utf8JsonReader reader, FhirReading reading)
    {
        FhirTokens.Expect(ref reader, JsonTokenType.StartObject);
        var ahead = reader;
        FhirTokens.Next(ref ahead);
        if (ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("reference"u8))
        {
            ReadReference(ref ahead, reading);
            reader = ahead;
        }
        else if (required && FhirAbsence.IsNext(ref reader))
        {
            FhirAbsence.Object.Read(ref reader, reading);
        }
        else
        {
            byKey.Read(ref reader, reading);
            reading.RefuseShortKey(field, reader.TokenStartIndex);
        }
    }

    private void ReadReference(ref Utf8JsonReader reader, FhirReading reading)
    {
        FhirTokens.Next(ref reader);
        if (reader.TokenType != JsonTokenType.String || !reader.ValueSpan.StartsWith(prefix))
        {
            throw new FhirFaultException(FhirFault.WrongValue, reader.TokenStartIndex);
        }

        reading.SetKey(field, reader.ValueSpan[prefix.Length..], reader.TokenStartIndex);
        FhirTokens.Next(ref reader);
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            throw new FhirFaultException(
                reader.ValueTextEquals("reference"u8) ? FhirFault.Twice : FhirFault.Unknown, reader.TokenStartIndex);
        }
    }
}
