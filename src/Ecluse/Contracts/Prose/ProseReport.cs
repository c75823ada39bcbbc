using Ecluse.Errors;

namespace Ecluse.Contracts.Prose;

/// <summary>What the reader of a contract's prose says about one point.</summary>
public enum ProseVerdict
{
    /// <summary>A sentence says it in words of the parties' own, or with a concrete item.</summary>
    Present,

    /// <summary>The sentence only repeats the Regulation and holds no concrete item.</summary>
    Restated,

    /// <summary>The sentence rests on repealed law.</summary>
    Obsolete,

    /// <summary>No sentence says it.</summary>
    Absent,
}

/// <summary>A point, and the sentence that was found for it.</summary>
/// <param name="Point">The point of GDPR art. 28.</param>
/// <param name="Verdict">What the sentence is worth.</param>
/// <param name="Quote">The sentence as it is written; null when absent.</param>
/// <param name="Heading">The heading that it stands under; empty when there is none.</param>
public sealed record ProseFinding(ContractPoint Point, ProseVerdict Verdict, string? Quote, string Heading);

/// <summary>What was found in a contract as it is written. It informs a person and opens nothing.</summary>
/// <param name="Findings">Every point of <see cref="ContractPoint.All"/>, in its order.</param>
/// <param name="RepealedLaw">Every sentence that cites repealed law, whichever point it is about.</param>
/// <param name="Sentences">How many sentences were read.</param>
public sealed record ProseReport(
    IReadOnlyList<ProseFinding> Findings, IReadOnlyList<string> RepealedLaw, int Sentences)
{
    /// <summary>How many points have a verdict.</summary>
    public int Count(ProseVerdict verdict) => Findings.Count(finding => finding.Verdict == verdict);
}

/// <summary>The verdicts in words.</summary>
public static class ProseVerdictNames
{
    /// <summary>One word, as the table and the specification say it.</summary>
    public static Text Name(this ProseVerdict verdict) => verdict switch
    {
        ProseVerdict.Present => new("present", "présent"),
        ProseVerdict.Restated => new("restated", "recopié"),
        ProseVerdict.Obsolete => new("obsolete", "périmé"),
        _ => new("absent", "absente"),
    };
}
