using Ecluse.Alerts;

namespace Ecluse.Storage.Alerts;

/// <summary>An alert: what a rule found, and where its escalation stands. Ids and the rule's own words; never a patient's value.</summary>
public sealed class AlertRow
{
    /// <summary><c>a-</c> and 12 hex.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Which text of the rule.</summary>
    public required string RuleVersion { get; init; }

    /// <summary>How much is at stake; a repeat may raise it and never lowers it.</summary>
    public required AlertLevel Level { get; set; }

    /// <summary>Typed id of what it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Name of the controller; null for the installation.</summary>
    public string? Controller { get; init; }

    /// <summary>What it is, in English.</summary>
    public required string Title { get; init; }

    /// <summary>What it is, in French.</summary>
    public required string TitleFrench { get; init; }

    /// <summary>Why it fired, in English.</summary>
    public required string Why { get; init; }

    /// <summary>Why it fired, in French.</summary>
    public required string WhyFrench { get; init; }

    /// <summary>What to do, in English.</summary>
    public required string Todo { get; init; }

    /// <summary>What to do, in French.</summary>
    public required string TodoFrench { get; init; }

    /// <summary>Typed ids and counts, one a line: of the first finding.</summary>
    public required string Evidence { get; init; }

    /// <summary>SHA-256 of the group while it is open, lower-case hex; null once closed. Unique: one open alert a group.</summary>
    public string? OpenGroup { get; set; }

    /// <summary>When the first of it was seen: first receipt.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When it was raised: its clocks begin.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the latest of its group was seen.</summary>
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>How many findings of its group.</summary>
    public required int Count { get; set; }

    /// <summary>Hash of the policy that it began with.</summary>
    public required string Policy { get; init; }

    /// <summary>When its escalation next needs a look; null where it needs none. Computed again with each act and step.</summary>
    public DateTimeOffset? LookAt { get; set; }

    /// <summary>What its clock waits for.</summary>
    public required AlertClockKind ClockKind { get; set; }

    /// <summary>When that clock ends.</summary>
    public required DateTimeOffset ClockEnds { get; set; }

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Until when a hold keeps it past its dates; null for none.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>Id of the breach that it became.</summary>
    public string? Breach { get; set; }

    /// <summary>Index of its journal entry.</summary>
    public required long Entry { get; init; }
}

/// <summary>What somebody did about an alert.</summary>
public sealed class AlertActRow
{
    /// <summary>Of which alert.</summary>
    public required string Alert { get; init; }

    /// <summary>From 1, in order.</summary>
    public required int Number { get; init; }

    /// <summary>What.</summary>
    public required AlertActKind Kind { get; init; }

    /// <summary>Id of the person.</summary>
    public required string By { get; init; }

    /// <summary>Controller of that person; null for the house itself.</summary>
    public string? BySide { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Until when it is silent.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What became of it.</summary>
    public AlertOutcome? Outcome { get; init; }

    /// <summary>What the person typed; null once erased.</summary>
    public string? Words { get; set; }

    /// <summary>Id of the breach.</summary>
    public string? Breach { get; init; }
}

/// <summary>A step that was made; its key makes it once, ever.</summary>
public sealed class AlertStepRow
{
    /// <summary>Of which alert.</summary>
    public required string Alert { get; init; }

    /// <summary>Which run of the escalation, from 0.</summary>
    public required int Run { get; init; }

    /// <summary>Which step of the policy, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>When it was due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What became of it.</summary>
    public required StepOutcome Outcome { get; set; }

    /// <summary>When it turned out that nobody was reached.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>The text of a policy that an alert began with.</summary>
public sealed class EscalationPolicyRow
{
    /// <summary>Hash of its bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>When an alert first began with it.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>That a person is away: steps pass them over.</summary>
public sealed class AbsenceRow
{
    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>From when.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>Who said so.</summary>
    public required string By { get; init; }
}
