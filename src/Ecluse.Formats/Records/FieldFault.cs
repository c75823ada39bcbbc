namespace Ecluse.Records;

/// <summary>What is wrong with the text of a field; says nothing of the text itself.</summary>
public enum FieldFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8,

    /// <summary>Not <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>, or no day of the calendar.</summary>
    NotADate,

    /// <summary>Neither a date nor a date, a time with seconds and an offset.</summary>
    NotAnInstant,

    /// <summary>Not a decimal with a point, without exponent, of at most 28 digits.</summary>
    NotADecimal,

    /// <summary>Not a whole number of 32 bits without leading zeros.</summary>
    NotAnInteger,

    /// <summary>Neither <c>true</c> nor <c>false</c>.</summary>
    NotABoolean,

    /// <summary>Not canonical base64 with padding.</summary>
    NotBase64,

    /// <summary>Not one of the field's closed list of codes.</summary>
    NotInCodeList,
}
