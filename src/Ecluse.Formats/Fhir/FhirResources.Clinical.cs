using Ecluse.Fhir.Shapes;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <content>What: order, specimen, observation, report, document.</content>
internal static partial class FhirResources
{
    private const string Interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    private static FhirResource Order()
    {
        var shape = new FhirShape(RecordType.Order, "ServiceRequest");
        return shape.Resource(
            new FhirList(
                "extension",
                FhirShape.Extension("received-at", shape.Date("valueDateTime", "received-at")),
                FhirShape.Extension("ward", shape.Reference("valueReference", "ward"))),
            shape.Identifiers(FhirShape.Identifier(FhirNames.NumberSystem, shape.Text("value", "number"))),
            shape.Code("status", "status", required: true),
            new FhirConstant("intent", "order"),
            shape.Code("priority", "priority"),
            shape.Reference("subject", "patient", required: true),
            shape.Date("authoredOn", "ordered-at"),
            shape.Reference("requester", "prescriber"),
            new FhirList("reasonCode", new FhirObject(shape.Text("text", "reason"))),
            shape.Note("comment"));
    }

    private static FhirResource Specimen()
    {
        var shape = new FhirShape(RecordType.Specimen, "Specimen");
        return shape.Resource(
            shape.Identifiers(),
            new FhirPart(
                "accessionIdentifier", FhirShape.Identifier(FhirNames.NumberSystem, shape.Text("value", "number"))),
            shape.Code("status", "status"),
            new FhirPart("type", shape.Concept("specimen", "type-code", "type-text")),
            shape.Reference("subject", "patient"),
            shape.Date("receivedTime", "received-at"),
            shape.OneReference("request", "order"),
            new FhirPart("collection", new FhirObject(
                shape.Reference("collector", "collector"), shape.Date("collectedDateTime", "collected-at"))),
            shape.Note("comment"));
    }

    private static FhirResource Observation()
    {
        var shape = new FhirShape(RecordType.Observation, "Observation");
        return shape.Resource(
            ObservationExtensions(shape),
            shape.Identifiers(),
            shape.OneReference("basedOn", "order"),
            shape.Code("status", "status", required: true),
            ObservationCode(shape),
            shape.Reference("subject", "patient"),
            shape.Date("effectiveDateTime", "observed-at"),
            shape.Instant("issued", "issued-at"),
            shape.OneReference("performer", "validated-by"),
            new FhirPart("valueQuantity", new FhirObject(
                shape.Number("value", "value-number"),
                shape.Code("comparator", "value-comparator"),
                shape.Text("unit", "value-unit"))),
            new FhirPart("valueCodeableConcept", CodedValue(shape, unless: Quantity(shape))),
            shape.TextUnless("valueString", "value-text", Quantity(shape) | Coded(shape)),
            new FhirList("interpretation", new FhirObject(new FhirList("coding", new FhirObject(
                new FhirConstant("system", Interpretation), shape.Code("code", "flag"))))),
            shape.Note("comment"),
            new FhirPart("method", new FhirObject(shape.Text("text", "method"))),
            shape.Reference("specimen", "specimen"),
            new FhirList("referenceRange", new FhirObject(
                new FhirPart("low", new FhirObject(shape.Number("value", "range-low"))),
                new FhirPart("high", new FhirObject(shape.Number("value", "range-high"))),
                shape.Text("text", "range-text"))),
            shape.OneReference("derivedFrom", "part-of"));
    }

    private static FhirResource Report()
    {
        var shape = new FhirShape(RecordType.Report, "DiagnosticReport");
        return shape.Resource(
            shape.Identifiers(FhirShape.Identifier(FhirNames.NumberSystem, shape.Text("value", "number"))),
            shape.OneReference("basedOn", "order"),
            shape.Code("status", "status", required: true),
            new FhirPart("code", new FhirObject(shape.Text("text", "title")), required: true),
            shape.Reference("subject", "patient"),
            shape.Instant("issued", "issued-at"),
            shape.OneReference("resultsInterpreter", "validated-by"),
            shape.Text("conclusion", "conclusion"));
    }

    private static FhirResource Document()
    {
        var shape = new FhirShape(RecordType.Document, "DocumentReference");
        return shape.Resource(
            new FhirList("extension", FhirShape.Extension("sha256", shape.Text("valueString", "content-sha256"))),
            shape.Identifiers(),
            new FhirConstant("status", "current"),
            shape.Reference("subject", "patient"),
            shape.Instant("date", "created-at"),
            new FhirList("content", new FhirObject(new FhirPart(
                "attachment",
                new FhirObject(
                    shape.Code("contentType", "media-type"),
                    shape.Base64("data", "content"),
                    shape.Text("title", "title")),
                required: true))),
            new FhirPart("context", new FhirObject(shape.OneReference("related", "report"))));
    }

    // FHIR has one value only: what does not find its place there stands in an extension.
    private static FhirList ObservationExtensions(FhirShape shape) => new FhirList(
        "extension",
        FhirShape.Extension("kind", shape.Code("valueCode", "kind")),
        FhirShape.Extension("version", shape.Number("valueInteger", "version")),
        FhirShape.Extension("rank", shape.Number("valueInteger", "rank")),
        FhirShape.Extension("validated-at", shape.Date("valueDateTime", "validated-at")),
        FhirShape.Extension("value-written", shape.Text("valueString", "value-written")),
        new FhirObject(
            new FhirConstant("url", FhirNames.Core + "observation-replaces"),
            shape.Reference("valueReference", "replaces")),
        new FhirObject(
            new FhirConstant("url", FhirNames.Ours + "value-code"),
            new FhirPart("valueCodeableConcept", CodedValue(shape)))
        {
            OnlyWith = Quantity(shape),
        },
        new FhirObject(
            new FhirConstant("url", FhirNames.Ours + "value-text"), shape.Text("valueString", "value-text"))
        {
            OnlyWith = Quantity(shape) | Coded(shape),
        });

    private static FhirPart ObservationCode(FhirShape shape) => new(
        "code",
        new FhirObject(
            new FhirList(
                "coding",
                new FhirObject(new FhirConstant("system", FhirNames.Ours + "test"), shape.Code("code", "code")),
                new FhirObject(new FhirConstant("system", "http://loinc.org"), shape.Code("code", "loinc"))),
            shape.Text("text", "code-text")),
        required: true);

    private static FhirObject CodedValue(FhirShape shape, ulong unless = 0) =>
        shape.Concept("value", "value-code", "value-code-text", unless);

    private static ulong Quantity(FhirShape shape) => shape.Bits("value-number", "value-comparator", "value-unit");

    private static ulong Coded(FhirShape shape) => shape.Bits("value-code", "value-code-text");
}
