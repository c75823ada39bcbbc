using System.Text;
using Ecluse.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ecluse.Documents;

/// <summary>
/// Reads a YAML file that a person wrote, under a closed schema (<c>docs/spec/document.md</c>): one document, UTF-8, no
/// anchor, alias, tag or merge key, no name twice in a mapping.
/// </summary>
public static class YamlDocument
{
    /// <summary>Largest file: 4 MiB.</summary>
    public const int SizeMaxBytes = 4 << 20;

    /// <summary>Reads and validates a file; every problem that can be found at once is told at once.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <param name="schema">What may stand in it.</param>
    /// <exception cref="DocumentException">It is not such a document (codes <c>DOC-…</c>).</exception>
    public static DocumentMapping Read(string file, ReadOnlySpan<byte> bytes, DocumentSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var problems = new ProblemList(file);
        var root = ReadTree(file, bytes, problems);
        problems.AddRange(schema.Check(root));
        problems.ThrowIfAny();
        return (DocumentMapping)root;
    }

    private static DocumentNode ReadTree(string file, ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        if (bytes.Length > SizeMaxBytes)
        {
            throw Fatal(file, "DOC-008", new Mark(1, 1), new(
                $"the file has {bytes.Length} bytes; at most {SizeMaxBytes} are read",
                $"le fichier fait {bytes.Length} octets ; au plus {SizeMaxBytes} sont lus"));
        }

        using var reader = new StringReader(Decode(file, bytes));
        var parser = new Parser(reader);
        try
        {
            return new YamlTreeReader(file, parser, problems).ReadDocument();
        }
        // On some malformed input the parser throws its own state errors instead of a YamlException.
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException)
        {
            var at = exception is YamlException yaml ? yaml.Start : parser.Current?.End ?? new YamlDotNet.Core.Mark();
            var mark = YamlTreeReader.MarkOf(at);
            throw Fatal(file, "DOC-001", mark, TabAt(bytes, mark.Line)
                ? new("this is not well-formed YAML: a tab stands in the indentation, where YAML takes spaces only",
                    "ce n’est pas du YAML bien formé : une tabulation sert d’indentation, YAML n’admet que des espaces")
                : new("this is not well-formed YAML; check indentation, colons, quotes and brackets up to here",
                    "ce n’est pas du YAML bien formé ; vérifiez indentation, deux-points, guillemets et crochets jusqu’ici"));
        }
    }

    internal static DocumentException Fatal(string file, string code, Mark mark, Text problem) =>
        new(file, [new DocumentProblem(code, mark, "", problem)]);

    private static string Decode(string file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException exception)
        {
            var before = bytes[..Math.Max(0, exception.Index)];
            var line = before.Count((byte)'\n') + 1;
            var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
            throw Fatal(file, "DOC-009", new Mark(line, column), new(
                "the file is not UTF-8 text", "le fichier n’est pas du texte UTF-8"));
        }
    }

    private static bool TabAt(ReadOnlySpan<byte> bytes, int line)
    {
        for (var i = 1; i < line && bytes.IndexOf((byte)'\n') is >= 0 and var end; i++)
        {
            bytes = bytes[(end + 1)..];
        }

        return bytes.TrimStart((byte)' ') is [(byte)'\t', ..];
    }
}

/// <summary>Builds the tree of one YAML document from the parser's events.</summary>
internal sealed class YamlTreeReader(string file, IParser parser, ProblemList problems)
{
    private const int DepthMax = 32;

    internal static Mark MarkOf(YamlDotNet.Core.Mark mark) => new((int)mark.Line, (int)mark.Column);

    internal DocumentNode ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            throw YamlDocument.Fatal(file, "DOC-010", new Mark(1, 1), new(
                "the file is empty; a mapping of named members is expected",
                "le fichier est vide ; une suite de membres nommés est attendue"));
        }

        parser.Consume<DocumentStart>();
        var root = ReadNode("", 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            throw YamlDocument.Fatal(file, "DOC-010", MarkOf(second.Start), new(
                "a second document begins here; a file holds one", "un deuxième document commence ici ; un fichier en contient un seul"));
        }

        return root;
    }

    private DocumentNode ReadNode(string path, int depth)
    {
        if (depth > DepthMax)
        {
            throw YamlDocument.Fatal(file, "DOC-008", MarkOf(parser.Current!.Start), new(
                $"members stand inside one another more than {DepthMax} deep",
                $"des membres sont imbriqués sur plus de {DepthMax} niveaux"));
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            Refuse(alias.Start, path);
            return new DocumentScalar(path, MarkOf(alias.Start), "", ScalarKind.Null);
        }

        if (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !(node.Tag.IsEmpty || node.Tag.IsNonSpecific)))
        {
            Refuse(node.Start, path);
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new DocumentScalar(path, MarkOf(scalar.Start), scalar.Value, ScalarKinds.Of(scalar));
        }

        return parser.Accept<SequenceStart>(out _) ? ReadSequence(path, depth) : ReadMapping(path, depth);
    }

    private DocumentSequence ReadSequence(string path, int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<DocumentNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode($"{path}[{items.Count}]", depth + 1));
        }

        return new DocumentSequence(path, MarkOf(start.Start), items);
    }

    private DocumentMapping ReadMapping(string path, int depth)
    {
        var start = parser.Consume<MappingStart>();
        var members = new List<DocumentMember>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = ReadName(path);
            var mark = MarkOf(name.Start);
            var inner = path.Length == 0 ? name.Value : $"{path}.{name.Value}";
            var value = ReadNode(inner, depth + 1);
            if (members.FirstOrDefault(member => member.Name == name.Value) is { } first)
            {
                problems.AddRange([new DocumentProblem("DOC-002", mark, inner, new(
                    $"this member stands twice; the first one is on line {first.Mark.Line}",
                    $"ce membre figure deux fois ; le premier est à la ligne {first.Mark.Line}"))]);
                continue;
            }

            members.Add(new DocumentMember(name.Value, mark, value));
        }

        return new DocumentMapping(path, MarkOf(start.Start), members);
    }

    private Scalar ReadName(string path)
    {
        if (!parser.TryConsume<Scalar>(out var name) || (name.Value == "<<" && name.Style == ScalarStyle.Plain))
        {
            throw YamlDocument.Fatal(file, "DOC-007", MarkOf((name ?? parser.Current)!.Start), new(
                $"a member's name must be plain text (in {(path.Length == 0 ? "the document" : path)})",
                $"le nom d’un membre doit être un texte simple (dans {(path.Length == 0 ? "le document" : path)})"));
        }

        return name;
    }

    private void Refuse(YamlDotNet.Core.Mark mark, string path) =>
        problems.AddRange([new DocumentProblem("DOC-007", MarkOf(mark), path, new(
            "anchors, aliases and tags are not read; write the value itself",
            "ancres, alias et étiquettes ne sont pas lus ; écrivez la valeur elle-même"))]);
}
