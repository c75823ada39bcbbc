using Ecluse.Errors;

namespace Ecluse.PassagePages;

/// <summary>The three legs of a reconciliation: by value, past the profile, by eye. Counts and figures only.</summary>
/// <param name="ByValue">Leg 1, one line a record type; empty when it was not made.</param>
/// <param name="Figures">Leg 2, the figures of plain SQL on both sides.</param>
/// <param name="ByEye">Leg 3; null as long as nobody signed it.</param>
public sealed record ReconciliationView(
    IReadOnlyList<DigestCount> ByValue, IReadOnlyList<FigurePair> Figures, EyeLeg? ByEye)
{
    /// <summary>Whether leg 1 was made and nothing unexpected differs.</summary>
    public bool ByValueHolds => ByValue.Count > 0 && ByValue.All(type => type.Holds);

    /// <summary>Whether leg 2 was made and every figure agrees.</summary>
    public bool FiguresHold => Figures.Count > 0 && Figures.All(figure => figure.Agrees);
}

/// <summary>Leg 1 for one record type: digests of what was sealed against digests of what was read back.</summary>
/// <param name="Name">Name of the type, plural.</param>
/// <param name="Source">Records whose digest the source gate made.</param>
/// <param name="Target">Records read back from the target.</param>
/// <param name="Different">
/// Records unexpectedly missing, added or changed; null where the digests tell only that there is a difference.
/// </param>
/// <param name="Holds">Whether the digests of what was expected are equal.</param>
public sealed record DigestCount(Text Name, long Source, long Target, long? Different, bool Holds);

/// <summary>Leg 2: one figure on both sides.</summary>
/// <param name="Check">Name of the check, as the profile's author wrote it.</param>
/// <param name="Group">Group within it, a test code for example; empty when there is one row.</param>
/// <param name="Figure">Name of the figure: <c>count</c>, <c>sum</c>.</param>
/// <param name="Source">At the source; null when the source gave none.</param>
/// <param name="Target">At the target; null when the target gave none.</param>
public sealed record FigurePair(string Check, string Group, string Figure, string? Source, string? Target)
{
    /// <summary>Whether both sides give the same figure.</summary>
    public bool Agrees => Source is not null && Source == Target;
}

/// <summary>Leg 3: what the signatory looked at.</summary>
/// <param name="Shown">Patients shown.</param>
/// <param name="SignedBy">Who signed the list seen; null while the signature is awaited.</param>
/// <param name="SignedAt">When; null while the signature is awaited.</param>
/// <param name="AutomaticSignature">
/// Whether no human eye looked, as in a demonstration that plays the signatory: the page must say so.
/// </param>
public sealed record EyeLeg(int Shown, string? SignedBy, DateTimeOffset? SignedAt, bool AutomaticSignature = false);
