using Ecluse.Documents;

namespace Ecluse.Reconciliation;

/// <summary>
/// What was compared and how it came out; counts only. Legs 1 and 2 are here; leg 3, by eye, is in the acceptance.
/// Specification: <c>docs/spec/reconciliation.md</c>.
/// </summary>
/// <param name="Passage">Passage id.</param>
/// <param name="ManifestSha256">Hash of the manifest's exact bytes.</param>
/// <param name="At">When.</param>
/// <param name="Types">Leg 1, counts per record type.</param>
/// <param name="Patients">Leg 1, digests per patient.</param>
/// <param name="Shared">Leg 1, digests of shared records.</param>
/// <param name="Figures">Leg 2: figures that were compared.</param>
/// <param name="Rejects">Rejects by code; decided ones are expected, undecided ones are differences.</param>
/// <param name="Holds">Whether legs 1 and 2 hold and every reject is decided.</param>
public sealed record ReconciliationReport(
    string Passage,
    string ManifestSha256,
    DateTimeOffset At,
    IReadOnlyList<TypeComparison> Types,
    PatientComparison Patients,
    SharedComparison Shared,
    IReadOnlyList<FigureComparison> Figures,
    IReadOnlyList<RejectCount> Rejects,
    bool Holds) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "reconciliation/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;
}

/// <summary>Counts of one record type.</summary>
/// <param name="Type">Record type.</param>
/// <param name="Sealed">Records sealed.</param>
/// <param name="Rejected">Records of rejected patients, which are expected to be missing.</param>
/// <param name="Found">Records read back from the target among those of this passage.</param>
public sealed record TypeComparison(string Type, long Sealed, long Rejected, long Found)
{
    /// <summary>Whether the counts agree.</summary>
    public bool Agrees => Sealed - Rejected == Found;
}

/// <summary>Digests of patients.</summary>
/// <param name="Compared">Patients whose digests were compared.</param>
/// <param name="Equal">Equal.</param>
/// <param name="Different">There, but not the same.</param>
/// <param name="Missing">Not found in the target.</param>
/// <param name="Rejected">Refused by the target: expected to be missing.</param>
public sealed record PatientComparison(long Compared, long Equal, long Different, long Missing, long Rejected);

/// <summary>Digests of shared records.</summary>
/// <param name="Compared">Records compared.</param>
/// <param name="Missing">Without an equal in the target.</param>
public sealed record SharedComparison(long Compared, long Missing);

/// <summary>
/// One figure on both sides. Only counts are kept as values: a minimum or a sum over few people could be one person's
/// value, so of these only whether they agree.
/// </summary>
/// <param name="Check">Check.</param>
/// <param name="Group">Group: a code.</param>
/// <param name="Figure">Figure.</param>
/// <param name="Agrees">Whether both sides give the same.</param>
/// <param name="Source">The count at the source; null for other figures.</param>
/// <param name="Target">The count at the target; null for other figures.</param>
public sealed record FigureComparison(
    string Check, string Group, string Figure, bool Agrees, long? Source = null, long? Target = null);

/// <summary>Rejects of one code.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Undecided">Kept sealed, waiting for somebody.</param>
/// <param name="Skipped">Left out by a decision, with a reason.</param>
public sealed record RejectCount(string Code, long Undecided, long Skipped);
