namespace Ecluse.Markup;

/// <summary>
/// A piece of HTML that is safe to put in a page. There is no way to make one from a string as it stands: a piece is
/// written as an interpolated literal (<see cref="Of"/>), whose literal parts stand in our source code and whose holes
/// are encoded unless they are pieces themselves.
/// </summary>
public readonly struct Html : IEquatable<Html>
{
    private readonly string? markup;

    private Html(string markup) => this.markup = markup;

    /// <summary>Nothing.</summary>
    public static Html None => default;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(markup);

    /// <summary>Text, encoded.</summary>
    public static Html Text(string? text) => new(HtmlText.Encode(text));

    /// <summary>The markup, for the one place that writes a page's bytes.</summary>
    public override string ToString() => markup ?? "";

    /// <inheritdoc/>
    public bool Equals(Html other) => ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Html other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether two pieces are the same markup.</summary>
    public static bool operator ==(Html left, Html right) => left.Equals(right);

    /// <summary>Whether two pieces differ.</summary>
    public static bool operator !=(Html left, Html right) => !left.Equals(right);

    /// <summary>A piece from an interpolated literal: <c>Html.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c>.</summary>
    internal static Html Of(HtmlLiteral literal) => new(literal.Written());

    /// <summary>Pieces one after the other.</summary>
    internal static Html Join(IEnumerable<Html> pieces) => Of($"{pieces}");
}
