using Ecluse.Markup;

namespace Ecluse.Drawing;

/// <summary>Bars of counts: each part as wide as its share, and never so narrow that it cannot be seen.</summary>
internal static class Bars
{
    private const double Width = 1000;
    private const double SmallestPart = 4;

    /// <summary>Passed (solid), rejected, still to come (pale) and left behind (hatched), in this order.</summary>
    public static Html Stacked(long passed, long rejected, long toCome, long left)
    {
        (string Paint, long Count)[] parts = [("w4", passed), ("bad-f", rejected), ("w2", toCome), ("left", left)];
        var total = (double)passed + rejected + toCome + left;
        if (total == 0)
        {
            return Html.None;
        }

        var widths = parts.Select(part => part.Count == 0 ? 0 : Math.Max(part.Count / total * Width, SmallestPart)).ToList();
        var scale = Width / widths.Sum();
        var (x, drawn) = (0.0, new List<Html>());
        for (var i = 0; i < parts.Length; i++)
        {
            var width = widths[i] * scale;
            if (width > 0)
            {
                drawn.Add(Part(parts[i].Paint, x, width));
            }

            x += width;
        }

        return Html.Of(
            $"""<svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>""");
    }

    /// <summary>One bar of a plot: a share of the longest, 0 to 1.</summary>
    public static Html Share(double share)
    {
        var width = Math.Max(share * Width, SmallestPart);
        return Html.Of(
            $"""<svg class="share" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" x="0" y="8" width="1000" height="1"/><rect class="w3" x="0" y="1" width="{width}" height="8"/></svg>""");
    }

    private static Html Part(string paint, double x, double width) => paint == "left"
        ? Html.Of($"""<rect class="surf" x="{x}" y="0" width="{width}" height="12"/><rect class="pt-left" x="{x}" y="0" width="{width}" height="12"/><rect class="ln" x="{x}" y="0" width="{width}" height="12"/>""")
        : Html.Of($"""<rect class="{paint}" x="{x}" y="0" width="{Math.Max(width - 2, 2)}" height="12"/>""");
}
