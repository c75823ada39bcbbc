using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecluse.Canonical;

/// <summary>Writes one document; members in the order of their names' UTF-16 code units (RFC 8785, 3.2.3).</summary>
internal sealed class CanonicalWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly JsonPath path = new();

    public byte[] Write(JsonNode document)
    {
        WriteNode(document);
        return bytes.WrittenSpan.ToArray();
    }

    private void WriteNode(JsonNode? node)
    {
        switch (node)
        {
            case null: Raw("null"); break;
            case JsonObject members: WriteObject(members); break;
            case JsonArray items: WriteArray(items); break;
            case JsonValue value: WriteValue(value); break;
        }
    }

    private void WriteObject(JsonObject members)
    {
        Raw("{");
        var first = true;
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            Raw(first ? "" : ",");
            first = false;
            path.Enter(name);
            WriteText(name);
            Raw(":");
            WriteNode(value);
            path.Leave();
        }

        Raw("}");
    }

    private void WriteArray(JsonArray items)
    {
        Raw("[");
        for (var index = 0; index < items.Count; index++)
        {
            Raw(index == 0 ? "" : ",");
            path.Enter(index);
            WriteNode(items[index]);
            path.Leave();
        }

        Raw("]");
    }

    private void WriteValue(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True: Raw("true"); break;
            case JsonValueKind.False: Raw("false"); break;
            case JsonValueKind.Null: Raw("null"); break;
            case JsonValueKind.Number: Raw(WholeNumber(value.ToJsonString())); break;
            case JsonValueKind.String when value.TryGetValue<string>(out var text): WriteText(text); break;
            default: throw CanonicalErrors.NotAJsonType(path.ToString());
        }
    }

    private string WholeNumber(string written) =>
        long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number is >= -CanonicalJson.NumberMax and <= CanonicalJson.NumberMax
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw CanonicalErrors.NotAWholeNumber(path.ToString());

    private void WriteText(string text)
    {
        Raw("\"");
        var plainFrom = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (Escape(text[index]) is { } escape)
            {
                Raw(text.AsSpan(plainFrom, index - plainFrom));
                Raw(escape);
                plainFrom = index + 1;
            }
        }

        Raw(text.AsSpan(plainFrom));
        Raw("\"");
    }

    /// <summary>The escape of one character, or null where it stands for itself (RFC 8785, 3.2.2.2).</summary>
    private static string? Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => $"\\u{(int)character:x4}",
        _ => null,
    };

    private void Raw(ReadOnlySpan<char> text)
    {
        try
        {
            Utf8.GetBytes(text, bytes);
        }
        catch (EncoderFallbackException)
        {
            throw CanonicalErrors.HalfSurrogate(path.ToString());
        }
    }
}
