using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecluse;

/// <summary>The same JSON with its members in the opposite order, written by a writer that is not ours.</summary>
internal static class JsonShuffle
{
    private static readonly JsonSerializerOptions Escaping = new() { Encoder = JavaScriptEncoder.Default };

    internal static byte[] Reversed(byte[] line) =>
        JsonSerializer.SerializeToUtf8Bytes(Reverse(JsonNode.Parse(line)!), Escaping);

    private static JsonNode Reverse(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(
            member => KeyValuePair.Create(member.Key, (JsonNode?)Reverse(member.Value!)))),
        JsonArray elements => new JsonArray([.. elements.Reverse().Select(element => Reverse(element!))]),
        _ => node.DeepClone(),
    };
}
