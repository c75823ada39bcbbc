using System.Text.Json;

namespace Ecluse.Fhir.Shapes;

/// <summary>
/// What stands where FHIR requires an element and the record has none: an object with nothing but the extension
/// <c>data-absent-reason</c>, <c>unknown</c>. The reader takes it for the absence that it is.
/// </summary>
internal static class FhirAbsence
{
    private static readonly byte[] Json =
        [.. "{\"extension\":[{\"url\":\""u8, .. System.Text.Encoding.UTF8.GetBytes(FhirNames.DataAbsentReason),
            .. "\",\"valueCode\":\"unknown\"}]}"u8];

    /// <summary>The shape of the extension.</summary>
    internal static readonly FhirObject Extension = new(
        new FhirConstant("url", FhirNames.DataAbsentReason), new FhirConstant("valueCode", "unknown"));

    /// <summary>The shape of an object that has nothing else.</summary>
    internal static readonly FhirObject Object = new(new FhirList("extension", Extension));

    /// <summary>The bytes of a member that is absent.</summary>
    internal static byte[] Of(byte[] lead, bool inList) =>
        inList ? [.. lead, (byte)'[', .. Json, (byte)']'] : [.. lead, .. Json];

    /// <summary>Whether the object that begins here begins with an extension.</summary>
    internal static bool IsNext(ref readonly Utf8JsonReader reader)
    {
        var ahead = reader;
        return ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("extension"u8);
    }
}
