namespace Ecluse.Instructions;

/// <summary>Why a value does not fit the target.</summary>
public enum MisfitKind
{
    /// <summary>The text is longer than the column.</summary>
    TooLong,

    /// <summary>The code is not one the target accepts.</summary>
    UnknownCode,

    /// <summary>The target requires a value and there is none.</summary>
    Missing,

    /// <summary>The number has more digits than the column, or the instant a time that the column does not hold.</summary>
    TooPrecise,

    /// <summary>The target wants a full date and the source knows a part of it.</summary>
    PartialDate,

    /// <summary>A character lies outside the column's repertoire.</summary>
    OutsideRepertoire,

    /// <summary>The source's own text could not be read as what the profile says it is.</summary>
    Unreadable,

    /// <summary>The target has no place for the field.</summary>
    NotHeld,

    /// <summary>
    /// The target keeps several records in one row, and these do not join: a place that is taken, missing or another's, or
    /// two that say differently what the row can say only once.
    /// </summary>
    NotJoined,
}

/// <summary>What is done with records that do not fit; the signature on the plan accepts it, class by class.</summary>
public enum FitTreatment
{
    /// <summary>The whole patient stays behind: the default.</summary>
    LeavePatientOut,

    /// <summary>The value stays behind, and the record's comment says so.</summary>
    LeaveValueOut,

    /// <summary>
    /// The value leaves its field and passes as a document of the patient, text byte for byte; the record's comment says so.
    /// </summary>
    AttachAsDocument,

    /// <summary>The field stays behind for every record: the target has no place for it.</summary>
    LeaveFieldOut,
}

/// <summary>One value that does not fit, by class and not by value.</summary>
public readonly record struct Misfit(string Type, string Field, MisfitKind Kind);
