namespace Ecluse.Drawing;

/// <summary>Lengths of one rendering of the lock, in units of its view box.</summary>
/// <param name="Class">Class of the drawing, which says on which screens it shows.</param>
/// <param name="Width">Width of the view box.</param>
/// <param name="Height">Height of the view box.</param>
/// <param name="SourceGate">Where the source gate stands, from the left.</param>
/// <param name="TargetGate">Where the target gate stands, from the left.</param>
/// <param name="Top">Upper level.</param>
/// <param name="Sill">Sill, which is also the lower level.</param>
/// <param name="Floor">Floor of the chamber.</param>
/// <param name="Lift">How far an open leaf is lifted.</param>
/// <param name="Leaf">Thickness of a leaf.</param>
/// <param name="Cell">Side of a parcel's mark.</param>
/// <param name="Gap">Space between marks.</param>
/// <param name="Rows">Most rows of marks.</param>
/// <param name="Mark">Size of a level mark; 0 for none.</param>
internal sealed record LockGeometry(
    string Class, int Width, int Height, double SourceGate, double TargetGate, int Top, int Sill, int Floor, int Lift,
    int Leaf, int Cell, int Gap, int Rows, int Mark)
{
    public static readonly LockGeometry Wide =
        new("lock-svg wide", 1120, 318, 373.3, 746.7, 92, 188, 284, 66, 14, 16, 5, 6, 9);

    public static readonly LockGeometry Narrow =
        new("lock-svg narrow", 352, 206, 117.3, 234.7, 66, 122, 178, 40, 9, 11, 4, 3, 7);

    public static readonly LockGeometry Figure = Narrow with { Class = "lock-svg lock-mini" };

    public static readonly LockGeometry Small =
        new("lock-svg lock-mini", 352, 150, 117.3, 234.7, 46, 86, 126, 28, 9, 9, 3, 3, 0);

    /// <summary>Height of what passes, at scale.</summary>
    public double Depth => Sill - Top;

    /// <summary>Left wall of the chamber.</summary>
    public double WallLeft => SourceGate + (Leaf / 2.0);

    /// <summary>Right wall of the chamber.</summary>
    public double WallRight => TargetGate - (Leaf / 2.0);
}
