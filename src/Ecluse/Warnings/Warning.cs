namespace Ecluse.Warnings;

/// <summary>A warning as the state knows it: never a word of the reporter's (docs/spec/warnings.md).</summary>
/// <param name="Id"><c>w-</c> and 12 hex.</param>
/// <param name="Source">What kind of person it comes from.</param>
/// <param name="Subjects">What it is about; at least one.</param>
/// <param name="ReceivedAt">When the house first had it; never moves. To the hour for what came by the form.</param>
/// <param name="Delays">Version of the delays that it began with.</param>
public sealed record Warning(
    string Id, WarningSource Source, IReadOnlyList<WarningSubject> Subjects, DateTimeOffset ReceivedAt, int Delays)
{
    /// <summary>Whom it is about among those who would open it.</summary>
    public WarningAbout About { get; init; }

    /// <summary>Authorities that the reporter says they have told.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>Person of the house who wrote it down; null for what came by the form.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>Whether there was no handler to seal it to: its first clock ends as it begins.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>When a handler first said that it was seen.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When the reporter was first answered.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What somebody proposes to close it with, or closed it with.</summary>
    public WarningClosing? Closing { get; init; }

    /// <summary>When a second person closed it.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Id of the breach that it became.</summary>
    public string? Breach { get; init; }

    /// <summary>Its clocks. An answer says that it was seen, and its outcome is an answer.</summary>
    public IReadOnlyList<WarningClock> Clocks
    {
        get
        {
            var delays = WarningDelays.OfVersion(Delays);
            WarningClock Clock(WarningClockKind kind, params DateTimeOffset?[] stops) => new(
                kind, kind == WarningClockKind.Acknowledge && IsUnreadable ? ReceivedAt : delays.Of(kind, Source).EndOf(ReceivedAt),
                stops.Where(stop => stop is not null).Min());
            return
            [
                Clock(WarningClockKind.Acknowledge, AcknowledgedAt, AnsweredAt, ClosedAt),
                Clock(WarningClockKind.Answer, AnsweredAt, ClosedAt),
                Clock(WarningClockKind.Outcome, ClosedAt),
            ];
        }
    }

    /// <summary>The clock that ends next; null where none runs any more.</summary>
    public WarningClock? Next(DateTimeOffset now) => Clocks.Where(clock => clock.Runs(now)).MinBy(clock => clock.Ends);

    /// <summary>Clocks that ran out by an instant: each is a notice to every controller that the warning may concern.</summary>
    public IReadOnlyList<WarningClockKind> RunOut(DateTimeOffset now) =>
        [.. Clocks.Where(clock => clock.HasRunOut(now)).Select(clock => clock.Kind)];
}

/// <summary>What one person proposes to close a warning with.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, for the reporter to read.</param>
/// <param name="By">Id of the person who proposes.</param>
/// <param name="BySide">Controller of that person; null for the house itself.</param>
/// <param name="At">When.</param>
public sealed record WarningClosing(WarningOutcome Outcome, string Reason, string By, string? BySide, DateTimeOffset At)
{
    /// <summary>Role of that person, by its name.</summary>
    public string ByRole { get; init; } = "";
}
