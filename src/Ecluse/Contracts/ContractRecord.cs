using Ecluse.Documents;
using Ecluse.Signatures;

namespace Ecluse.Contracts;

/// <summary>
/// The record of a signed contract (GDPR art. 28): the gate of everything. It says the same points as the signed document,
/// each with its concrete item, and who may sign for the laboratory. What is missing is null here; whether
/// that matters is <see cref="ContractCheck"/>'s question.
/// </summary>
/// <param name="Number">The contract's number.</param>
/// <param name="Sha256">SHA-256 of the record's exact bytes, lower-case hex: what both parties sign.</param>
/// <param name="Basis">Own text or the EU clauses.</param>
/// <param name="Controller">Name of the laboratory.</param>
/// <param name="Processor">Name of the vendor.</param>
/// <param name="From">First instant in force.</param>
/// <param name="Until">First instant not in force any more.</param>
/// <param name="BreachNoticeHours">Hours within which the processor tells the controller of a breach.</param>
/// <param name="Signatories">Who may sign for the laboratory; the first one opens the trust.</param>
/// <param name="ProcessorKeys">Keys of the processor's people: never a signatory's.</param>
/// <param name="ReceivingVendorKeys">Keys of the receiving vendor's people: never a signatory's.</param>
/// <param name="Withdrawals">Keys that this record withdraws.</param>
/// <param name="Tree">The record as written, for the checks of each point.</param>
public sealed record ContractRecord(
    string Number,
    string Sha256,
    ContractBasis Basis,
    string? Controller,
    string? Processor,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    int? BreachNoticeHours,
    IReadOnlyList<Signatory> Signatories,
    IReadOnlyList<KnownKey> ProcessorKeys,
    IReadOnlyList<KnownKey> ReceivingVendorKeys,
    IReadOnlyList<KeyWithdrawal> Withdrawals,
    DocumentMapping Tree);

/// <summary>What a contract's text is based on.</summary>
public enum ContractBasis
{
    /// <summary>A text of the parties' own.</summary>
    Own,

    /// <summary>The standard clauses of Commission implementing decision (EU) 2021/915, taken as they are.</summary>
    EuClauses,
}

/// <summary>Somebody who may sign for the laboratory.</summary>
/// <param name="Id">Short id, unique in the record.</param>
/// <param name="Name">Name; stays in the record, never in the journal.</param>
/// <param name="Role">What they are at the laboratory.</param>
/// <param name="Key">Public key, or null while it is not filled in.</param>
/// <param name="ValidFrom">First instant at which the key may sign.</param>
/// <param name="ValidUntil">First instant at which it may not any more.</param>
/// <param name="Deputies">Ids of those who sign when this one cannot.</param>
/// <param name="EnrolledBy">Who put the key in.</param>
/// <param name="Confirmation">How the key was confirmed through a second channel, or null.</param>
public sealed record Signatory(
    string Id,
    string? Name,
    string? Role,
    SshPublicKey? Key,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    IReadOnlyList<string> Deputies,
    KeyEnroller? EnrolledBy,
    KeyConfirmation? Confirmation)
{
    /// <summary>Whether the key was confirmed, and the fingerprint read is its own.</summary>
    public bool IsConfirmed =>
        Key is not null && Confirmation is { IsComplete: true } told && told.FingerprintRead == Key.Fingerprint;
}

/// <summary>Who put a key in.</summary>
public enum KeyEnroller
{
    /// <summary>Somebody of the laboratory.</summary>
    Controller,

    /// <summary>Somebody of the vendor that migrates: such a key is refused.</summary>
    Processor,

    /// <summary>Somebody of the vendor that receives: such a key is refused.</summary>
    ReceivingVendor,
}

/// <summary>A key confirmed through a second channel: who, whom, when, how, and the fingerprint read (rule 3).</summary>
/// <param name="By">Who asked.</param>
/// <param name="With">Who answered for the laboratory.</param>
/// <param name="On">When.</param>
/// <param name="How"><c>telephone</c>, <c>letter</c> or <c>meeting</c>.</param>
/// <param name="FingerprintRead">The fingerprint as it was read out: <c>SHA256:…</c>.</param>
public sealed record KeyConfirmation(string? By, string? With, DateTimeOffset? On, string? How, string? FingerprintRead)
{
    internal bool IsComplete =>
        Concrete.Fault(By) is null && Concrete.Fault(With) is null && On is not null && How is not null
        && FingerprintRead is not null;
}

/// <summary>A key of somebody who must never sign for the laboratory.</summary>
/// <param name="Holder">Who holds it.</param>
/// <param name="Key">The key.</param>
public sealed record KnownKey(string? Holder, SshPublicKey Key);

/// <summary>A key that signs nothing from a place of the journal on; what it signed before stays good.</summary>
/// <param name="Fingerprint"><c>SHA256:…</c>.</param>
/// <param name="FromCheckpoint">Tree size of the journal: acts with this index or a later one are refused.</param>
public sealed record KeyWithdrawal(string Fingerprint, long FromCheckpoint);
