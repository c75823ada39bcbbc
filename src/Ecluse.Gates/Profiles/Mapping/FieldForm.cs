using Ecluse.Errors;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Profiles.Mapping;

/// <summary>Checks that a text has the written form of its field's kind, so that a forgotten transform cannot pass.</summary>
internal static class FieldForm
{
    /// <summary>What is expected, or null when the text has the form.</summary>
    public static Text? Expected(RecordField field, ReadOnlySpan<byte> text) => field.Kind switch
    {
        FieldKind.Date when !CalendarDate.TryRead(text, out _) =>
            new Text($"a date for {field.Name}", $"une date pour {field.Name}"),
        FieldKind.Instant when !CalendarDate.TryRead(text, out _) && !DateTimeTransform.TryInstant(text, out _) =>
            new Text($"an instant with its offset for {field.Name}", $"un instant avec son décalage pour {field.Name}"),
        FieldKind.Decimal when !Digits.IsDecimal(text, point: true, comma: false) =>
            new Text($"a decimal with a point for {field.Name}", $"un décimal à point pour {field.Name}"),
        FieldKind.Integer when !Digits.IsDecimal(text, point: false, comma: false) =>
            new Text($"a whole number for {field.Name}", $"un entier pour {field.Name}"),
        FieldKind.Boolean when !text.SequenceEqual("true"u8) && !text.SequenceEqual("false"u8) =>
            new Text($"true or false for {field.Name}", $"true ou false pour {field.Name}"),
        _ => null,
    };
}
