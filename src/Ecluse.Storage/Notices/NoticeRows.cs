using Ecluse.Notices;

namespace Ecluse.Storage.Notices;

/// <summary>A notification: why, to whom, when, how often it was tried and what became of it. What it says is made of these fields when it is sent.</summary>
public sealed class NoticeRow
{
    /// <summary><c>n-</c> and 16 hex: what the receiver can tell a second copy by.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Id of the alert, warning or breach; or of the person who asked for a test.</summary>
    public required string About { get; init; }

    /// <summary>Which of it: the clock of a warning, the duty of a breach; empty for others.</summary>
    public required string Detail { get; init; }

    /// <summary>Run of the alert's escalation; 0 for others.</summary>
    public required int Run { get; init; }

    /// <summary>Step of the alert's escalation, from 0; 0 for others.</summary>
    public required int Step { get; init; }

    /// <summary>Hash of the policy that asked for it; null for others than alerts'.</summary>
    public string? Policy { get; init; }

    /// <summary>By which way: <c>console</c>, <c>mail</c>, or the name of a webhook or syslog receiver.</summary>
    public required string Channel { get; init; }

    /// <summary>To whom: id of a person, <c>controller</c>, or the channel's own name.</summary>
    public required string Recipient { get; init; }

    /// <summary>Name of the controller whose person it is or whose data it is about; null for the house.</summary>
    public string? Controller { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required NoticeState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public required int Tries { get; set; }

    /// <summary>When it is tried next, or its claim runs out; null once it is over.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>What the last try ended with: a code, never what the other side said.</summary>
    public string? Code { get; set; }

    /// <summary>When it was over.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Where somebody is reached by e-mail; beside the journal, erased with the person.</summary>
public sealed class MailAddressRow
{
    /// <summary>Id of the person, or <c>controller:</c> and the controller's name for its data protection officer without an account.</summary>
    public required string Owner { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Who entered it.</summary>
    public required string By { get; set; }
}
