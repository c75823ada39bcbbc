namespace Ecluse.Fhir;

/// <summary>Why a line is not one that this version writes; each has its code in <c>docs/reference/errors/formats.md</c>.</summary>
public enum FhirFault
{
    /// <summary>FHIR-001: not one JSON object, cut off, or followed by something.</summary>
    NotJson = 1,

    /// <summary>FHIR-002: not UTF-8.</summary>
    NotUtf8 = 2,

    /// <summary>FHIR-003: no resource type, or one that no record type has.</summary>
    UnknownResource = 3,

    /// <summary>FHIR-004: a member or a list element that the format does not have.</summary>
    Unknown = 4,

    /// <summary>FHIR-005: a member, a list element or a field twice.</summary>
    Twice = 5,

    /// <summary>FHIR-006: another JSON type or another constant than the format has there.</summary>
    WrongValue = 6,

    /// <summary>FHIR-007: a required part is missing, or a part holds nothing.</summary>
    Empty = 7,

    /// <summary>FHIR-008: text that has not the written form of its field.</summary>
    BadForm = 8,

    /// <summary>FHIR-009: a code outside the field's closed list.</summary>
    NotInCodeList = 9,

    /// <summary>FHIR-010: a part or a form of writing that stands only where another does not fit.</summary>
    Misplaced = 10,

    /// <summary>FHIR-011: a line longer than the reader accepts.</summary>
    TooLong = 11,

    /// <summary>FHIR-012: the last line has no end of line: the stream was cut.</summary>
    CutOff = 12,
}
