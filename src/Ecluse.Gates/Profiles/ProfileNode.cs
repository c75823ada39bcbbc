using System.Globalization;
using Ecluse.Errors;
using Mark = Ecluse.Profiles.Mark;

namespace Ecluse.Profiles;

/// <summary>A node of a profile's file with its place, so that every refusal points at a line: a text, a list, or keys and values.</summary>
internal sealed class ProfileNode
{
    private readonly string file;
    private readonly string? text;
    private readonly IReadOnlyList<ProfileNode>? items;
    private readonly IReadOnlyList<(ProfileNode Key, ProfileNode Value)>? entries;

    public ProfileNode(string file, Mark mark, string? text) => (this.file, Mark, this.text) = (file, mark, text);

    public ProfileNode(string file, Mark mark, IReadOnlyList<ProfileNode> items) => (this.file, Mark, this.items) = (file, mark, items);

    public ProfileNode(string file, Mark mark, IReadOnlyList<(ProfileNode Key, ProfileNode Value)> entries) =>
        (this.file, Mark, this.entries) = (file, mark, entries);

    public Mark Mark { get; }

    public bool IsText => items is null && entries is null;

    public bool IsList => items is not null;

    public bool IsMap => entries is not null;

    /// <summary>The text of a scalar.</summary>
    public string Text => text ?? throw Fail("PROFILE-002", new Text("expected a text here", "un texte est attendu ici"));

    public IReadOnlyList<ProfileNode> List => items
        ?? throw Fail("PROFILE-002", new Text("expected a list here", "une liste est attendue ici"));

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
    public IReadOnlyList<(ProfileNode Key, ProfileNode Value)> Entries => entries
        ?? throw Fail("PROFILE-002", new Text("expected keys and values here", "des clés et des valeurs sont attendues ici"));

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

    public ProfileException Unknown(string what, string quoi, string name) => Fail("PROFILE-005", new Text(
        $"{what} “{name}” is not known", $"{quoi} « {name} » n’existe pas"));
}
