using System.Text.Json;
using Ecluse.Errors;

namespace Ecluse.Profiles;

/// <summary>Reads plain JSON into nodes, where the same file could be YAML: texts, lists, keys and values.</summary>
internal static class ProfileJson
{
    /// <summary>Parses one JSON document.</summary>
    /// <exception cref="ProfileException">The code given: not JSON, or another value than text, list, true, false and whole number.</exception>
    public static ProfileNode Parse(byte[] bytes, string file, string code)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return Read(document.RootElement, file, code);
        }
        catch (JsonException malformed)
        {
            throw Malformed(file, code, (int)(malformed.LineNumber ?? 0) + 1, (int)(malformed.BytePositionInLine ?? 0) + 1);
        }
    }

    // JSON's elements do not say where they stand: the file is short, and its messages name the key.
    private static ProfileNode Read(JsonElement node, string file, string code) => node.ValueKind switch
    {
        JsonValueKind.Object => new ProfileNode(
            file, default, [.. node.EnumerateObject().Select(one => (new ProfileNode(file, default, one.Name), Read(one.Value, file, code)))]),
        JsonValueKind.Array => new ProfileNode(file, default, [.. node.EnumerateArray().Select(one => Read(one, file, code))]),
        JsonValueKind.String => new ProfileNode(file, default, node.GetString()),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => new ProfileNode(file, default, node.GetRawText()),
        _ => throw Malformed(file, code, 1, 1),
    };

    private static ProfileException Malformed(string file, string code, int line, int column) => new(
        code, file, line, column, new Text("expected one well-formed JSON document", "un document JSON bien formé est attendu"));
}
