using Ecluse.Markup;

namespace Ecluse.Drawing;

/// <summary>
/// The engineer's section of a lock: two levels, a chamber, two gates, the parcels on its floor. A function of counts to
/// geometry; colours stand in the style sheet, text stands around it.
/// </summary>
public static class LockDrawing
{
    /// <summary>
    /// Two renderings of the same state, one for wide and one for narrow screens; the style sheet shows one of them.
    /// </summary>
    /// <param name="state">Counts.</param>
    /// <param name="title">Name of the drawing, for those who hear it.</param>
    /// <param name="description">The same as the drawing, in a sentence.</param>
    /// <param name="id">Id, unique in the page.</param>
    public static Html Render(LockState state, string title, string description, string id) => Html.Of(
        $"{Draw(state, LockGeometry.Wide, title, description, $"{id}-w")}{Draw(state, LockGeometry.Narrow, title, description, $"{id}-n")}");

    /// <summary>One small rendering, for a figure.</summary>
    public static Html RenderFigure(LockState state, string title, string description, string id) =>
        Draw(state, LockGeometry.Figure, title, description, id);

    /// <summary>One smallest rendering, without level marks: for a letterhead or a list.</summary>
    public static Html RenderSmall(LockState state, string title, string description, string id) =>
        Draw(state, LockGeometry.Small, title, description, id);

    private static Html Draw(LockState state, LockGeometry g, string title, string description, string id)
    {
        ArgumentNullException.ThrowIfNull(state);
        var levels = LockLevels.Of(state, g);
        return Html.Of(
            $"""
            <svg class="{g.Class}" viewBox="0 0 {g.Width} {g.Height}" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>{Water(state, g, levels)}{Engraving(state, g, levels)}{Fall(state, g, levels)}{Surfaces(state, g, levels)}{Stone(g, levels)}{Marks(state, g, levels)}{LockParcels.Draw(state, g)}{Gate(state, g, OpenGate.Source, g.SourceGate, g.Sill)}{Gate(state, g, OpenGate.Target, g.TargetGate, g.Floor)}{Medal(state, g)}</svg>
            """);
    }

    private static Html Water(LockState state, LockGeometry g, LockLevels levels)
    {
        var edge = g.SourceGate - (g.Leaf / 2.0);
        var upstream = Html.Of($"""<rect class="w1" x="0" y="{g.Top}" width="{g.SourceGate}" height="{g.Depth}"/>""");
        var left = state.Left == 0 ? Html.None : Html.Of(
            $"""<rect class="surf" x="0" y="{g.Sill}" width="{edge}" height="{levels.Bed - g.Sill}"/><rect class="pt-left" x="0" y="{g.Sill}" width="{edge}" height="{levels.Bed - g.Sill}"/>""");
        var chamber = !levels.IsWet(g) ? Html.None : Html.Of(
            $"""<rect class="w1" x="{g.SourceGate}" y="{levels.Chamber}" width="{g.TargetGate - g.SourceGate}" height="{g.Floor - levels.Chamber}"/>""");
        var downstream = state.Loaded == 0 ? Html.None : Html.Of(
            $"""<rect class="w1" x="{g.TargetGate}" y="{levels.Downstream}" width="{g.Width - g.TargetGate}" height="{g.Floor - levels.Downstream}"/>""");
        return Html.Of($"{upstream}{left}{chamber}{downstream}");
    }

    // Lines that thin out with depth, as on an old hydraulic plate.
    private static Html Engraving(LockState state, LockGeometry g, LockLevels levels)
    {
        if (g.Mark == 0)
        {
            return Html.None;
        }

        var half = g.Leaf / 2.0;
        var upstream = Lines(0, g.SourceGate - half, g.Top, g.Sill, g);
        var chamber = levels.IsWet(g) ? Lines(g.WallLeft, g.WallRight, levels.Chamber, g.Floor, g) : [];
        var downstream = state.Loaded > 0 ? Lines(g.TargetGate + half, g.Width, levels.Downstream, g.Floor, g) : [];
        return Html.Join([.. upstream, .. chamber, .. downstream]);
    }

    private static IEnumerable<Html> Lines(double from, double to, double surface, double bottom, LockGeometry g)
    {
        int[] depths = [6, 14, 25, 39, 56];
        for (var i = 0; i < depths.Length; i++)
        {
            var y = surface + (depths[i] * g.Depth / 96);
            if (y < bottom - 3)
            {
                yield return Html.Of($"""<path class="eng e{i}" d="M{from} {y}H{to}"/>""");
            }
        }
    }

    // Water falls over the sill while the chamber is lower than it.
    private static Html Fall(LockState state, LockGeometry g, LockLevels levels)
    {
        if (state.Gate != OpenGate.Source || levels.Chamber <= g.Sill)
        {
            return Html.None;
        }

        var (w, a, y) = (g.Cell * 1.6, g.WallLeft, g.Sill - (g.Depth * 0.3));
        return Html.Of(
            $"""<path class="w2" d="M{g.SourceGate} {y}C{a + (w * 0.7)} {y} {a + w} {g.Sill} {a + w} {levels.Chamber}H{a + (w * 0.45)}C{a + (w * 0.45)} {g.Sill + 4} {a + (w * 0.2)} {g.Sill} {g.SourceGate} {g.Sill}Z"/>""");
    }

    private static Html Surfaces(LockState state, LockGeometry g, LockLevels levels)
    {
        var half = g.Leaf / 2.0;
        var chamber = levels.IsWet(g)
            ? Html.Of($"""<path class="ln-w" d="M{g.WallLeft} {levels.Chamber}H{g.WallRight}"/>""") : Html.None;
        var downstream = state.Loaded > 0
            ? Html.Of($"""<path class="ln-w" d="M{g.TargetGate + half} {levels.Downstream}H{g.Width}"/>""") : Html.None;
        var expected = state.LoadedShare < 1
            ? Html.Of($"""<path class="ln-dash" d="M{g.TargetGate + half + 2} {g.Sill}H{g.Width}"/>""") : Html.None;
        return Html.Of(
            $"""<path class="ln-w" d="M0 {g.Top}H{g.SourceGate - half}"/>{chamber}{downstream}{expected}""");
    }

    // One line for beds and sill; what lies under it is stone.
    private static Html Stone(LockGeometry g, LockLevels levels)
    {
        var half = g.Leaf / 2.0;
        var bed = Html.Of(
            $"M0 {levels.Bed}H{g.SourceGate - half}V{g.Sill}H{g.SourceGate + half}V{g.Floor}H{g.Width}");
        return Html.Of(
            $"""<path class="stone" d="{bed}V{g.Height}H0Z"/><path class="pt-stone" d="{bed}V{g.Height}H0Z"/><path class="ln-stone" d="{bed}"/>""");
    }

    private static Html Marks(LockState state, LockGeometry g, LockLevels levels)
    {
        if (g.Mark == 0)
        {
            return Html.None;
        }

        var inset = g.Width * 0.025;
        return Html.Of(
            $"{Mark(inset, g.Top, g.Mark)}{(levels.IsWet(g) ? Mark(g.WallRight - inset, levels.Chamber, g.Mark) : Html.None)}{(state.Loaded > 0 ? Mark(g.Width - inset, levels.Downstream, g.Mark) : Html.None)}");
    }

    private static Html Mark(double x, double y, double s) => Html.Of(
        $"""<path class="lvl" d="M{x - (s * 0.65)} {y - s - 1}H{x + (s * 0.65)}L{x} {y - 1.5}Z"/><path class="ln-w" d="M{x - (s * 0.6)} {y + 4}H{x + (s * 0.6)}M{x - (s * 0.3)} {y + 7.5}H{x + (s * 0.3)}"/>""");

    // Two posts, a lintel, a leaf: solid and down when closed, outlined and lifted when open, with an arrow while it flows.
    private static Html Gate(LockState state, LockGeometry g, OpenGate gate, double x, double foot)
    {
        var isOpen = state.Gate == gate;
        var lift = isOpen ? g.Lift : 0;
        var half = g.Leaf / 2.0;
        var lintel = Math.Max(g.Top - g.Mark - 5 - g.Lift, 3);
        var top = Math.Max(g.Top - g.Mark - 5 - lift, lintel + 3);
        var isReadingBack = gate == OpenGate.Target && state.LoadedShare >= 1;
        var (y, l) = (foot - (g.Lift * 0.42), g.Cell * 1.5);
        var arrow = !isOpen || g.Mark == 0 || isReadingBack ? Html.None : Html.Of(
            $"""<path class="flow" d="M{x - l} {y}H{x + l}m{-l * 0.3} {-l * 0.3}l{l * 0.3} {l * 0.3}l{-l * 0.3} {l * 0.3}"/>""");
        return Html.Of(
            $"""<path class="gate-post" d="M{x - half - 2.5} {foot}V{lintel}H{x + half + 2.5}V{foot}"/><rect class="{(isOpen ? "gate-open" : "gate")}" x="{x - half}" y="{top}" width="{g.Leaf}" height="{foot - lift - top}" rx="1.5"/>{arrow}""");
    }

    // The certificate's double ring, in an empty chamber.
    private static Html Medal(LockState state, LockGeometry g)
    {
        if (!state.IsErased)
        {
            return Html.None;
        }

        var (cx, cy, r) = ((g.WallLeft + g.WallRight) / 2, ((g.Top + g.Floor) / 2.0) + 4, g.Depth * 0.36);
        return Html.Of(
            $"""<circle class="medal" cx="{cx}" cy="{cy}" r="{r}"/><circle class="medal" cx="{cx}" cy="{cy}" r="{r * 0.82}"/><path class="medal-t" d="M{cx - (r * 0.36)} {cy + (r * 0.02)}l{r * 0.26} {r * 0.27}l{r * 0.46} {-r * 0.52}"/>""");
    }
}
