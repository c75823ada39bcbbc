using Ecluse.Reconciliation;

namespace Ecluse.PassagePages;

/// <summary>The three legs of a reconciliation: by value, past the profile, by eye. Counts and figures only.</summary>
/// <param name="Types">Leg 1, counts by record type.</param>
/// <param name="Patients">Leg 1, digests of patients.</param>
/// <param name="Shared">Leg 1, digests of shared records.</param>
/// <param name="Figures">Leg 2, the figures of plain SQL on both sides.</param>
/// <param name="ByEye">Leg 3; null as long as nothing was shown.</param>
public sealed record ReconciliationView(
    IReadOnlyList<TypeComparison> Types, PatientComparison Patients, SharedComparison Shared,
    IReadOnlyList<FigurePair> Figures, EyeLeg? ByEye)
{
    /// <summary>Whether leg 1 holds: nothing differs, nothing is missing, every count agrees.</summary>
    public bool ByValueHolds =>
        Types.All(type => type.Agrees) && Patients is { Different: 0, Missing: 0 } && Shared.Missing == 0;

    /// <summary>Whether leg 2 was made and every figure agrees.</summary>
    public bool FiguresHold => Figures.Count > 0 && Figures.All(figure => figure.Agrees);

    /// <summary>What a signed reconciliation says, with the leg that it does not hold.</summary>
    public static ReconciliationView Of(ReconciliationReport report, EyeLeg? byEye)
    {
        ArgumentNullException.ThrowIfNull(report);
        var figures = report.Figures.Select(figure => new FigurePair(figure.Check, figure.Group, figure.Figure, figure.Agrees));
        return new ReconciliationView(report.Types, report.Patients, report.Shared, [.. figures], byEye);
    }
}

/// <summary>Leg 2: one figure on both sides.</summary>
/// <param name="Check">Name of the check, as the profile's author wrote it.</param>
/// <param name="Group">Group within it, a test code for example; empty when there is one row.</param>
/// <param name="Figure">Name of the figure: <c>count</c>, <c>sum</c>.</param>
/// <param name="Agrees">Whether both sides give the same figure.</param>
/// <param name="Source">At the source; null where it is not kept.</param>
/// <param name="Target">At the target; null where it is not kept.</param>
public sealed record FigurePair(
    string Check, string Group, string Figure, bool Agrees, string? Source = null, string? Target = null);

/// <summary>Leg 3: what the signatory looked at.</summary>
/// <param name="Shown">Patients shown.</param>
/// <param name="SignedBy">Who signed the list seen; null while the signature is awaited.</param>
/// <param name="SignedAt">When; null while the signature is awaited.</param>
/// <param name="AutomaticSignature">
/// Whether no human eye looked, as in a demonstration that plays the signatory: the page says so.
/// </param>
public sealed record EyeLeg(int Shown, string? SignedBy, DateTimeOffset? SignedAt, bool AutomaticSignature = false);
