namespace Ecluse.Drawing;

/// <summary>What the drawing of the lock is a function of. Counts only.</summary>
/// <param name="Passing">Patients that pass; sets the scale of the water.</param>
/// <param name="Left">Patients that stay at the source: the hatched layer under the sill.</param>
/// <param name="Parcels">Parcels in all, sealed or to come.</param>
/// <param name="Sealed">Parcels sealed, 0 to <paramref name="Parcels"/>.</param>
/// <param name="Loaded">Parcels loaded, 0 to <paramref name="Sealed"/>, or to <paramref name="Parcels"/> once erased.</param>
/// <param name="Gate">The gate that is open; never two (rule 5 of the lock).</param>
/// <param name="Refused">Number of a parcel whose seal does not hold, from 1; null when all hold.</param>
/// <param name="IsErased">Whether the chamber is empty: parcels and identities destroyed.</param>
public sealed record LockState(
    long Passing, long Left, int Parcels, int Sealed, int Loaded, OpenGate Gate = OpenGate.None, int? Refused = null,
    bool IsErased = false)
{
    internal double SealedShare => Parcels > 0 ? (double)Sealed / Parcels : 0;

    internal double LoadedShare => Parcels > 0 ? (double)Loaded / Parcels : 0;
}

/// <summary>The gate that is open. One value, so that two cannot be.</summary>
public enum OpenGate
{
    /// <summary>Both gates are closed.</summary>
    None,

    /// <summary>The source gate is open.</summary>
    Source,

    /// <summary>The target gate is open.</summary>
    Target,
}
