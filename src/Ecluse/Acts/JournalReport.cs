using Ecluse.Errors;

namespace Ecluse.Acts;

/// <summary>What an independent reader found in a journal.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Published">Entries under the checkpoint.</param>
/// <param name="Root">Root rebuilt from the entries under the checkpoint, lower-case hex.</param>
/// <param name="Findings">What is wrong, in the order of the log; empty when all holds.</param>
/// <param name="OpenIntents">Indices of intents without outcome: to be taken up again, not a fault.</param>
public sealed record JournalReport(
    long Entries, long Published, string Root, IReadOnlyList<JournalFinding> Findings, IReadOnlyList<long> OpenIntents)
{
    /// <summary>Whether everything that was checked holds.</summary>
    public bool Holds => Findings.Count == 0;
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Fault">What kind of thing.</param>
/// <param name="Index">Index of the entry, or null where it concerns the whole log.</param>
/// <param name="Message">What was found and expected.</param>
public sealed record JournalFinding(JournalFault Fault, long? Index, Text Message);

/// <summary>Kinds of findings.</summary>
public enum JournalFault
{
    /// <summary>Bytes that are no entry.</summary>
    NotAnEntry,

    /// <summary>An entry that is missing, moved or doubled.</summary>
    OutOfSequence,

    /// <summary>An entry other than the one that was hashed into the log.</summary>
    Changed,

    /// <summary>An entry with a time before the one above it.</summary>
    TimeGoesBack,

    /// <summary>An act that is not in the closed list.</summary>
    UnknownAct,

    /// <summary>An outcome without open intent.</summary>
    WithoutIntent,

    /// <summary>No checkpoint that the log signed.</summary>
    BadCheckpoint,

    /// <summary>The entries do not give the signed root.</summary>
    RootDiffers,

    /// <summary>A tile that is missing or not what the entries give.</summary>
    TileDiffers,

    /// <summary>A checkpoint in somebody's hands that this log does not continue: the log was rewritten.</summary>
    Rewritten,
}
