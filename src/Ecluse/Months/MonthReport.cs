using Ecluse.Errors;

namespace Ecluse.Months;

/// <summary>What was done with one controller's data in one month, from the journal and the state alone; nothing of another controller.</summary>
/// <param name="Controller">Its name, as its contracts write it.</param>
/// <param name="Month">Which month.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant that is not of it any more.</param>
/// <param name="Zone">IANA name of the zone in which the month was counted.</param>
/// <param name="MadeAt">When this was made: for a month that is not over, what was known by then.</param>
public sealed record MonthReport(string Controller, string Month, DateTimeOffset From, DateTimeOffset Until, string Zone, DateTimeOffset MadeAt)
{
    /// <summary>Its contracts, by number.</summary>
    public IReadOnlyList<string> Contracts { get; init; } = [];

    /// <summary>Passages, exchanges and hand-overs that were there in the month.</summary>
    public IReadOnlyList<MonthHolding> Holdings { get; init; } = [];

    /// <summary>What was erased in the month.</summary>
    public IReadOnlyList<MonthErasure> Erasures { get; init; } = [];

    /// <summary>Acts of the journal, by person and kind.</summary>
    public IReadOnlyList<MonthDeed> Deeds { get; init; } = [];

    /// <summary>The rules that stood at some time of the month, those that were switched off too.</summary>
    public IReadOnlyList<MonthRule> Rules { get; init; } = [];

    /// <summary>Alerts about its data, and how soon somebody did something.</summary>
    public IReadOnlyList<MonthAlert> Alerts { get; init; } = [];

    /// <summary>Alerts in the month that were about the installation as a whole.</summary>
    public int AlertsOfAll { get; init; }

    /// <summary>Events of its contracts that the watch read in the month; they are kept for twelve months.</summary>
    public int Events { get; init; }

    /// <summary>When the watch last read what happened; null where it never did.</summary>
    public DateTimeOffset? WatchedAt { get; init; }

    /// <summary>Warnings that it was told of in the month.</summary>
    public IReadOnlyList<MonthWarning> Warnings { get; init; } = [];

    /// <summary>Breaches with a part of its own that it may see.</summary>
    public IReadOnlyList<MonthBreach> Breaches { get; init; } = [];

    /// <summary>What falls due in the month after, the first first; and what is past due.</summary>
    public IReadOnlyList<MonthDue> Due { get; init; } = [];
}

/// <summary>Something that was held in the month.</summary>
/// <param name="Kind"><c>passage</c>, <c>space</c> or <c>hand-over</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="EraseBy">When it is erased at the latest.</param>
/// <param name="ErasedAt">When it was; null before.</param>
/// <param name="Patients">Patients in its sealed parcels; null where it has none.</param>
/// <param name="Bytes">Sealed bytes; null where it has none.</param>
public sealed record MonthHolding(string Kind, string Id, DateTimeOffset OpenedAt, DateTimeOffset EraseBy, DateTimeOffset? ErasedAt, long? Patients, long? Bytes);

/// <summary>An erasure.</summary>
/// <param name="Id">What was erased.</param>
/// <param name="At">When.</param>
/// <param name="Certificate">Number of its certificate; null where there is none.</param>
/// <param name="Entry">Journal entry that tells it.</param>
public sealed record MonthErasure(string Id, DateTimeOffset At, string? Certificate, long Entry);

/// <summary>Acts of one kind by one person.</summary>
/// <param name="By">Id of the person or agent.</param>
/// <param name="Act">Name of the act.</param>
/// <param name="Count">How many.</param>
/// <param name="First">First entry.</param>
/// <param name="Last">Last entry.</param>
/// <param name="LastAt">When the last one was.</param>
public sealed record MonthDeed(string By, string Act, int Count, long First, long Last, DateTimeOffset LastAt);

/// <summary>A rule of the watch as it stood in the month, or in a part of it.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Title">What it was.</param>
/// <param name="Standing"><c>built-in</c>, <c>own</c>, <c>replaced</c> or <c>off</c>.</param>
/// <param name="Stands">The same in words.</param>
/// <param name="From">Since when it stood so.</param>
/// <param name="Until">Until when; null while it does.</param>
/// <param name="Entry">Journal entry that tells of it.</param>
public sealed record MonthRule(string Rule, Text Title, string Standing, Text Stands, DateTimeOffset From, DateTimeOffset? Until, long Entry);

/// <summary>An alert about the controller's data.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="FirstActAt">When somebody first did something; null while nobody did.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
public sealed record MonthAlert(string Id, Text Title, DateTimeOffset RaisedAt, DateTimeOffset? FirstActAt, DateTimeOffset? ClosedAt);

/// <summary>A warning that the controller was told of.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ReceivedAt">First receipt.</param>
/// <param name="ToldAt">When the notice was made.</param>
/// <param name="SeenAt">When somebody of the controller read it; null before.</param>
public sealed record MonthWarning(string Id, DateTimeOffset ReceivedAt, DateTimeOffset ToldAt, DateTimeOffset? SeenAt);

/// <summary>The controller's part of a breach.</summary>
/// <param name="Id">Id of the breach.</param>
/// <param name="ReceivedAt">First receipt.</param>
/// <param name="ToldAt">When the controller was told; null before.</param>
/// <param name="Late">Duties of this part that are late.</param>
public sealed record MonthBreach(string Id, DateTimeOffset ReceivedAt, DateTimeOffset? ToldAt, IReadOnlyList<Text> Late);

/// <summary>Something that falls due.</summary>
/// <param name="What">What.</param>
/// <param name="Id">Of what.</param>
/// <param name="At">When.</param>
public sealed record MonthDue(Text What, string Id, DateTimeOffset At);
