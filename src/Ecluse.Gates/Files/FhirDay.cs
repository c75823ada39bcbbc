using System.Globalization;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>The day that a date or an instant of a record names, as it is written there.</summary>
internal static class FhirDay
{
    private const int Length = 10;

    /// <summary>The day; null when there is none, or only a month or a year.</summary>
    public static DateOnly? Of(ReadOnlySpan<byte> text) => text.Length >= Length && FieldText.IsDate(text[..Length])
        ? DateOnly.ParseExact(System.Text.Encoding.ASCII.GetString(text[..Length]), "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;
}
