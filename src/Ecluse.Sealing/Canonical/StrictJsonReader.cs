using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecluse.Canonical;

/// <summary>Reads JSON that could be ours: an object, no member twice, whole numbers, well-formed UTF-8.</summary>
internal static class StrictJsonReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static JsonObject Read(ReadOnlySpan<byte> bytes)
    {
        var path = new JsonPath();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = CanonicalJson.DepthMax + 1 });
        try
        {
            Utf8.GetCharCount(bytes);
            reader.Read();
            var document = ReadNode(ref reader, path) as JsonObject;
            return reader.Read() || document is null ? throw CanonicalErrors.NotAnObject() : document;
        }
        catch (Exception problem) when (problem is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw CanonicalErrors.NotJson(path.ToString(), reader.BytesConsumed, problem);
        }
    }

    private static JsonNode? ReadNode(ref Utf8JsonReader reader, JsonPath path) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, path),
        JsonTokenType.StartArray => ReadArray(ref reader, path),
        JsonTokenType.String => JsonValue.Create(reader.GetString()),
        JsonTokenType.Number => reader.TryGetInt64(out var number)
            ? JsonValue.Create(number)
            : throw CanonicalErrors.NotAWholeNumber(path.ToString()),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        _ => null,
    };

    private static JsonObject ReadObject(ref Utf8JsonReader reader, JsonPath path)
    {
        var members = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            path.Enter(name);
            reader.Read();
            if (!members.TryAdd(name, ReadNode(ref reader, path)))
            {
                throw CanonicalErrors.MemberTwice(path.ToString());
            }

            path.Leave();
        }

        return members;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader, JsonPath path)
    {
        var items = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            path.Enter(items.Count);
            items.Add(ReadNode(ref reader, path));
            path.Leave();
        }

        return items;
    }
}
