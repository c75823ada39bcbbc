using System.Diagnostics.CodeAnalysis;

namespace Ecluse.Documents;

/// <summary>A node of a document that a person wrote, with the place where it stands.</summary>
/// <param name="path">Path from the root: <c>parties.controller.name</c>, <c>signatories[0].key</c>; empty at the root.</param>
/// <param name="mark">Where the node begins.</param>
public abstract class DocumentNode(string path, Mark mark)
{
    /// <summary>Path from the root: <c>signatories[0].key</c>; empty at the root.</summary>
    public string Path { get; } = path;

    /// <summary>Where the node begins.</summary>
    public Mark Mark { get; } = mark;
}

/// <summary>What a scalar is read as (YAML 1.2, core schema): quoted text is always text.</summary>
public enum ScalarKind
{
    /// <summary>Text, quoted or not.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Nothing, <c>~</c> or <c>null</c>.</summary>
    Null,
}

/// <summary>A text, a number, a truth value or nothing.</summary>
public sealed class DocumentScalar(string path, Mark mark, string text, ScalarKind kind) : DocumentNode(path, mark)
{
    /// <summary>The text as written, without its quotes.</summary>
    public string Text { get; } = text;

    /// <summary>What it is read as.</summary>
    public ScalarKind Kind { get; } = kind;
}

/// <summary>A list.</summary>
public sealed class DocumentSequence(string path, Mark mark, IReadOnlyList<DocumentNode> items) : DocumentNode(path, mark)
{
    /// <summary>Its items, in the order of the file.</summary>
    public IReadOnlyList<DocumentNode> Items { get; } = items;

    /// <summary>Its items as mappings; the schema has said that they are.</summary>
    public IEnumerable<DocumentMapping> Mappings => Items.Cast<DocumentMapping>();

    /// <summary>Its items as texts; the schema has said that they are.</summary>
    public IEnumerable<string> Texts => Items.Cast<DocumentScalar>().Select(item => item.Text);
}

/// <summary>One member of a mapping.</summary>
/// <param name="Name">Name as written.</param>
/// <param name="Mark">Where the name stands.</param>
/// <param name="Value">Its value.</param>
public sealed record DocumentMember(string Name, Mark Mark, DocumentNode Value);

/// <summary>
/// Named members, in the order of the file; no name stands twice. The typed readings below are for documents whose
/// schema has already said what is where: a wrong type there is an error of the program, not of the file.
/// </summary>
public sealed class DocumentMapping(string path, Mark mark, IReadOnlyList<DocumentMember> members)
    : DocumentNode(path, mark)
{
    private readonly Dictionary<string, DocumentMember> byName =
        members.ToDictionary(member => member.Name, StringComparer.Ordinal);

    /// <summary>The members, in the order of the file.</summary>
    public IReadOnlyList<DocumentMember> Members { get; } = members;

    /// <summary>Whether the member stands there and is not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The member's value, or <see langword="null"/> when it is absent or null.</summary>
    public DocumentNode? Find(string name) =>
        byName.TryGetValue(name, out var member) && member.Value is not DocumentScalar { Kind: ScalarKind.Null }
            ? member.Value
            : null;

    /// <summary>Looks a member up, name and mark included.</summary>
    public bool TryMember(string name, [NotNullWhen(true)] out DocumentMember? member) =>
        byName.TryGetValue(name, out member);

    /// <summary>The member as a mapping, or null when absent.</summary>
    public DocumentMapping? Mapping(string name) => As<DocumentMapping>(name);

    /// <summary>The member as a list, or null when absent.</summary>
    public DocumentSequence? Sequence(string name) => As<DocumentSequence>(name);

    /// <summary>The member as a scalar, or null when absent.</summary>
    public DocumentScalar? Scalar(string name) => As<DocumentScalar>(name);

    /// <summary>The member's text, or null when absent.</summary>
    public string? Text(string name) => Scalar(name)?.Text;

    /// <summary>The member's whole number, or null when absent.</summary>
    public long? Integer(string name) =>
        Scalar(name) is { } scalar
            ? long.Parse(scalar.Text, System.Globalization.NumberStyles.AllowLeadingSign, null)
            : null;

    /// <summary>The member's truth value, or null when absent.</summary>
    public bool? Boolean(string name) => Scalar(name) is { } scalar ? bool.Parse(scalar.Text) : null;

    /// <summary>The member's texts, empty when absent.</summary>
    public IReadOnlyList<string> Texts(string name) => Sequence(name) is { } list ? [.. list.Texts] : [];

    private T? As<T>(string name)
        where T : DocumentNode =>
        Find(name) switch
        {
            null => null,
            T node => node,
            var other => throw new InvalidOperationException($"{other.Path} is not a {typeof(T).Name}."),
        };
}
