using Ecluse.Markup;

namespace Ecluse.Drawing;

/// <summary>The parcels on the chamber's floor: from the left, from the floor up. One mark stands for k parcels.</summary>
internal static class LockParcels
{
    private static readonly int[] Steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];

    /// <summary>How many parcels one mark stands for: the smallest of 1, 2, 5, 10, 20, 50 … that fits.</summary>
    public static int PerMark(int parcels, LockGeometry g) =>
        Steps.FirstOrDefault(k => Marks(parcels, k) <= PerRow(g) * g.Rows, Steps[^1]);

    public static Html Draw(LockState state, LockGeometry g)
    {
        if (state.IsErased || state.Parcels == 0)
        {
            return Html.None;
        }

        var k = PerMark(state.Parcels, g);
        var marks = Marks(state.Parcels, k);
        var perRow = PerRow(g);
        var pitch = g.Cell + g.Gap;
        var left = (g.WallLeft + g.WallRight - (Math.Min(perRow, marks) * pitch) + g.Gap) / 2;
        return Html.Join(Enumerable.Range(0, marks).Select(i => Mark(
            state, g, i, k, left + (i % perRow * pitch), g.Floor - (((i / perRow) + 1) * pitch))));
    }

    private static Html Mark(LockState state, LockGeometry g, int i, int k, double x, double y)
    {
        var c = g.Cell;
        // A mark is filled only when all of its k parcels are.
        var last = Math.Min((long)(i + 1) * k, state.Parcels);
        return state.Refused is { } refused && (refused - 1) / k == i
            ? Html.Of($"""<rect class="pc-bad" x="{x}" y="{y}" width="{c}" height="{c}" rx="2"/><path class="pc-x" d="M{x + (c * 0.3)} {y + (c * 0.3)}l{c * 0.4} {c * 0.4}m0 {-c * 0.4}l{-c * 0.4} {c * 0.4}"/>""")
            : last <= state.Loaded
            ? Html.Of($"""<rect class="pc-load" x="{x + 0.5}" y="{y + 0.5}" width="{c - 1}" height="{c - 1}" rx="2"/><path class="pc-tick" d="M{x + (c * 0.28)} {y + (c * 0.52)}l{c * 0.17} {c * 0.18}l{c * 0.28} {-c * 0.36}"/>""")
            : last <= state.Sealed
            ? Html.Of($"""<rect class="pc-seal" x="{x}" y="{y}" width="{c}" height="{c}" rx="2"/><circle class="pc-dot" cx="{x + (c / 2.0)}" cy="{y + (c / 2.0)}" r="{c * 0.13}"/>""")
            : Html.Of($"""<rect class="pc-todo" x="{x + 0.5}" y="{y + 0.5}" width="{c - 1}" height="{c - 1}" rx="2"/>""");
    }

    private static int Marks(int parcels, int k) => (int)(((long)parcels + k - 1) / k);

    private static int PerRow(LockGeometry g) =>
        (int)((g.WallRight - g.WallLeft - (2 * g.Cell * 1.9) + g.Gap) / (g.Cell + g.Gap));
}
