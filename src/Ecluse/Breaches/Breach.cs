using System.Security.Cryptography;

namespace Ecluse.Breaches;

/// <summary>One incident (GDPR 4(12)), as it was opened; nothing of it changes. What is known of it stands in its entries.</summary>
/// <param name="Id"><c>b-</c> and 12 hex digits.</param>
/// <param name="Origin">What it comes from.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="OpenedBy">Id of the person or agent who opened it.</param>
/// <param name="Cause">Where and when something went wrong, as it was said then.</param>
/// <param name="Duties">The duties it comes under, as their files said when it was opened.</param>
/// <param name="Parts">One for each controller that may be concerned, numbered from 1.</param>
public sealed record Breach(
    string Id, BreachOrigin Origin, DateTimeOffset OpenedAt, string OpenedBy, Cause Cause, IReadOnlyList<Duty> Duties, IReadOnlyList<BreachPart> Parts)
{
    /// <summary>Id of a new breach.</summary>
    public static string NewId() => "b-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>A part by its number.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-002</c>: there is none.</exception>
    public BreachPart Part(int number) => Parts.FirstOrDefault(part => part.Number == number) ?? throw BreachErrors.NoSuchPart();
}

/// <summary>What a breach comes from.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Id">Id of the warning or alert; null for others. One of them opens one breach.</param>
/// <param name="ReceivedAt">First receipt; never later, whenever the breach is opened.</param>
public sealed record BreachOrigin(OriginKind Kind, string? Id, DateTimeOffset ReceivedAt);

/// <summary>Which kind of thing a breach comes from.</summary>
public enum OriginKind
{
    /// <summary>A person's warning.</summary>
    Warning,

    /// <summary>A rule's alert.</summary>
    Alert,

    /// <summary>Our own finding.</summary>
    Finding,

    /// <summary>An authority's word: ANSSI, CNIL, CERT Santé, police.</summary>
    Authority,
}

/// <summary>What one controller has of a breach.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Controller">Its name, as its contracts write it.</param>
/// <param name="Contract">Number of its latest contract that is touched; null where there is none.</param>
/// <param name="NoticeHours">Hours within which the contract says it is told; null where it says none.</param>
/// <param name="Holdings">What of its data lay there: <c>passage:…</c>, <c>hand-over:…</c>, <c>space:…</c>; none where somebody added it.</param>
/// <param name="IsOwn">Whether it is the controller that runs this installation: nobody has to tell it.</param>
public sealed record BreachPart(
    int Number, string Controller, string? Contract, int? NoticeHours, IReadOnlyList<string> Holdings, bool IsOwn = false)
{
    /// <summary>The target where the contract says none, in hours.</summary>
    public const int NoticeHoursDefault = 24;
}

/// <summary>What is entered in a dossier; never changed afterwards.</summary>
/// <param name="Id">Raised with each entry of the installation.</param>
/// <param name="Part">Number of the part; 0 for the incident.</param>
/// <param name="Field">Name of the field.</param>
/// <param name="Item">From 1 where the field repeats, otherwise 0.</param>
/// <param name="Version">From 1; each correction is one more.</param>
/// <param name="Knowledge">How well it is known.</param>
/// <param name="Value">The value; null where it is not known yet.</param>
/// <param name="Note">The note; null for none.</param>
/// <param name="LearntAt">When it was learnt.</param>
/// <param name="EnteredAt">When it was entered.</param>
/// <param name="By">Id of the person who entered it.</param>
/// <param name="Entry">Index of the journal's entry.</param>
public sealed record BreachEntry(
    long Id, int Part, string Field, int Item, int Version, Knowledge Knowledge, string? Value, string? Note, DateTimeOffset LearntAt,
    DateTimeOffset EnteredAt, string By, long Entry);

/// <summary>What somebody enters.</summary>
/// <param name="Part">Number of the part; 0 for the incident.</param>
/// <param name="Field">Name of the field.</param>
/// <param name="Item">Which one, where the field repeats; 0 for a new one.</param>
/// <param name="Knowledge">How well it is known.</param>
/// <param name="Value">The value; null where it is not known yet.</param>
/// <param name="Note">The note; null for none.</param>
/// <param name="LearntAt">When it was learnt; null for now.</param>
public sealed record BreachSaying(
    int Part, string Field, string? Value, string? Note = null, Knowledge Knowledge = Knowledge.Known, int Item = 0, DateTimeOffset? LearntAt = null);

/// <summary>What somebody opens a breach with.</summary>
/// <param name="Origin">What it comes from.</param>
/// <param name="Cause">Where and when something went wrong: what the list of controllers is made from.</param>
/// <param name="Own">Name of the controller that runs this installation, where its own data is touched; null otherwise.</param>
public sealed record BreachOpening(BreachOrigin Origin, Cause Cause, string? Own = null);
