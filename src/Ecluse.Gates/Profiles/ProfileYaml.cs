using Ecluse.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Mark = Ecluse.Profiles.Mark;

namespace Ecluse.Profiles;

/// <summary>Reads the YAML of profiles and connections into nodes.</summary>
internal sealed class ProfileYaml
{
    // Stream and document count too.
    private const int DepthMax = 32;

    // An anchor is read once, however often it is named; null while it is being read.
    private readonly Dictionary<YamlNode, ProfileNode?> read = new(ReferenceEqualityComparer.Instance);
    private readonly string file;
    private readonly string code;

    private ProfileYaml(string file, string code) => (this.file, this.code) = (file, code);

    /// <summary>Parses one YAML document.</summary>
    /// <exception cref="ProfileException">The code given: not YAML, or not one document.</exception>
    public static ProfileNode Parse(string text, string file, string code)
    {
        var stream = new YamlStream();
        var events = new Parser(new StringReader(text));
        try
        {
            RefuseDepth(events, file, code);
            stream.Load(new StringReader(text));
        }
        catch (YamlException broken)
        {
            throw Malformed(file, code, (int)broken.Start.Line, (int)broken.Start.Column);
        }
        catch (Exception cause) when (cause is InvalidOperationException or ArgumentException)
        {
            // The YAML library gives up so on some malformed streams, behind the last thing that it understood.
            var last = events.Current?.End;
            throw Malformed(file, code, (int)(last?.Line ?? 1), (int)(last?.Column ?? 1));
        }

        return stream.Documents.Count == 1
            ? new ProfileYaml(file, code).Read(stream.Documents[0].RootNode)
            : throw Malformed(file, code, 1, 1);
    }

    private ProfileNode Read(YamlNode node)
    {
        var mark = new Mark((int)node.Start.Line, (int)node.Start.Column);
        if (read.TryGetValue(node, out var known))
        {
            return known ?? throw Malformed(file, code, mark.Line, mark.Column);
        }

        read[node] = null;
        var made = node switch
        {
            YamlSequenceNode list => new ProfileNode(file, mark, [.. list.Select(Read)]),
            YamlMappingNode map => new ProfileNode(file, mark, [.. map.Children.Select(pair => (Read(pair.Key), Read(pair.Value)))]),
            _ => new ProfileNode(file, mark, (node as YamlScalarNode)?.Value),
        };
        read[node] = made;
        return made;
    }

    // Looked at before the tree is built: the library's tree takes time and stack that grow far faster than the depth.
    private static void RefuseDepth(Parser events, string file, string code)
    {
        var depth = 0;
        while (events.MoveNext())
        {
            depth += events.Current!.NestingIncrease;
            if (depth > DepthMax)
            {
                throw Malformed(file, code, (int)events.Current.Start.Line, (int)events.Current.Start.Column);
            }
        }
    }

    private static ProfileException Malformed(string file, string code, int line, int column) => new(file: file, code: code, line: line, column: column, what: new Text(
        "expected one well-formed YAML document", "un document YAML bien formé est attendu"));
}
