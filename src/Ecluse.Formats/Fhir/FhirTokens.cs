using System.Text.Json;

namespace Ecluse.Fhir;

/// <summary>Steps through JSON tokens; what is not there is a fault.</summary>
internal static class FhirTokens
{
    /// <summary>Goes to the next token.</summary>
    internal static void Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            throw new FhirFaultException(FhirFault.NotJson, reader.BytesConsumed);
        }
    }

    /// <summary>Passes over a value.</summary>
    internal static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw new FhirFaultException(FhirFault.NotJson, reader.BytesConsumed);
        }
    }

    /// <summary>Refuses any other token.</summary>
    internal static void Expect(ref readonly Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new FhirFaultException(FhirFault.WrongValue, reader.TokenStartIndex);
        }
    }
}
