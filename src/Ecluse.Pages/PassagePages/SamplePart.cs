using Ecluse.Drawing;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>
/// Leg 3, for the signatory's eyes alone: the raw rows of each patient drawn, source beside target, every row and every column. Whoever
/// calls it answers for who sees it and that it is kept nowhere. Specification: <c>docs/spec/reconciliation.md</c>, leg 3.
/// </summary>
internal static class SamplePart
{
    /// <summary>The patients, one below the other, the first one open.</summary>
    /// <param name="patients">Raw rows of both sides, labelled by their place in the draw and by nothing of theirs.</param>
    /// <param name="pairs">Which source column became which target column, where the profiles say it.</param>
    /// <param name="sourceSystem">How the old system is called.</param>
    /// <param name="targetSystem">How the new system is called.</param>
    /// <param name="pen">Writes it.</param>
    public static Html Write(
        IReadOnlyList<SamplePatient> patients, IReadOnlyList<ColumnPair> pairs, string sourceSystem, string targetSystem, Pen pen)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(pen);
        var table = new SideBySideTable(sourceSystem, targetSystem, int.MaxValue, pen);
        return Parts.Section(
            pen.Say("The patients drawn", "Les patients tirés"), Parts.Tag("eye", pen.Say("raw columns", "colonnes brutes"), "live"),
            Html.Of($"{patients.Select((patient, at) => table.Write(patient, pairs, at == 0))}"));
    }
}
