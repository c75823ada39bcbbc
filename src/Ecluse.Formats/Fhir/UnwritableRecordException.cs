using Ecluse.Errors;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <summary>A record that FHIR cannot carry exactly, so that it is not written at all.</summary>
/// <param name="type">Record type.</param>
/// <param name="field">Field that is at fault.</param>
/// <param name="fault">What is wrong with its text; <see cref="FieldFault.None"/> when the key is missing.</param>
public sealed class UnwritableRecordException(RecordType type, RecordField field, FieldFault fault) : EcluseException(
    fault switch
    {
        FieldFault.None => "FHIR-013",
        FieldFault.NotInCodeList => "FHIR-009",
        FieldFault.NotUtf8 => "FHIR-002",
        _ => "FHIR-008",
    },
    new Text(
        $"one {type.Name} was not written: field {field.Name} {Found(fault).English}",
        $"un enregistrement {type.Name} n’a pas été écrit\u00a0: le champ {field.Name} {Found(fault).French}"),
    new Text(
        "correct the profile's rule for this field, then make the plan again",
        "corrigez la règle du profil pour ce champ, puis refaites le plan"))
{
    /// <summary>Record type.</summary>
    public RecordType Type { get; } = type;

    /// <summary>Field that is at fault.</summary>
    public RecordField Field { get; } = field;

    /// <summary>What is wrong with its text.</summary>
    public FieldFault Fault { get; } = fault;

    private static Text Found(FieldFault fault) => fault switch
    {
        FieldFault.None => new("is missing and every record has a key", "manque, et chaque enregistrement a une clé"),
        FieldFault.NotUtf8 => new("is not UTF-8", "n’est pas de l’UTF-8"),
        FieldFault.NotADate => new("is not a date (YYYY, YYYY-MM or YYYY-MM-DD)",
            "n’est pas une date (AAAA, AAAA-MM ou AAAA-MM-JJ)"),
        FieldFault.NotAnInstant => new("is neither a date nor an instant with seconds and offset",
            "n’est ni une date ni un instant avec secondes et décalage"),
        FieldFault.NotADecimal => new("is not a decimal with a point, of at most 28 digits",
            "n’est pas un nombre décimal à point, de 28 chiffres au plus"),
        FieldFault.NotAnInteger => new("is not a whole number of 32 bits", "n’est pas un entier de 32 bits"),
        FieldFault.NotABoolean => new("is neither true nor false", "n’est ni true ni false"),
        FieldFault.NotBase64 => new("is not canonical base64", "n’est pas du base64 canonique"),
        _ => new("is not in its closed list of codes", "n’est pas dans sa liste fermée de codes"),
    };
}
