namespace Ecluse.Fhir;

/// <summary>FHIR's primitive types that fields are written as.</summary>
internal enum FhirPrimitive
{
    /// <summary><c>string</c> and <c>markdown</c>: any text that is not only white space, without control characters.</summary>
    String,

    /// <summary><c>code</c>: text without white space at its ends or twice in a row.</summary>
    Code,

    /// <summary><c>date</c> and <c>dateTime</c>, whose forms <see cref="Records.FieldKind"/> already keeps.</summary>
    Date,

    /// <summary><c>instant</c>: a date alone does not fit.</summary>
    Instant,

    /// <summary>A JSON number, written as it was written.</summary>
    Number,

    /// <summary>A JSON boolean.</summary>
    Boolean,

    /// <summary><c>base64Binary</c>.</summary>
    Base64,
}
