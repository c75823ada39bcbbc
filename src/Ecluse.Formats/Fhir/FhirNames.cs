namespace Ecluse.Fhir;

/// <summary>The systems and extensions of ours; <c>docs/spec/fhir-ndjson.md</c> lists them.</summary>
internal static class FhirNames
{
    internal const string Ours = "urn:ecluse:fhir:";
    internal const string KeySystem = Ours + "key";
    internal const string NumberSystem = Ours + "number";
    internal const string DecoyTag = "decoy";
    internal const string TagSystem = Ours + "tag";

    /// <summary>The UTF-8 bytes of a text that FHIR's type cannot hold, in base64.</summary>
    internal const string Bytes = Ours + "bytes";

    /// <summary>A date where FHIR wants an instant.</summary>
    internal const string PartialInstant = Ours + "date";

    internal const string Core = "http://hl7.org/fhir/StructureDefinition/";
    internal const string DataAbsentReason = Core + "data-absent-reason";
    internal const string FrCore = "https://hl7.fr/ig/fhir/core/";
}
