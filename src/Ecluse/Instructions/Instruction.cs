namespace Ecluse.Instructions;

/// <summary>
/// A documented instruction of the laboratory (GDPR art. 28(3)(a) and 29): what passes, from where to where, until when.
/// </summary>
/// <param name="Number">The instruction's number.</param>
/// <param name="Sha256">SHA-256 of the file's exact bytes, lower-case hex: what a signatory signs.</param>
/// <param name="Contract">Number of the contract under which it is given.</param>
/// <param name="Purpose">Why the records pass.</param>
/// <param name="Environment">Test or production.</param>
/// <param name="TimeZone">The laboratory's time zone: what a day is.</param>
/// <param name="Source">Where from.</param>
/// <param name="Target">Where to.</param>
/// <param name="Scope">The closed list and its bounds.</param>
/// <param name="FreeText">Free-text fields that pass, each with its reason; they are part of the scope.</param>
/// <param name="Treatments">What is done with values that the target cannot hold; a class not named: the patient stays.</param>
/// <param name="Expected">How many patients are expected, and how far from it is still as expected.</param>
/// <param name="Recipients">Whom parcels are sealed to.</param>
/// <param name="EraseBy">Instant by which all is erased, whatever the passage's state.</param>
/// <param name="Fate">Deleted, or returned to the laboratory first.</param>
/// <param name="Remainder">Where what does not pass is kept.</param>
/// <param name="IsTrial">Whether it goes into a trial system, erased within 30 days.</param>
/// <param name="AllowsSealingOnArrival">Whether a space under it may take plaintext and seal it on arrival; not said is no.</param>
public sealed record Instruction(
    string Number,
    string Sha256,
    string Contract,
    string Purpose,
    InstructionEnvironment Environment,
    TimeZoneInfo TimeZone,
    Endpoint Source,
    Endpoint Target,
    Scope Scope,
    IReadOnlyList<FreeTextField> FreeText,
    IReadOnlyDictionary<Misfit, FitTreatment> Treatments,
    ExpectedPatients Expected,
    IReadOnlyList<NamedRecipient> Recipients,
    DateTimeOffset EraseBy,
    Fate Fate,
    Remainder Remainder,
    bool IsTrial,
    bool AllowsSealingOnArrival = false)
{
    /// <summary>Longest life of a trial: 30 days.</summary>
    public static readonly TimeSpan TrialMax = TimeSpan.FromDays(30);
}

/// <summary>Where an instruction applies.</summary>
public enum InstructionEnvironment
{
    /// <summary>Invented people.</summary>
    Test,

    /// <summary>Real patients: a plan that meets a test or demonstration identity (INS) is refused.</summary>
    Production,
}

/// <summary>One end of a passage.</summary>
/// <param name="Connection">Name in the gate's <c>connections.yaml</c>; never an address, never a password.</param>
/// <param name="Profile">Name of the profile.</param>
/// <param name="ProfileSha256">Hash of the profile, where the instruction fixes it; lower-case hex.</param>
public sealed record Endpoint(string Connection, string Profile, string? ProfileSha256);

/// <summary>A free-text field that passes by name (rule 7).</summary>
/// <param name="Type">Record type name.</param>
/// <param name="Field">Field name.</param>
/// <param name="Reason">Why it passes.</param>
public sealed record FreeTextField(string Type, string Field, string Reason);

/// <summary>How many patients are expected.</summary>
/// <param name="Count">Patients.</param>
/// <param name="Tolerance">How many more or fewer are still as expected.</param>
public sealed record ExpectedPatients(long Count, long Tolerance)
{
    /// <summary>Fewest patients that are as expected.</summary>
    public long Least => Math.Max(0, Count - Tolerance);

    /// <summary>Most patients that are as expected; a gate that meets more stops itself (rule 2).</summary>
    public long Most => Count + Tolerance;

    /// <summary>The tolerance in whole percent of the count, rounded down: never more than the instruction says.</summary>
    public int TolerancePercent => Count == 0 ? 0 : (int)Math.Min(100, Tolerance * 100 / Count);

    /// <summary>Whether a count is as expected.</summary>
    public bool Holds(long patients) => patients >= Least && patients <= Most;
}

/// <summary>Whom parcels are sealed to.</summary>
/// <param name="Recipient">age recipient: <c>age1…</c> or <c>age1pq1…</c>.</param>
/// <param name="Holder">Who holds the identity.</param>
/// <param name="Place">Where the identity is.</param>
/// <param name="For">The passage itself, or the laboratory's own copy when the fate is <i>return</i>.</param>
public sealed record NamedRecipient(string Recipient, string Holder, string Place, RecipientUse For)
{
    /// <summary>
    /// Written instead of a recipient: the target gate makes the identity with the plan, and the plan that the signatory
    /// signs names the exact recipient.
    /// </summary>
    public const string WithThePlan = "with-the-plan";

    /// <summary>Whether the target gate makes the identity with the plan.</summary>
    public bool IsMadeWithPlan => Recipient == WithThePlan;
}

/// <summary>What a recipient is for.</summary>
public enum RecipientUse
{
    /// <summary>The target gate opens the parcels with it; its identity is destroyed at erasure.</summary>
    Passage,

    /// <summary>The laboratory's own recipient; it keeps the identity.</summary>
    Return,
}

/// <summary>What becomes of the parcels at the end (GDPR art. 28(3)(g)).</summary>
public enum Fate
{
    /// <summary>Deleted.</summary>
    Delete,

    /// <summary>Returned to the laboratory, sealed to its own recipient, then deleted here.</summary>
    Return,
}

/// <summary>Where the records that do not pass are kept: the laboratory's duty goes on.</summary>
/// <param name="Where">Where.</param>
/// <param name="By">By whom.</param>
/// <param name="Until">Until which day.</param>
/// <param name="Duty">Under which duty.</param>
public sealed record Remainder(string Where, string By, DateOnly Until, string Duty);
