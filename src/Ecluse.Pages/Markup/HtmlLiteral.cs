using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ecluse.Markup;

/// <summary>
/// What the compiler turns an interpolated literal into. A hole takes text (encoded), a piece, pieces, or a number of a
/// drawing; any other type does not compile, so that a count or an instant cannot be shown without the hand of
/// <c>Numbers</c> or <c>Dates</c>. Attribute values stand between double quotes in every literal.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlLiteral
{
    private readonly StringBuilder written;

    public HtmlLiteral(int literalLength, int holes) => written = new StringBuilder(literalLength + (holes * 24));

    // Called by the compiler alone, with a literal of our source code; a test looks for any other caller.
    public void AppendLiteral(string literal) => written.Append(literal);

    public void AppendFormatted(string? text) => written.Append(HtmlText.Encode(text));

    public void AppendFormatted(Html piece) => written.Append(piece.ToString());

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
        {
            written.Append(piece.ToString());
        }
    }

    /// <summary>A length in a drawing: at most one digit after the point.</summary>
    public void AppendFormatted(double length) =>
        written.Append(Math.Round(length, 1).ToString("0.#", CultureInfo.InvariantCulture));

    public void AppendFormatted(int length) => written.Append(length.ToString(CultureInfo.InvariantCulture));

    public string Written() => written.ToString();
}
