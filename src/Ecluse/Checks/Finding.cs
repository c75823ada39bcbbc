using Ecluse.Errors;

namespace Ecluse.Checks;

/// <summary>What was found about one requirement.</summary>
public enum Verdict
{
    /// <summary>It was looked at, and holds.</summary>
    Holds,

    /// <summary>Nothing shows it: nobody answered, or there is nothing yet to look at. Never the same as holding.</summary>
    NotShown,

    /// <summary>It was looked at, and does not hold.</summary>
    DoesNotHold,
}

/// <summary>What a look saw.</summary>
/// <param name="Verdict">How it judges it.</param>
/// <param name="Evidence">What was looked at: ids, entries of the journal, modes, counts; never a patient's value, never a person's name.</param>
public sealed record Seen(Verdict Verdict, IReadOnlyList<Text> Evidence)
{
    /// <summary>It holds.</summary>
    public static Seen Holds(Text evidence) => new(Verdict.Holds, [evidence]);

    /// <summary>Nothing shows it.</summary>
    public static Seen NotShown(Text evidence) => new(Verdict.NotShown, [evidence]);

    /// <summary>It does not hold.</summary>
    public static Seen DoesNotHold(Text evidence) => new(Verdict.DoesNotHold, [evidence]);

    /// <summary>Does not hold where something speaks against it; else holds.</summary>
    public static Seen Against(IReadOnlyList<Text> against, Text otherwise) => against.Count > 0 ? new(Verdict.DoesNotHold, against) : Holds(otherwise);
}

/// <summary>A requirement with its verdict.</summary>
/// <param name="Requirement">Which.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Evidence">What was looked at.</param>
public sealed record Finding(Requirement Requirement, Verdict Verdict, IReadOnlyList<Text> Evidence);

/// <summary>What <c>ecluse check</c> found at an instant.</summary>
/// <param name="At">When it looked.</param>
/// <param name="Controller">The controller for whom alone it looked; null for the installation.</param>
/// <param name="Findings">Every requirement, in order.</param>
public sealed record CheckReport(DateTimeOffset At, string? Controller, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether every requirement holds: one that nothing shows does not.</summary>
    public bool Holds => Findings.Count > 0 && Findings.All(finding => finding.Verdict == Verdict.Holds);

    /// <summary>How many have a verdict.</summary>
    public int Count(Verdict verdict) => Findings.Count(finding => finding.Verdict == verdict);
}
