using System.Globalization;
using System.Reflection;
using Ecluse.Errors;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Ecluse.Documents;

/// <summary>
/// A JSON Schema that ships with Écluse and closes a kind of document: what is not in it may not stand in the file.
/// An editor that knows JSON Schema can use the same file while one writes.
/// </summary>
public sealed class DocumentSchema
{
    private readonly JsonSchema schema;

    private DocumentSchema(string json)
    {
        Json = json;
        schema = JsonSchema.FromJsonAsync(json).GetAwaiter().GetResult();
    }

    /// <summary>The schema's text.</summary>
    public string Json { get; }

    /// <summary>Reads a schema from its text.</summary>
    public static DocumentSchema FromJson(string json) => new(json);

    /// <summary>Reads a schema embedded in an assembly, by the end of its resource name.</summary>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="name">File name: <c>contract.schema.json</c>.</param>
    public static DocumentSchema FromResource(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var resource = assembly.GetManifestResourceNames().Single(full => full.EndsWith(name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new DocumentSchema(reader.ReadToEnd());
    }

    /// <summary>What is wrong in a tree, each with its place; empty when nothing is.</summary>
    public IReadOnlyList<DocumentProblem> Check(DocumentNode root)
    {
        var nodes = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        var token = ToJson(root, nodes);
        AddTokenPaths(token, root, nodes);
        return [.. schema.Validate(token).SelectMany(Flatten).Select(error => Explain(error, nodes)).Distinct()];
    }

    private static JToken ToJson(DocumentNode node, Dictionary<string, DocumentNode> nodes)
    {
        nodes[node.Path] = node;
        switch (node)
        {
            case DocumentMapping mapping:
                var json = new JObject();
                foreach (var member in mapping.Members)
                {
                    json[member.Name] = ToJson(member.Value, nodes);
                }

                return json;
            case DocumentSequence sequence:
                return new JArray(sequence.Items.Select(item => ToJson(item, nodes)));
            default:
                return Value((DocumentScalar)node);
        }
    }

    // The validator names some places as the JSON library does: ['a.b'] for a member whose name has a point.
    private static void AddTokenPaths(JToken token, DocumentNode node, Dictionary<string, DocumentNode> nodes)
    {
        nodes[token.Path] = node;
        var inner = node switch
        {
            DocumentMapping mapping => mapping.Members.Select(member => (token[member.Name]!, member.Value)),
            DocumentSequence sequence => sequence.Items.Select((item, i) => (token[i]!, item)),
            _ => [],
        };
        foreach (var (part, value) in inner)
        {
            AddTokenPaths(part, value, nodes);
        }
    }

    private static JValue Value(DocumentScalar scalar) => scalar.Kind switch
    {
        ScalarKind.Integer => new JValue(long.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        ScalarKind.Number => new JValue(double.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        ScalarKind.Boolean => new JValue(bool.Parse(scalar.Text)),
        ScalarKind.Null => JValue.CreateNull(),
        _ => new JValue(scalar.Text),
    };

    // Of several permitted shapes, the one that fits best explains the error best.
    private static IEnumerable<ValidationError> Flatten(ValidationError error) => error switch
    {
        ChildSchemaValidationError { Kind: ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf } choice
            when choice.Errors.Values.Any(errors => errors.Count > 0) =>
            choice.Errors.Values.Where(errors => errors.Count > 0).OrderBy(Misfit).First().SelectMany(Flatten),
        ChildSchemaValidationError { Kind: not (ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf) } parent =>
            parent.Errors.Values.SelectMany(errors => errors).SelectMany(Flatten),
        _ => [error],
    };

    private static int Misfit(ICollection<ValidationError> errors) =>
        errors.Sum(error => error.Kind is ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected
            or ValidationErrorKind.StringExpected or ValidationErrorKind.IntegerExpected ? 10 : 1);

    private static DocumentProblem Explain(ValidationError error, Dictionary<string, DocumentNode> nodes)
    {
        var path = error.Path is { } full ? full.TrimStart('#').TrimStart('/') : "";
        if (error.Kind is ValidationErrorKind.PropertyRequired or ValidationErrorKind.NoAdditionalPropertiesAllowed)
        {
            return ExplainMember(error, Owner(path, error.Property ?? "", nodes));
        }

        var node = nodes.TryGetValue(path, out var found) ? found : nodes[""];
        var code = SchemaMessages.IsTypeError(error) ? "DOC-004" : "DOC-006";
        return new(code, node.Mark, node.Path, SchemaMessages.Of(error, node));
    }

    private static DocumentProblem ExplainMember(ValidationError error, DocumentNode owner)
    {
        var name = error.Property ?? "";
        var path = owner.Path.Length == 0 ? name : $"{owner.Path}.{name}";
        return owner is DocumentMapping mapping && mapping.TryMember(name, out var member)
            ? new("DOC-003", member.Mark, path, SchemaMessages.Unknown(error))
            : new("DOC-005", owner.Mark, path, SchemaMessages.Missing(name));
    }

    private static DocumentNode Owner(string path, string property, Dictionary<string, DocumentNode> nodes)
    {
        foreach (var suffix in (string[])[$"['{property}']", $".{property}", property])
        {
            if (path.EndsWith(suffix, StringComparison.Ordinal) && nodes.TryGetValue(path[..^suffix.Length], out var owner))
            {
                return owner;
            }
        }

        return nodes[""];
    }
}
