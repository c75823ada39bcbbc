using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Instructions;
using Ecluse.Signatures;

namespace Ecluse.Host.Composition;

/// <summary>What a document says, one line a value, so that nobody signs what they have not seen.</summary>
/// <param name="Type">The document's own claim: <c>plan/1</c>.</param>
/// <param name="Sha256">Hash of the exact bytes.</param>
/// <param name="Lines">Path and value, in the order of the document.</param>
internal sealed partial record DocumentFigures(string? Type, string Sha256, IReadOnlyList<string> Lines)
{
    private const int ValueShown = 100;

    /// <summary>Reads canonical JSON, or YAML that is valid under its schema; anything else is not signed.</summary>
    public static DocumentFigures Read(string path, byte[] bytes)
    {
        var lines = new List<string>();
        string? type;
        if (bytes is [(byte)'{', ..])
        {
            var document = CanonicalJson.Read(bytes);
            type = CanonicalDocument.TypeOf(document);
            Add(lines, "", document);
        }
        else
        {
            var tree = ReadYaml(Path.GetFileName(path), bytes);
            type = tree.Text("type");
            Add(lines, tree);
        }

        return new DocumentFigures(type, Sha256Hex.Of(bytes), lines);
    }

    public void Write(TextWriter output)
    {
        foreach (var line in Lines)
        {
            output.WriteLine(line);
        }

        output.WriteLine($"SHA-256  {Sha256}");
    }

    private static DocumentMapping ReadYaml(string name, byte[] bytes)
    {
        var claimed = TypeLine().Match(Encoding.UTF8.GetString(bytes)).Groups[1].Value;
        var schema = claimed switch
        {
            "contract" => ContractReader.Schema,
            "instruction" => InstructionReader.Schema,
            _ => null,
        };
        _ = SignedDocument.NamespaceOf(schema is null ? null : claimed);
        return YamlDocument.Read(name, bytes, schema!);
    }

    private static void Add(List<string> lines, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Add(lines, path.Length == 0 ? name : $"{path}.{name}", value);
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    Add(lines, $"{path}[{index}]", items[index]);
                }

                break;
            default:
                Add(lines, path, node?.ToString() ?? "—");
                break;
        }
    }

    private static void Add(List<string> lines, DocumentNode node)
    {
        switch (node)
        {
            case DocumentMapping mapping:
                foreach (var member in mapping.Members)
                {
                    Add(lines, member.Value);
                }

                break;
            case DocumentSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Add(lines, item);
                }

                break;
            case DocumentScalar scalar:
                Add(lines, scalar.Path, scalar.Text);
                break;
        }
    }

    /// <summary>Control characters could rewrite what the terminal shows; long values are cut and say so.</summary>
    private static void Add(List<string> lines, string path, string value)
    {
        var line = new string([.. value.Select(character => char.IsControl(character) ? '␤' : character)]);
        lines.Add($"{path}  {(line.Length > ValueShown ? line[..ValueShown] + "…" : line)}");
    }

    [GeneratedRegex(@"^type:[ \t]*([a-z]+)/", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
