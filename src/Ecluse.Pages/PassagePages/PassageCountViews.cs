using Ecluse.Errors;

namespace Ecluse.PassagePages;

/// <summary>Counts of patients of a passage.</summary>
/// <param name="AtSource">Patients at the source.</param>
/// <param name="Passing">Patients that the signed plan lets pass.</param>
/// <param name="Sealed">Patients in sealed parcels so far.</param>
/// <param name="Loaded">Patients whom the target holds, rejected ones not counted.</param>
/// <param name="Rejected">Patients whom the target refused.</param>
public sealed record PatientCounts(long AtSource, long Passing, long Sealed, long Loaded, long Rejected)
{
    /// <summary>Patients who stay at the source.</summary>
    public long Left => AtSource - Passing;
}

/// <summary>Patients who stay at the source for one reason.</summary>
/// <param name="Reason">Why, as a clause: <c>last seen before 7 May 2017</c>, <c>vus avant le 7 mai 2017</c>.</param>
/// <param name="Patients">How many.</param>
public sealed record StayedBehind(Text Reason, long Patients);

/// <summary>Counts of parcels of records of a passage.</summary>
/// <param name="Total">Parcels of records in all: the manifest's count, or the expected one before it is signed.</param>
/// <param name="Sealed">Parcels sealed.</param>
/// <param name="Loaded">Parcels loaded.</param>
/// <param name="SealedBytes">Bytes of the sealed files, those of digests too.</param>
/// <param name="OfDigests">Parcels of digests, which the reconciliation opens and nothing loads.</param>
public sealed record ParcelCounts(int Total, int Sealed, int Loaded, long SealedBytes, int OfDigests = 0);

/// <summary>One record type on its way.</summary>
/// <param name="Name">Name of the type, plural: <c>Patients</c>, <c>Comptes rendus</c>.</param>
/// <param name="Planned">Records that the signed plan foresees.</param>
/// <param name="Sealed">Records sealed; null before.</param>
/// <param name="Loaded">Records that the target took; null before.</param>
/// <param name="Reconciled">Records read back and found equal; null before.</param>
/// <param name="DueToRejects">Records that are missing because their patient was rejected.</param>
public sealed record TypeProgress(
    Text Name, long Planned, long? Sealed, long? Loaded, long? Reconciled, long DueToRejects = 0);

/// <summary>Patients whom the target refused for one reason; codes and counts, never a name.</summary>
/// <param name="Code">Stable code: <c>REJECT-LENGTH</c>.</param>
/// <param name="Reason">What the code means.</param>
/// <param name="Patients">How many.</param>
/// <param name="Decision">What was decided and by whom; null while nothing is.</param>
public sealed record RefusedCount(string Code, Text Reason, long Patients, Text? Decision);

/// <summary>A step of the passage.</summary>
/// <param name="Name">What is done: <c>Plan signed</c>.</param>
/// <param name="By">Name of the person, or of the agent with the person who set it to work; null for a step to come.</param>
/// <param name="At">When it ended; null for a step under way or to come.</param>
/// <param name="State">Where the step stands.</param>
/// <param name="Detail">One more fact, or null.</param>
public sealed record PassageStepView(
    Text Name, string? By, DateTimeOffset? At, StepState State = StepState.Done, Text? Detail = null);

/// <summary>Where a step stands.</summary>
public enum StepState
{
    /// <summary>Taken.</summary>
    Done,

    /// <summary>Under way.</summary>
    Now,

    /// <summary>To come.</summary>
    ToCome,

    /// <summary>It failed or was refused.</summary>
    Failed,
}

/// <summary>How long a stage took.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Took">How long.</param>
/// <param name="Detail">What it handled in that time, or null: <c>1,284 records a second</c>.</param>
public sealed record StageDuration(Text Name, TimeSpan Took, Text? Detail = null);
