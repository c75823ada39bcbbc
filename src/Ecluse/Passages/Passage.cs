namespace Ecluse.Passages;

/// <summary>One migration of one laboratory, as the state keeps it: ids, hashes, counts and instants only.</summary>
/// <param name="Id">Random id, <c>p-</c> and 12 hex digits; never reused.</param>
/// <param name="Contract">Number of the contract.</param>
/// <param name="PlanSha256">Hash of the signed plan.</param>
/// <param name="State">Where it stands.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="EraseBy">When everything is erased, whatever the state.</param>
/// <param name="Epoch">Raised each time a worker takes the passage; older workers are fenced.</param>
public sealed record Passage(
    string Id, string Contract, string PlanSha256, PassageState State, DateTimeOffset OpenedAt, DateTimeOffset EraseBy,
    long Epoch);

/// <summary>One sealed batch of whole patients.</summary>
/// <param name="Number">From 1, in the order of sealing.</param>
/// <param name="Id">Random id of the file in the depot.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Sha256">SHA-256 of the sealed bytes, lower-case hex.</param>
/// <param name="SealedBytes">Length of the sealed file.</param>
/// <param name="PlainBytes">Length of the NDJSON before compression.</param>
/// <param name="Patients">Whole patients in it.</param>
/// <param name="Records">Records by type name.</param>
public sealed record Parcel(
    int Number, string Id, ParcelKind Kind, string Sha256, long SealedBytes, long PlainBytes, long Patients,
    IReadOnlyDictionary<string, long> Records);

/// <summary>What a parcel holds.</summary>
public enum ParcelKind
{
    /// <summary>Lab records.</summary>
    Records,

    /// <summary>The source's digests and figures, for the reconciliation: always the last parcel.</summary>
    Digests,
}

/// <summary>How a parcel's load ended.</summary>
/// <param name="Number">Parcel number.</param>
/// <param name="Rows">Rows written in all tables.</param>
/// <param name="Records">Records written by type name.</param>
/// <param name="LoadedAt">When.</param>
/// <param name="Rejects">Patients refused by the target, by their place in the parcel; they stay sealed in it.</param>
public sealed record LoadedParcel(
    int Number, long Rows, IReadOnlyDictionary<string, long> Records, DateTimeOffset LoadedAt,
    IReadOnlyList<RejectedPatient> Rejects);

/// <summary>A patient refused by the target, by place and never by name.</summary>
/// <param name="Ordinal">Place of the patient in the parcel, from 1.</param>
/// <param name="Code">Stable code: <c>REJECT-UNIQUE</c> …</param>
/// <param name="Type">Record type that was refused first.</param>
/// <param name="Table">Table that refused.</param>
/// <param name="Column">Column, where the engine names one.</param>
/// <param name="Decision">Null until decided; then <c>skipped</c> or <c>loaded</c>.</param>
public sealed record RejectedPatient(
    int Ordinal, string Code, string Type, string? Table, string? Column, string? Decision = null);

/// <summary>A step of a passage, for its page: who did what when, and how long it took.</summary>
/// <param name="Name">Act name.</param>
/// <param name="By">Id of the person or agent.</param>
/// <param name="At">When it ended.</param>
/// <param name="Took">How long it took, where that means something.</param>
/// <param name="JournalIndex">Index of the entry.</param>
public sealed record PassageStep(string Name, string By, DateTimeOffset At, TimeSpan? Took, long JournalIndex);

/// <summary>A document of a passage with its signature.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Bytes">Exact bytes.</param>
/// <param name="Signature">SSHSIG, armored; null where none is due.</param>
public sealed record PassageDocument(DocumentKind Kind, byte[] Bytes, string? Signature);

/// <summary>Documents that a passage leaves.</summary>
public enum DocumentKind
{
    /// <summary>What a dry run found; signed by the controller.</summary>
    Plan,

    /// <summary>The list of parcels; signed by the source gate.</summary>
    Manifest,

    /// <summary>What was compared; signed by the target gate.</summary>
    Reconciliation,

    /// <summary>The signatory's word after looking; signed by the controller.</summary>
    Acceptance,

    /// <summary>What was destroyed; signed by the gate.</summary>
    Certificate,

    /// <summary>The latest signed erase-by date, with the earlier ones in it; signed by the controller.</summary>
    Postponement,

    /// <summary>Rows that stay in the target after a stop.</summary>
    RowsLeft,

    /// <summary>What a target gate that stands by itself asked the source gate, the last time; signed by the target gate.</summary>
    Question,

    /// <summary>What was given back to the laboratory, the last time; signed by the gate.</summary>
    Return,

    /// <summary>That identities which were never here are destroyed; signed by somebody whom the contract names.</summary>
    Destruction,

    /// <summary>What was destroyed of a trial at its date, before its system could be emptied.</summary>
    DestroyedAhead,
}
