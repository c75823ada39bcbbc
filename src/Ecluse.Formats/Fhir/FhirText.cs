using System.Buffers;
using System.Text;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <summary>Which text FHIR's primitive types can hold. What does not fit is carried as bytes, never altered.</summary>
internal static class FhirText
{
    private const byte Space = 0x20;

    private static readonly SearchValues<byte> Unfit =
        SearchValues.Create([.. Enumerable.Range(0, Space).Where(b => b is not (9 or 10 or 13)).Select(b => (byte)b)]);

    private static readonly SearchValues<byte> PlainCode =
        SearchValues.Create([.. Enumerable.Range(Space + 1, 0x7F - Space - 1).Select(b => (byte)b)]);

    /// <summary>Whether valid UTF-8 text can stand as a value of the type.</summary>
    internal static bool Fits(FhirPrimitive type, ReadOnlySpan<byte> text) => type switch
    {
        FhirPrimitive.String => FitsString(text),
        FhirPrimitive.Code => text.IndexOfAnyExcept(PlainCode) < 0 || FitsCode(text),
        FhirPrimitive.Instant => FieldText.IsInstant(text),
        _ => true,
    };

    private static bool FitsString(ReadOnlySpan<byte> text) =>
        text.IndexOfAny(Unfit) < 0 && (text[0] is > Space and < 0x7F || HasVisible(text));

    private static bool HasVisible(ReadOnlySpan<byte> text)
    {
        foreach (var rune in new Utf8Runes(text))
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                return true;
            }
        }

        return false;
    }

    private static bool FitsCode(ReadOnlySpan<byte> text)
    {
        var afterSpace = true;
        foreach (var rune in new Utf8Runes(text))
        {
            var space = Rune.IsWhiteSpace(rune);
            if (rune.Value < Space || (space && afterSpace))
            {
                return false;
            }

            afterSpace = space;
        }

        return !afterSpace;
    }

    // Walks the scalar values of valid UTF-8.
    private ref struct Utf8Runes(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> rest = text;

        public Rune Current { get; private set; }

        public readonly Utf8Runes GetEnumerator() => this;

        public bool MoveNext()
        {
            if (rest.IsEmpty)
            {
                return false;
            }

            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            Current = rune;
            rest = rest[length..];
            return true;
        }
    }
}
