using System.Text;
using System.Text.Unicode;
using Ecluse.Fhir.Shapes;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <summary>How one record type is written as a FHIR resource.</summary>
internal sealed class FhirResource
{
    private readonly byte[][]?[] codes;

    internal FhirResource(RecordType type, string name, FhirObject shape)
    {
        Type = type;
        Fields = [.. type.Fields];
        Name = Encoding.UTF8.GetBytes(name);
        Shape = shape;
        Head = Encoding.UTF8.GetBytes($"{{\"resourceType\":\"{name}\"");
        codes = [.. type.Fields.Select(field => FieldCodes.Of(type, field)?.Select(Encoding.UTF8.GetBytes).ToArray())];
    }

    /// <summary>The record type.</summary>
    internal RecordType Type { get; }

    /// <summary>The fields of the record type.</summary>
    internal RecordField[] Fields { get; }

    /// <summary>The resource's name.</summary>
    internal byte[] Name { get; }

    /// <summary>The bytes with which a line that we wrote begins.</summary>
    internal byte[] Head { get; }

    /// <summary>The whole object.</summary>
    internal FhirObject Shape { get; }

    /// <summary>The same for text that is known to be UTF-8.</summary>
    internal FieldFault CheckForm(RecordField field, ReadOnlySpan<byte> text) =>
        field.Kind <= FieldKind.Code && codes[field.Ordinal] is null ? FieldFault.None : Check(field, text);

    /// <summary>What <see cref="FieldText.Check(RecordType, RecordField, ReadOnlySpan{byte})"/> says, faster.</summary>
    internal FieldFault Check(RecordField field, ReadOnlySpan<byte> text)
    {
        if (codes[field.Ordinal] is not { } list)
        {
            return FieldText.Check(field.Kind, text);
        }

        foreach (var code in list)
        {
            if (text.SequenceEqual(code))
            {
                return FieldFault.None;
            }
        }

        return Utf8.IsValid(text) ? FieldFault.NotInCodeList : FieldFault.NotUtf8;
    }
}
