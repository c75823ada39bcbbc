using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ecluse.Canonical;
using Ecluse.Errors;

namespace Ecluse.Documents;

/// <summary>
/// Writes and reads the documents that are hashed and signed. Member names are lower-case words joined by hyphens; the
/// type stands in <c>type</c>, instants are UTC with seconds.
/// </summary>
/// <remarks>Source: RFC 8785; <c>docs/spec/canonical-json.md</c>.</remarks>
public static class CanonicalDocument
{
    /// <summary>Name of the member that holds the type.</summary>
    public const string TypeMember = "type";

    private static readonly Lazy<JsonSerializerOptions> Reflected = new(
        () => JsonSerializer.IsReflectionEnabledByDefault
            ? Form(new DefaultJsonTypeInfoResolver(), [new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower)])
            : throw new NotSupportedException("This program was built without reflection: a document it reads says its own form."));

    /// <summary>For documents whose members are found by reflection.</summary>
    public static JsonSerializerOptions ByReflection => Reflected.Value;

    /// <summary>How documents are written whose members are found as the resolver says.</summary>
    /// <param name="members">Finds them.</param>
    /// <param name="words">Converters of the enumerations that stand in them, to <see cref="JsonNamingPolicy.KebabCaseLower"/>.</param>
    public static JsonSerializerOptions Form(IJsonTypeInfoResolver members, IEnumerable<JsonConverter> words)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(words);
        var form = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            TypeInfoResolver = members.WithAddedModifier(RequireMembers),
            Converters = { new InstantConverter() },
        };
        foreach (var one in words)
        {
            form.Converters.Add(one);
        }

        return form;
    }

    /// <summary>The exact bytes of a document.</summary>
    public static byte[] Write<T>(T document)
        where T : ICanonicalDocument
    {
        var node = (JsonObject)JsonSerializer.SerializeToNode(document, Of<T>())!;
        node[TypeMember] = T.DocumentType;
        return CanonicalJson.Write(node);
    }

    /// <summary>Reads a document from its exact bytes.</summary>
    /// <exception cref="EcluseException">
    /// <c>CANON-…</c>: not canonical; <c>DOCUMENT-020</c>: another type; <c>DOCUMENT-021</c>: not of that shape.
    /// </exception>
    public static T Read<T>(ReadOnlySpan<byte> bytes)
        where T : ICanonicalDocument
    {
        var node = CanonicalJson.Read(bytes);
        if (TypeOf(node) != T.DocumentType)
        {
            throw OtherType(T.DocumentType);
        }

        node.Remove(TypeMember);
        var document = Deserialize<T>(node);

        // What this reader would write otherwise is not what was signed: no null, no second form of a value.
        return !HasNull(node) && Write(document).AsSpan().SequenceEqual(bytes)
            ? document
            : throw Malformed(T.DocumentType, "$", null);
    }

    /// <summary>Whether canonical bytes claim to be such a document; whether they are is for <see cref="Read{T}"/> to say.</summary>
    /// <exception cref="EcluseException"><c>CANON-…</c>: not canonical.</exception>
    public static bool Is<T>(ReadOnlySpan<byte> bytes)
        where T : ICanonicalDocument => TypeOf(CanonicalJson.Read(bytes)) == T.DocumentType;

    private static T Deserialize<T>(JsonObject node)
        where T : ICanonicalDocument
    {
        try
        {
            return node.Deserialize(Of<T>()) ?? throw Malformed(T.DocumentType, "$", null);
        }
        catch (JsonException error)
        {
            throw Malformed(T.DocumentType, error.Path ?? "$", error);
        }
    }

    private static JsonTypeInfo<T> Of<T>()
        where T : ICanonicalDocument => (JsonTypeInfo<T>)T.Form.GetTypeInfo(typeof(T));

    private static bool HasNull(JsonNode? node) => node switch
    {
        null => true,
        JsonObject members => members.Any(member => HasNull(member.Value)),
        JsonArray items => items.Any(HasNull),
        _ => false,
    };

    // A member that may be null is left out when it is; every other one must stand there.
    private static void RequireMembers(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = property.AssociatedParameter is { HasDefaultValue: false }
                && Nullable.GetUnderlyingType(property.PropertyType) is null
                && (property.PropertyType.IsValueType || !property.IsSetNullable);
        }
    }

    /// <summary>The type that a document claims, or null.</summary>
    public static string? TypeOf(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document[TypeMember] is JsonValue value && value.TryGetValue<string>(out var type) ? type : null;
    }

    private static EcluseException OtherType(string expected) => new(
        "DOCUMENT-020",
        new Text($"The document is not of the type {expected}.", $"Le document n’est pas du type {expected}."),
        new Text("Give the file that the command asks for.", "Donner le fichier que la commande demande."),
        ErrorKind.Usage);

    private static EcluseException Malformed(string type, string path, Exception? cause) => new(
        "DOCUMENT-021",
        new Text($"The document is not shaped like {type}, at {path}.", $"Le document n’a pas la forme {type}, en {path}."),
        new Text("Use the file as Écluse wrote it; a changed document has no signature either.",
            "Utiliser le fichier tel qu’Écluse l’a écrit ; un document modifié n’a plus de signature non plus."),
        ErrorKind.Usage,
        cause);

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        private const string Form = "yyyy-MM-ddTHH:mm:ssZ";

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.TryParseExact(
                reader.GetString(), Form, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(Form, null));
    }
}
