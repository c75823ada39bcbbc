using System.Globalization;

namespace Ecluse.Reconciliation;

/// <summary>Compares the figures of both sides (leg 2), name by name: a figure that one side lacks does not agree.</summary>
internal static class FigureComparer
{
    private const int SignificantDigits = 10;

    public static IReadOnlyList<FigureComparison> Compare(
        IReadOnlyList<CheckFigure> source, IReadOnlyList<CheckFigure> target)
    {
        var ofSource = source.ToDictionary(Name, figure => figure.Value);
        var ofTarget = target.ToDictionary(Name, figure => figure.Value);
        return
        [
            .. ofSource.Keys.Union(ofTarget.Keys).Order().Select(name => new FigureComparison(
                name.Check, name.Group, name.Figure,
                ofSource.TryGetValue(name, out var left) && ofTarget.TryGetValue(name, out var right) && Same(left, right),
                Count(name.Figure, ofSource.GetValueOrDefault(name)), Count(name.Figure, ofTarget.GetValueOrDefault(name)))),
        ];
    }

    private static long? Count(string figure, string? value) =>
        figure is "count" or "patients"
        && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static (string Check, string Group, string Figure) Name(CheckFigure figure) =>
        (figure.Check, figure.Group, figure.Figure);

    // Sums of decimals differ in their last digits between engines; results of a laboratory do not have ten.
    private static bool Same(string? left, string? right) =>
        left == right
        || (double.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
            && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
            && a.ToString($"E{SignificantDigits - 1}", CultureInfo.InvariantCulture)
                == b.ToString($"E{SignificantDigits - 1}", CultureInfo.InvariantCulture));
}
