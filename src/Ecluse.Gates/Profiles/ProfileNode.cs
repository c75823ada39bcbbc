using System.Globalization;
using Ecluse.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Mark = Ecluse.Profiles.Mark;

namespace Ecluse.Profiles;

/// <summary>A node of the profile's YAML with its place, so that every refusal points at a line.</summary>
internal sealed class ProfileNode(YamlNode node, string file)
{
    // Stream and document count too.
    private const int DepthMax = 32;

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
            ? new ProfileNode(stream.Documents[0].RootNode, file)
            : throw Malformed(file, code, 1, 1);
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

    public Mark Mark => new((int)node.Start.Line, (int)node.Start.Column);

    public bool IsText => node is YamlScalarNode;

    public bool IsList => node is YamlSequenceNode;

    public bool IsMap => node is YamlMappingNode;

    /// <summary>The text of a scalar.</summary>
    public string Text => node is YamlScalarNode { Value: { } text }
        ? text
        : throw Fail("PROFILE-002", new Text("expected a text here", "un texte est attendu ici"));

    public IReadOnlyList<ProfileNode> List => node is YamlSequenceNode list
        ? [.. list.Select(child => new ProfileNode(child, file))]
        : throw Fail("PROFILE-002", new Text("expected a list here", "une liste est attendue ici"));

    /// <summary>A list, or one thing as a list of one.</summary>
    public IReadOnlyList<ProfileNode> OneOrMore => IsList ? List : [this];

    public int Number => int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Fail("PROFILE-002", new Text("expected a whole number here", "un nombre entier est attendu ici"));

    public bool Flag => Text switch
    {
        "true" => true,
        "false" => false,
        _ => throw Fail("PROFILE-002", new Text("expected true or false here", "true ou false est attendu ici")),
    };

    /// <summary>Keys and values in the file's order.</summary>
    public IEnumerable<(ProfileNode Key, ProfileNode Value)> Entries => node is YamlMappingNode map
        ? map.Children.Select(pair => (new ProfileNode(pair.Key, file), new ProfileNode(pair.Value, file)))
        : throw Fail("PROFILE-002", new Text("expected keys and values here", "des clés et des valeurs sont attendues ici"));

    /// <summary>Refuses any key that is not among these.</summary>
    public ProfileNode Only(params string[] keys)
    {
        foreach (var (key, _) in Entries)
        {
            if (!keys.Contains(key.Text))
            {
                throw key.Fail("PROFILE-003", new Text(
                    $"the key “{key.Text}” is not known here; known are {string.Join(", ", keys)}",
                    $"la clé « {key.Text} » n’est pas connue ici ; sont connues {string.Join(", ", keys)}"));
            }
        }

        return this;
    }

    /// <summary>The value of a key, or null.</summary>
    public ProfileNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;

    /// <summary>The value of a key that must be there.</summary>
    public ProfileNode Need(string key) => Find(key)
        ?? throw Fail("PROFILE-004", new Text($"the key “{key}” is missing here", $"la clé « {key} » manque ici"));

    public ProfileException Fail(string code, Text what) => new(code, file, Mark.Line, Mark.Column, what);

    private static ProfileException Malformed(string file, string code, int line, int column) => new(file: file, code: code, line: line, column: column, what: new Text(
        "expected one well-formed YAML document", "un document YAML bien formé est attendu"));

    public ProfileException Unknown(string what, string quoi, string name) => Fail("PROFILE-005", new Text(
        $"{what} “{name}” is not known", $"{quoi} « {name} » n’existe pas"));
}
