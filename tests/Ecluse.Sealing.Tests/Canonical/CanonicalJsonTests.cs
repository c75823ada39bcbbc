using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Ecluse.Errors;

namespace Ecluse.Canonical;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Writes_members_in_the_order_of_their_utf16_code_units()
    {
        // The names of RFC 8785, 3.2.3: the emoji (D83D) sorts before FB33 although its code point is larger.
        var document = new JsonObject
        {
            ["€"] = "Euro Sign", ["\r"] = "Carriage Return", ["\ufb33"] = "Hebrew", ["1"] = "One",
            ["😀"] = "Emoji", ["\u0080"] = "Control", ["ö"] = "Latin",
        };

        var names = CanonicalJson.Read(CanonicalJson.Write(document)).Select(member => member.Key);

        Assert.Equal(["\r", "1", "\u0080", "ö", "€", "😀", "\ufb33"], names);
    }

    [Fact]
    public void Escapes_only_what_must_be_and_in_the_shortest_way()
    {
        var document = new JsonObject { ["a"] = "\u20ac$\u000f\nA'B\"\\/\u007f\b\f\r\té" };

        Assert.Equal("""{"a":"€$\u000f\nA'B\"\\/""" + "\u007f" + """\b\f\r\té"}""", Text(document));
    }

    [Fact]
    public void Writes_every_json_type_that_documents_use() =>
        Assert.Equal(
            """{"a":[1,-1,0,9007199254740991,-9007199254740991,true,false,null,{},[]],"b":"x"}""",
            Text(new JsonObject
            {
                ["b"] = "x",
                ["a"] = new JsonArray(
                    1, -1, 0L, CanonicalJson.NumberMax, -CanonicalJson.NumberMax, true, false, null,
                    new JsonObject(), new JsonArray()),
            }));

    [Theory]
    [InlineData("""{"a":1.5}""", "CANON-003", "$.a", "a fraction")]
    [InlineData("""{"a":1e3}""", "CANON-003", "$.a", "an exponent")]
    [InlineData("""{"a":[{"b":9007199254740992}]}""", "CANON-003", "$.a[0].b", "one past 2^53 - 1")]
    [InlineData("""{"a":{"b":1,"b":1}}""", "CANON-002", "$.a.b", "a member twice")]
    [InlineData("""{"a":1,"\u0061":1}""", "CANON-002", "$.a", "a member twice, once escaped")]
    [InlineData("""{"a":[1,2,]}""", "CANON-001", "$.a", "a comma too many")]
    [InlineData("""{"a":"\x41"}""", "CANON-001", "$.a", "an unknown escape")]
    [InlineData("""{"a":"\ud800"}""", "CANON-001", "$.a", "half a surrogate pair")]
    [InlineData("""{"a":1}{}""", "CANON-001", "$", "something after the end")]
    [InlineData("""{"a":1""", "CANON-001", "$", "a cut end")]
    [InlineData("""[1]""", "CANON-001", "object", "no object")]
    [InlineData("", "CANON-001", "$", "nothing")]
    [InlineData("""{"a":/**/1}""", "CANON-001", "$", "a comment")]
    public void Says_what_is_wrong_and_where(string text, string code, string where, string because)
    {
        var error = Assert.Throws<EcluseException>(() => CanonicalJson.Read(Encoding.UTF8.GetBytes(text)));

        Assert.True(error.Code == code, $"{because}: {error.Code}");
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a": 1}""", 5, "white space")]
    [InlineData("""{"b":1,"a":1}""", 2, "members out of order")]
    [InlineData("""{"a":-0}""", 5, "minus zero")]
    [InlineData("""{"a":"\u00e9"}""", 6, "an escape that is not needed")]
    [InlineData("""{"a":"\u000F"}""", 11, "upper-case hexadecimal")]
    [InlineData("""{"a":"\/"}""", 6, "an escaped slash")]
    [InlineData("""{"a":1}""" + "\n", 7, "a final newline")]
    public void Refuses_json_that_is_not_in_canonical_form(string text, int offset, string because)
    {
        var error = Assert.Throws<EcluseException>(() => CanonicalJson.Read(Encoding.UTF8.GetBytes(text)));

        Assert.True(error.Code == "CANON-006", $"{because}: {error.Code}");
        Assert.EndsWith($"at byte {offset}.", error.Message, StringComparison.Ordinal);
        Assert.False(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Refuses_a_byte_order_mark_and_bytes_that_are_not_utf8()
    {
        Assert.False(CanonicalJson.IsCanonical([0xEF, 0xBB, 0xBF, .. "{}"u8]));
        Assert.False(CanonicalJson.IsCanonical([.. "{\"a\":\""u8, 0xC0, 0xAF, .. "\"}"u8]));
        Assert.False(CanonicalJson.IsCanonical([.. "{\"a\":\""u8, 0xE9, .. "\"}"u8]));
    }

    [Fact]
    public void Refuses_to_write_what_it_could_not_read_back()
    {
        Assert.Equal("CANON-003", Code(new JsonObject { ["a"] = 0.1 }));
        Assert.Equal("CANON-003", Code(new JsonObject { ["a"] = 1L << 53 }));
        Assert.Equal("CANON-005", Code(new JsonObject { ["a"] = "\ud800" }));
        Assert.Equal("CANON-005", Code(new JsonObject { ["a"] = JsonValue.Create(DateTimeOffset.UnixEpoch) }));
    }

    [Fact]
    public void Takes_64_levels_and_refuses_65()
    {
        JsonNode node = new JsonObject();
        for (var level = 0; level < CanonicalJson.DepthMax; level++)
        {
            node = new JsonObject { ["a"] = node };
        }

        Assert.True(CanonicalJson.IsCanonical(CanonicalJson.Write(node)));
        Assert.Equal("CANON-004", Code(new JsonObject { ["a"] = node }));
        var deeper = """{"a":""" + Text((JsonObject)node) + "}";
        Assert.False(CanonicalJson.IsCanonical(Encoding.UTF8.GetBytes(deeper)));
    }

    [Fact]
    public void Reads_back_whatever_it_writes_with_the_same_bytes() =>
        Documents.Sample(
            document =>
            {
                var bytes = CanonicalJson.Write(document);
                var read = CanonicalJson.Read(bytes);
                Assert.True(JsonNode.DeepEquals(document, read));
                Assert.Equal(bytes, CanonicalJson.Write(read));
            },
            iter: 300);

    [Fact]
    public void Agrees_with_the_base_library_on_what_the_document_says() =>
        Documents.Sample(
            document =>
            {
                using var read = JsonDocument.Parse(CanonicalJson.Write(document));
                Assert.True(JsonNode.DeepEquals(document, JsonObject.Create(read.RootElement)));
            },
            iter: 300);

    [Fact]
    public async Task Hashes_as_64_lower_case_digits()
    {
        const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        Assert.Equal(OfNothing, Sha256Hex.Of([]));
        Assert.Equal(OfNothing, await Sha256Hex.OfAsync(new MemoryStream(), TestContext.Current.CancellationToken));
        Assert.True(Sha256Hex.IsValid(OfNothing));
        Assert.False(Sha256Hex.IsValid(OfNothing.ToUpperInvariant()));
        Assert.False(Sha256Hex.IsValid(OfNothing[1..]));
    }

    private static readonly Gen<string> Names =
        Gen.String[Gen.Char.Where(character => !char.IsSurrogate(character)), 0, 12];

    private static readonly Gen<JsonObject> Documents = Objects(3);

    private static Gen<JsonNode?> Nodes(int depth)
    {
        var leaves = Gen.OneOf<JsonNode?>(
            Names.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Long[-CanonicalJson.NumberMax, CanonicalJson.NumberMax].Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(truth => (JsonNode?)JsonValue.Create(truth)),
            Gen.Const(default(JsonNode?)));
        return depth == 0
            ? leaves
            : Gen.OneOf(
                leaves,
                Objects(depth - 1).Select(members => (JsonNode?)members),
                Nodes(depth - 1).Array[0, 4].Select(items => (JsonNode?)new JsonArray(items)));
    }

    private static Gen<JsonObject> Objects(int depth) =>
        Gen.Select(Names, Nodes(depth)).Array[0, 5].Select(members =>
            new JsonObject(members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2))));

    private static string Text(JsonObject document) => Encoding.UTF8.GetString(CanonicalJson.Write(document));

    private static string Code(JsonObject document) =>
        Assert.Throws<EcluseException>(() => CanonicalJson.Write(document)).Code;
}
