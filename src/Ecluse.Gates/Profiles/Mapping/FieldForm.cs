using Ecluse.Errors;
using Ecluse.Records;

namespace Ecluse.Profiles.Mapping;

/// <summary>Checks that a text has the written form of its field, so that a forgotten transform cannot pass.</summary>
internal static class FieldForm
{
    /// <summary>What is expected, or null when the text has the form.</summary>
    public static Text? Expected(RecordType type, RecordField field, ReadOnlySpan<byte> text) =>
        FieldText.Check(type, field, text) switch
        {
            FieldFault.None => null,
            FieldFault.NotInCodeList => new Text(
                $"a code of the closed list of {type.Name}.{field.Name}", $"un code de la liste fermée de {type.Name}.{field.Name}"),
            _ => new Text(
                $"the written form of a {field.Kind.ToString().ToLowerInvariant()} for {type.Name}.{field.Name}",
                $"la forme écrite d’un champ {field.Kind.ToString().ToLowerInvariant()} pour {type.Name}.{field.Name}"),
        };
}
