using Ecluse.Errors;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Ecluse.Documents;

/// <summary>Says in words what a schema found: what stands there by its kind (never its value), what was expected.</summary>
internal static class SchemaMessages
{
    internal static bool IsTypeError(ValidationError error) => error.Kind is
        ValidationErrorKind.StringExpected or ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected
        or ValidationErrorKind.BooleanExpected or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected
        or ValidationErrorKind.NullExpected or ValidationErrorKind.NoTypeValidates;

    internal static Text Missing(string name) => new(
        $"“{name}” is missing", $"« {name} » manque");

    internal static Text Unknown(ValidationError error)
    {
        var known = error.Schema?.ActualSchema.ActualProperties.Keys ?? Enumerable.Empty<string>();
        var hint = Nearest.Hint(error.Property ?? "", known);
        var all = string.Join(", ", known);
        return new(
            $"“{error.Property}” is not known here{hint.English} (known: {all})",
            $"« {error.Property} » n’est pas connu ici{hint.French} (connus : {all})");
    }

    internal static Text Of(ValidationError error, DocumentNode node)
    {
        var expected = Expected(error);
        var found = Found(node);
        var quote = error.Kind == ValidationErrorKind.StringExpected && node is DocumentScalar { Kind: not ScalarKind.Null };
        return new(
            $"{found.English} stands here; expected {expected.English}{(quote ? " (put it in quotes)" : "")}",
            $"{found.French} figure ici ; attendu : {expected.French}{(quote ? " (mettez-le entre guillemets)" : "")}");
    }

    private static Text Found(DocumentNode node) => node switch
    {
        DocumentMapping => new("a mapping", "une suite de membres"),
        DocumentSequence list => new($"a list of {list.Items.Count}", $"une liste de {list.Items.Count}"),
        DocumentScalar { Kind: ScalarKind.Null } => new("nothing", "rien"),
        DocumentScalar { Kind: ScalarKind.Boolean } => new("true or false", "vrai ou faux"),
        DocumentScalar { Kind: ScalarKind.Integer } => new("a whole number", "un nombre entier"),
        DocumentScalar { Kind: ScalarKind.Number } => new("a number", "un nombre"),
        DocumentScalar text => new(
            $"a text of {text.Text.Length} characters", $"un texte de {text.Text.Length} caractères"),
        _ => new("something", "quelque chose"),
    };

    private static Text Expected(ValidationError error)
    {
        var schema = error.Schema?.ActualSchema;
        // A description says the same in both languages: "English // français".
        var description = schema?.Description?.Split(" // ");
        var enumeration = schema is { Enumeration.Count: > 0 } ? string.Join(" | ", schema.Enumeration) : null;
        return error.Kind switch
        {
            ValidationErrorKind.NotInEnumeration => new($"one of {enumeration}", $"l’un de {enumeration}"),
            ValidationErrorKind.StringExpected => Both("a text", "un texte"),
            ValidationErrorKind.IntegerExpected => Both("a whole number", "un nombre entier"),
            ValidationErrorKind.NumberExpected => Both("a number", "un nombre"),
            ValidationErrorKind.BooleanExpected => Both("true or false", "true (vrai) ou false (faux)"),
            ValidationErrorKind.ObjectExpected => Both("a mapping", "une suite de membres"),
            ValidationErrorKind.ArrayExpected => Both("a list", "une liste"),
            ValidationErrorKind.StringTooShort => Both("a text that is not empty", "un texte non vide"),
            ValidationErrorKind.StringTooLong => Both(
                $"at most {schema?.MaxLength} characters", $"au plus {schema?.MaxLength} caractères"),
            ValidationErrorKind.TooFewItems => Both(
                $"at least {schema?.MinItems}", $"au moins {schema?.MinItems}"),
            ValidationErrorKind.TooManyItems => Both($"at most {schema?.MaxItems}", $"au plus {schema?.MaxItems}"),
            ValidationErrorKind.ItemsNotUnique => Both("each item once", "chaque élément une seule fois"),
            ValidationErrorKind.NumberTooSmall => Both($"at least {schema?.Minimum}", $"au moins {schema?.Minimum}"),
            ValidationErrorKind.NumberTooBig => Both($"at most {schema?.Maximum}", $"au plus {schema?.Maximum}"),
            ValidationErrorKind.TooFewProperties => Both("at least one member", "au moins un membre"),
            _ => Both("another shape", "une autre forme"),
        };

        Text Both(string english, string french) => description is null
            ? new(english, french)
            : new($"{english}: {description[0]}", $"{french} : {description[^1]}");
    }
}
