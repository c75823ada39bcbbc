using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>What a check found about one point of a contract.</summary>
/// <param name="Point">Id of the point: one of <see cref="ContractPoint.All"/>, or of the record's own: <c>hosting</c>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Source">Where the law asks for it.</param>
/// <param name="State">Whether it is there.</param>
/// <param name="Why">What is missing; empty when it is there.</param>
public sealed record ContractFinding(string Point, Text Title, string Source, FindingState State, Text Why)
{
    /// <summary>Where the law asks for it, as the reader's language names the law.</summary>
    public string SourceIn(Language language) => LawNames.In(Source, language);
}

/// <summary>Whether a point is there.</summary>
public enum FindingState
{
    /// <summary>There, with its concrete items.</summary>
    Present,

    /// <summary>Something is there, but without a concrete item it only repeats the Regulation, or is not filled in.</summary>
    NotConcrete,

    /// <summary>Not there.</summary>
    Absent,
}

/// <summary>Whether a contract opens anything at an instant.</summary>
/// <param name="At">The instant asked about.</param>
/// <param name="Findings">Every point, in the order of the law.</param>
/// <param name="Reasons">Why the contract is not in force; empty when it is.</param>
public sealed record ContractVerdict(
    DateTimeOffset At, IReadOnlyList<ContractFinding> Findings, IReadOnlyList<ContractReason> Reasons)
{
    /// <summary>Whether an instruction may be given under it.</summary>
    public bool InForce => Reasons.Count == 0;
}

/// <summary>One reason for which a contract is not in force.</summary>
/// <param name="Code">Stable code, listed in <c>docs/reference/errors/contract.md</c>.</param>
/// <param name="Reason">The reason in words.</param>
public sealed record ContractReason(string Code, Text Reason);

/// <summary>Names of laws as each language writes them.</summary>
internal static class LawNames
{
    internal static string In(string source, Language language) => language == Language.French
        ? source.Replace("GDPR", "RGPD", StringComparison.Ordinal).Replace("annex", "annexe", StringComparison.Ordinal)
        : source;
}
