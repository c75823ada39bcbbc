namespace Ecluse.Records;

/// <summary>How the text of a field is to be read. Every field holds UTF-8 text in one written form.</summary>
public enum FieldKind
{
    /// <summary>The record's own key in its source: any text, unique among the records of its type.</summary>
    Key,

    /// <summary>The key of another record, of the type that the field names.</summary>
    Reference,

    /// <summary>Short text of a known kind (a name, a town, a label).</summary>
    Text,

    /// <summary>Text that somebody typed freely; passes only by name, with a reason (rule 7).</summary>
    FreeText,

    /// <summary>A code of a closed list or of a named system.</summary>
    Code,

    /// <summary>A date as FHIR writes it: <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>An instant as FHIR writes it, with its offset: <c>2020-03-01T08:15:00+01:00</c>; or a date alone.</summary>
    Instant,

    /// <summary>A decimal exactly as it was written, with a point: <c>5.10</c> is not <c>5.1</c>.</summary>
    Decimal,

    /// <summary>A whole number without leading zeros.</summary>
    Integer,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Bytes as canonical base64 with padding.</summary>
    Bytes,
}
