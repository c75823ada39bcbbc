using Ecluse.Documents;

namespace Ecluse.Passages;

/// <summary>Rows that stay in the target after a stop; kept with the passage until its certificate names them.</summary>
/// <param name="Passage">Passage id.</param>
/// <param name="Rows">Each row; empty when every row was taken out.</param>
public sealed record RowsLeft(string Passage, IReadOnlyList<RowLeft> Rows) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "rows-left/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => GateForms.Documents;
}
