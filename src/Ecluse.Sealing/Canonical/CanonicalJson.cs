using System.Text.Json.Nodes;

namespace Ecluse.Canonical;

/// <summary>
/// The one way in which Écluse writes the documents that are hashed and signed: RFC 8785, so that the same content has
/// the same bytes on every machine. Numbers are whole and within ±(2^53 − 1); decimals are strings.
/// </summary>
/// <remarks>Source: RFC 8785 (JCS), RFC 7493 (I-JSON), <c>docs/spec/canonical-json.md</c>.</remarks>
public static class CanonicalJson
{
    /// <summary>Largest whole number that a document may hold: 2^53 − 1 (RFC 7493, 2.2).</summary>
    public const long NumberMax = 9_007_199_254_740_991;

    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int DepthMax = 64;

    /// <summary>Writes a document as UTF-8, without byte order mark, white space or final newline.</summary>
    /// <exception cref="Errors.EcluseException">
    /// <c>CANON-003</c>: a number that is not whole or too large; <c>CANON-004</c>: nested too deep;
    /// <c>CANON-005</c>: text with half a surrogate pair, or a value that is no JSON type.
    /// </exception>
    public static byte[] Write(JsonNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new CanonicalWriter().Write(document);
    }

    /// <summary>Reads a document whose bytes must be the canonical ones.</summary>
    /// <exception cref="Errors.EcluseException">
    /// <c>CANON-001</c>: not JSON, or not an object; <c>CANON-002</c>: a member stands twice; <c>CANON-003</c> and
    /// <c>CANON-004</c> as for writing; <c>CANON-006</c>: JSON, but not in canonical form.
    /// </exception>
    public static JsonObject Read(ReadOnlySpan<byte> bytes)
    {
        var document = StrictJsonReader.Read(bytes);
        var canonical = Write(document);
        return bytes.SequenceEqual(canonical)
            ? document
            : throw CanonicalErrors.NotCanonical(bytes.CommonPrefixLength(canonical));
    }

    /// <summary>Whether the bytes are a document in canonical form.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Read(bytes);
            return true;
        }
        catch (Errors.EcluseException)
        {
            return false;
        }
    }
}
