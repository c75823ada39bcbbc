using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>Words in which a resource's shape is written down, for one record type.</summary>
internal sealed class FhirShape(RecordType type, string resource)
{
    private static readonly Dictionary<string, string> ResourceOf = new()
    {
        ["practitioner"] = "Practitioner",
        ["organisation"] = "Organization",
        ["patient"] = "Patient",
        ["order"] = "ServiceRequest",
        ["specimen"] = "Specimen",
        ["observation"] = "Observation",
        ["report"] = "DiagnosticReport",
    };

    internal FhirResource Resource(params FhirMember[] members) => new(type, resource, new FhirObject(
    [
        new FhirConstant("resourceType", resource),
        new FhirKeyMember(type.Fields[0]),
        new FhirPart("meta", new FhirObject(new FhirList("tag", new FhirObject(
            new FhirConstant("system", FhirNames.TagSystem),
            new FhirMark("code", FhirNames.DecoyTag, FhirMarks.Decoy))))),
        .. members,
    ]));

    internal RecordField Field(string field) => type.Field(field);

    internal ulong Bits(params string[] fields) =>
        fields.Aggregate(0UL, (bits, field) => bits | (1UL << Field(field).Ordinal));

    internal FhirValue Text(string name, string field, bool required = false) =>
        new(name, Field(field), FhirPrimitive.String, required: required);

    internal FhirConditional TextUnless(string name, string field, ulong unless) =>
        new(name, new FhirValue(name, Field(field), FhirPrimitive.String), unless);

    internal FhirValue OneText(string name, string field) =>
        new(name, Field(field), FhirPrimitive.String, inList: true);

    internal FhirValue Code(string name, string field, bool required = false) =>
        new(name, Field(field), FhirPrimitive.Code, required: required);

    internal FhirValue Date(string name, string field) => new(name, Field(field), FhirPrimitive.Date);

    internal FhirValue Instant(string name, string field) => new(name, Field(field), FhirPrimitive.Instant);

    internal FhirValue Number(string name, string field) => new(name, Field(field), FhirPrimitive.Number);

    internal FhirValue Boolean(string name, string field) => new(name, Field(field), FhirPrimitive.Boolean);

    internal FhirValue Base64(string name, string field) => new(name, Field(field), FhirPrimitive.Base64);

    internal FhirReferenceMember Reference(string name, string field, bool required = false) =>
        new(name, Field(field), ResourceOf[Field(field).RefersTo!], inList: false, required);

    internal FhirReferenceMember OneReference(string name, string field, bool required = false) =>
        new(name, Field(field), ResourceOf[Field(field).RefersTo!], inList: true, required);

    internal static FhirObject Extension(string name, FhirMember value) =>
        new(new FhirConstant("url", FhirNames.Ours + name), value);

    internal static FhirObject Identifier(string system, FhirMember value) =>
        new(new FhirConstant("system", system), value);

    /// <summary>The identifiers, after the key where it does not fit the id.</summary>
    internal FhirList Identifiers(params FhirObject[] others) => new("identifier",
    [
        new FhirObject(
            new FhirConstant("system", FhirNames.KeySystem),
            new FhirValue("value", type.Fields[0], FhirPrimitive.String))
        {
            OnlyWith = FhirMarks.LongKey,
        },
        .. others,
    ]);

    /// <summary>A coded concept of the source's own system, with its label where there is one.</summary>
    internal FhirObject Concept(string system, string code, string? text = null, ulong unless = 0)
    {
        var coding = new FhirList("coding", new FhirObject(
            new FhirConstant("system", FhirNames.Ours + system), Code("code", code)));
        return text is null
            ? new FhirObject(coding) { Unless = unless }
            : new FhirObject(coding, Text("text", text)) { Unless = unless };
    }

    internal FhirList Note(string field) => new("note", new FhirObject(Text("text", field)));
}
