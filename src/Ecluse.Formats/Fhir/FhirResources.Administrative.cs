using Ecluse.Fhir.Shapes;
using Ecluse.PatientIdentity;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <content>Who: practitioner, organisation, patient, coverage.</content>
internal static partial class FhirResources
{
    private const string Rpps = "urn:oid:1.2.250.1.71.4.2.1";

    private static FhirResource Practitioner()
    {
        var shape = new FhirShape(RecordType.Practitioner, "Practitioner");
        return shape.Resource(
            new FhirList("extension", FhirShape.Extension("role", shape.Code("valueCode", "role"))),
            shape.Identifiers(FhirShape.Identifier(Rpps, shape.Text("value", "rpps"))),
            shape.Boolean("active", "active"),
            new FhirList("name", new FhirObject(
                shape.Text("family", "family-name"),
                shape.OneText("given", "given-names"),
                shape.OneText("prefix", "title"))),
            Telecom(shape),
            Address(shape),
            new FhirList("qualification", new FhirObject(
                new FhirPart("code", new FhirObject(shape.Text("text", "speciality"))))));
    }

    private static FhirResource Organisation()
    {
        var shape = new FhirShape(RecordType.Organisation, "Organization");
        return shape.Resource(
            shape.Identifiers(FhirShape.Identifier(FhirNames.NumberSystem, shape.Text("value", "identifier"))),
            new FhirList("type", shape.Concept("organisation", "kind")),
            shape.Text("name", "name", required: true),
            Telecom(shape),
            Address(shape));
    }

    private static FhirResource Patient()
    {
        var shape = new FhirShape(RecordType.Patient, "Patient");
        return shape.Resource(
            new FhirList(
                "extension",
                BirthPlace(shape),
                Reliability(shape),
                FhirShape.Extension("birth-date-accuracy", shape.Code("valueCode", "birth-date-accuracy")),
                FhirShape.Extension("last-visit", shape.Date("valueDate", "last-visit")),
                FhirShape.Extension("comment-p", shape.Text("valueString", "comment-p")),
                FhirShape.Extension("comment-d", shape.Text("valueString", "comment-d"))),
            shape.Identifiers(
            [
                FhirShape.Identifier(FhirNames.NumberSystem, shape.Text("value", "number")),
                .. InsAuthority.All.Select(authority => Ins(shape, authority)),
                InsOfNoList(shape),
                FhirShape.Identifier(FhirNames.Ours + "nir", shape.Text("value", "nir")),
            ]),
            PatientNames(shape),
            new FhirList(
                "telecom",
                ContactPoint("phone", "home", shape.Text("value", "phone")),
                ContactPoint("phone", "mobile", shape.Text("value", "mobile")),
                ContactPoint("email", null, shape.Text("value", "email"))),
            shape.Code("gender", "sex"),
            shape.Date("birthDate", "birth-date"),
            shape.Date("deceasedDateTime", "deceased-date"),
            Address(shape, shape.Text("country", "country")),
            shape.Number("multipleBirthInteger", "birth-rank"));
    }

    private static FhirResource Coverage()
    {
        var shape = new FhirShape(RecordType.Coverage, "Coverage");
        return shape.Resource(
            shape.Identifiers(),
            new FhirConstant("status", "active"),
            new FhirPart("type", shape.Concept("coverage", "kind")),
            shape.Text("subscriberId", "member-number"),
            shape.Reference("beneficiary", "patient", required: true),
            new FhirPart("period", new FhirObject(shape.Date("start", "valid-from"), shape.Date("end", "valid-until"))),
            shape.OneReference("payor", "insurer", required: true));
    }

    private static FhirList PatientNames(FhirShape shape) => new FhirList(
        "name",
        new FhirObject(
            new FhirConstant("use", "usual"),
            shape.Text("family", "family-name"),
            shape.OneText("given", "given-names"),
            shape.OneText("prefix", "title")),
        new FhirObject(
            new FhirConstant("use", "official"),
            shape.Text("family", "birth-name"),
            shape.OneText("given", "first-given-name")));

    // One shape for each of the four lists: FHIR says by the system which list the number stands in.
    private static FhirObject Ins(FhirShape shape, InsAuthority authority) => new(
        new FhirConstant("use", authority == InsAuthority.Nia ? "temp" : "official"),
        new FhirPart("type", new FhirObject(new FhirList("coding", new FhirObject(
            new FhirConstant("system", FhirNames.FrCore + "CodeSystem/fr-core-cs-v2-0203"),
            new FhirConstant("code", authority.Code))))),
        new FhirMark(
            "system", "urn:oid:" + authority.Oid, FhirMarks.Of(authority), shape.Field("ins-oid"), authority.Oid),
        shape.Text("value", "ins"))
    {
        OnlyWith = FhirMarks.Of(authority),
    };

    private static FhirObject InsOfNoList(FhirShape shape) => new(
        new FhirConstant("system", FhirNames.Ours + "ins"), shape.Text("value", "ins"))
    {
        Unless = shape.Bits("ins-oid"),
    };

    private static FhirObject BirthPlace(FhirShape shape) => new(
        new FhirConstant("url", FhirNames.Core + "patient-birthPlace"),
        new FhirPart("valueAddress", new FhirObject(
            new FhirList("extension", new FhirObject(
                new FhirConstant("url", FhirNames.FrCore + "StructureDefinition/fr-core-address-insee-code"),
                new FhirPart("valueCoding", new FhirObject(
                    new FhirConstant("system", "https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM"),
                    shape.Code("code", "birth-place-code"))))),
            shape.Text("city", "birth-place"))));

    private static FhirObject Reliability(FhirShape shape) => new(
        new FhirConstant("url", FhirNames.FrCore + "StructureDefinition/fr-core-identity-reliability"),
        new FhirList("extension", new FhirObject(
            new FhirConstant("url", "identityStatus"),
            new FhirPart("valueCoding", new FhirObject(
                new FhirConstant("system", FhirNames.FrCore + "CodeSystem/fr-core-cs-v2-0445"),
                shape.Code("code", "identity-status"))))));

    private static FhirList Telecom(FhirShape shape) => new FhirList(
        "telecom",
        ContactPoint("phone", null, shape.Text("value", "phone")),
        ContactPoint("email", null, shape.Text("value", "email")));

    private static FhirObject ContactPoint(string system, string? use, FhirMember value) => use is null
        ? new FhirObject(new FhirConstant("system", system), value)
        : new FhirObject(new FhirConstant("system", system), new FhirConstant("use", use), value);

    private static FhirList Address(FhirShape shape, params FhirMember[] more) => new FhirList("address", new FhirObject(
    [
        shape.OneText("line", "address"),
        shape.Text("city", "city"),
        shape.Text("postalCode", "postal-code"),
        .. more,
    ]));
}
