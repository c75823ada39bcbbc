namespace Ecluse.Drawing;

/// <summary>Where the water and the upstream bed stand: the drawing's only arithmetic on the passage's counts.</summary>
/// <param name="Chamber">Surface in the chamber; equal to the floor when it is dry.</param>
/// <param name="Downstream">Surface downstream.</param>
/// <param name="Bed">Upstream bed: the sill plus the layer that is left behind.</param>
internal readonly record struct LockLevels(double Chamber, double Downstream, double Bed)
{
    public static LockLevels Of(LockState state, LockGeometry g)
    {
        var share = state.Passing > 0 ? (double)state.Left / state.Passing : 1;
        // Seen even when it is small, and never more than the drawing has room for.
        var left = state.Left == 0 ? 0 : Math.Clamp(g.Depth * share, g.Depth * 0.1, g.Depth * 0.6);
        // The chamber fills to the upper level as parcels are sealed and empties to the lower one as they are loaded.
        var chamber = state.IsErased
            ? g.Floor
            : g.Floor - ((g.Floor - g.Top) * state.SealedShare) + (g.Depth * state.LoadedShare);
        var downstream = g.Floor - ((g.Floor - g.Sill) * state.LoadedShare);
        return new LockLevels(chamber, downstream, Math.Min(g.Sill + left, g.Height - 8));
    }

    public bool IsWet(LockGeometry g) => Chamber < g.Floor - 0.5;
}
