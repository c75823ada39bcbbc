using CsCheck;
using Ecluse.Records;

namespace Ecluse;

/// <summary>Invented records with every combination of fields and every kind of text that a field may hold.</summary>
internal static class RecordGenerator
{
    private static readonly Gen<string> Visible = OneOf(
        "x", "12", "GLU", "Zoé", "L’Haÿ-les-Roses", "œdème", "𝛽-hCG", "🩸", "a b", "\"quoted\"", "back\\slash", "<0,12",
        "two\nlines", "tab\there", "\u2028", "\u00a0", "é\u0301", "Ω", "中文", "1/2", "+33 1", "é".PadRight(90, 'é'));

    private static readonly Gen<string> Odd = OneOf(
        " ", "  padded  ", "two  blanks", "\u0001", "cut\u0000here", "\u001a", "\u007f", "\n", "\ufffe", "\u0085");

    private static readonly Gen<string> AnyText =
        Gen.Frequency((6, Visible), (1, Odd), (2, Gen.String[Gen.Char.AlphaNumeric, 1, 80]), (1, Scalars()));

    private static readonly Gen<string> Keys =
        Gen.Frequency((5, Gen.Int[1, 9999999].Select(i => $"{i}")), (1, Gen.Guid.Select(g => $"{g}")), (2, AnyText));

    /// <summary>Records of every type.</summary>
    internal static Gen<LabRecord> Any { get; } = Gen.OneOf([.. RecordType.All.Select(Of)]);

    /// <summary>Records of one type.</summary>
    internal static Gen<LabRecord> Of(RecordType type) =>
        Gen.Select(Gen.Int[0, 100], Gen.Select(Gen.Int[0, 99].Array[type.Fields.Count], TextsOf(type)))
            .Select((share, drawn) => Make(type, share, drawn.Item1, drawn.Item2));

    internal static void AssertEqual(LabRecord expected, LabRecord found)
    {
        Assert.Same(expected.Type, found.Type);
        foreach (var field in expected.Type.Fields)
        {
            Assert.Equal(expected.GetText(field), found.GetText(field));
        }
    }

    private static LabRecord Make(RecordType type, int share, int[] drawn, string[] texts)
    {
        var record = new LabRecord(type);
        foreach (var field in type.Fields)
        {
            if (field.Ordinal == 0 || drawn[field.Ordinal] < share)
            {
                record.Set(field, texts[field.Ordinal]);
            }
        }

        return record;
    }

    private static Gen<string[]> TextsOf(RecordType type) =>
        type.Fields.Select(field => TextOf(type, field)).Aggregate(
            Gen.Const(Array.Empty<string>()), (all, next) => Gen.Select(all, next, (head, last) => (string[])[.. head, last]));

    private static Gen<string> TextOf(RecordType type, RecordField field) =>
        FieldCodes.Of(type, field) is { } codes ? OneOf([.. codes]) : field.Kind switch
        {
            FieldKind.Key or FieldKind.Reference => Keys,
            FieldKind.Date => Dates(),
            FieldKind.Instant => Gen.OneOf(Dates(), Instants()),
            FieldKind.Decimal => OneOf("5.10", "0", "-0.5", "0.000", "12345678901234567890.12345678", "1000"),
            FieldKind.Integer => Gen.Int.Select(i => $"{i}"),
            FieldKind.Boolean => OneOf("true", "false"),
            FieldKind.Bytes => Gen.Byte.Array[1, 400].Select(Convert.ToBase64String),
            _ => AnyText,
        };

    private static Gen<string> Dates() => OneOf("1899", "1962-12", "1962-12-27", "2000-02-29", "9999-12-31");

    private static Gen<string> Instants() => OneOf(
        "2020-03-01T08:15:00+01:00", "2021-10-31T02:30:00.5+02:00", "1999-12-31T23:59:59Z", "2020-03-01T08:15:00.123-04:30");

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    // Any scalar value that is not a control character of C0; those have cases of their own.
    private static Gen<string> Scalars() =>
        Gen.Int[0x20, 0x10FFFF].Where(value => value is < 0xD800 or > 0xDFFF)
            .Select(char.ConvertFromUtf32).Array[1, 12].Select(string.Concat);
}
