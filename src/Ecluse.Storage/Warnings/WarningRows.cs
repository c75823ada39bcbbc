using Ecluse.Warnings;

namespace Ecluse.Storage.Warnings;

/// <summary>A warning; never a word of the reporter's.</summary>
public sealed class WarningRow
{
    /// <summary><c>w-</c> and 12 hex.</summary>
    public required string Id { get; init; }

    /// <summary>Kind of source.</summary>
    public required WarningSource Source { get; init; }

    /// <summary>Subjects by name, comma between.</summary>
    public required string Subjects { get; init; }

    /// <summary>Whom it is about.</summary>
    public required WarningAbout About { get; init; }

    /// <summary>Authorities that were told, comma between; of a closed list.</summary>
    public required string Told { get; init; }

    /// <summary>First receipt.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Version of the delays.</summary>
    public required int Delays { get; init; }

    /// <summary>Whether no handler could be sealed to.</summary>
    public required bool IsUnreadable { get; init; }

    /// <summary>Person who wrote it down; null for the form.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>SHA-256 of the thread's recipient, lower-case hex; null where nobody has a receipt.</summary>
    public string? Thread { get; init; }

    /// <summary>The thread's recipient.</summary>
    public string? ThreadRecipient { get; init; }

    /// <summary>When it came into the journal; null for one of the form whose hour is not over.</summary>
    public DateTimeOffset? RegisteredAt { get; set; }

    /// <summary>When it was acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>When the reporter was first answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Outcome that is proposed or stands.</summary>
    public WarningOutcome? Outcome { get; set; }

    /// <summary>Why, for the reporter to read; a handler's words.</summary>
    public string? Reason { get; set; }

    /// <summary>Who proposed it.</summary>
    public string? ProposedBy { get; set; }

    /// <summary>Controller of that person; null for the house itself.</summary>
    public string? ProposedBySide { get; set; }

    /// <summary>Role of that person.</summary>
    public string? ProposedByRole { get; set; }

    /// <summary>When it was proposed.</summary>
    public DateTimeOffset? ProposedAt { get; set; }

    /// <summary>When a second person closed it.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Who closed it.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>Id of the breach that it became.</summary>
    public string? Breach { get; set; }

    /// <summary>Whether it is closed and every notice of before is made.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Until when a hold keeps it past its date; null for none.</summary>
    public DateTimeOffset? HeldUntil { get; set; }
}

/// <summary>Words of a warning's thread: who, when; the words are in its copies, sealed.</summary>
public sealed class WarningWordsRow
{
    /// <summary>Of which warning.</summary>
    public required string Warning { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Handler of the house; null for the reporter's own.</summary>
    public string? By { get; init; }

    /// <summary>When; to the hour for what came by the form.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it came into the journal; null while its hour is not over.</summary>
    public DateTimeOffset? RegisteredAt { get; set; }
}

/// <summary>One sealed copy of words and files.</summary>
public sealed class WarningCopyRow
{
    /// <summary>Of which warning.</summary>
    public required string Warning { get; init; }

    /// <summary>Of which words.</summary>
    public required int Number { get; init; }

    /// <summary>0 for the thread's, from 1 for the handlers'.</summary>
    public required int Copy { get; init; }

    /// <summary>An age file.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>What a handler answered to <em>does the same cause concern this controller?</em></summary>
public sealed class WarningConcernRow
{
    /// <summary>Of which warning.</summary>
    public required string Warning { get; init; }

    /// <summary>Name of the controller, as contracts have it.</summary>
    public required string Controller { get; init; }

    /// <summary>Whether it is concerned.</summary>
    public required bool IsConcerned { get; set; }

    /// <summary>Why not; empty where it is.</summary>
    public required string Reason { get; set; }

    /// <summary>Who answered.</summary>
    public required string By { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>A notice of an unanswered warning to one controller: one for each clock, ever.</summary>
public sealed class WarningNoticeRow
{
    /// <summary>Of which warning.</summary>
    public required string Warning { get; init; }

    /// <summary>The clock that ran out.</summary>
    public required WarningClockKind Clock { get; init; }

    /// <summary>Name of the controller; empty for the house itself.</summary>
    public required string Controller { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When somebody of the controller said that they read it; null while nobody did.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>Who.</summary>
    public string? SeenBy { get; set; }
}

/// <summary>Words that the reporter, or handlers after striking out what identifies people, released to one controller: one sealed copy.</summary>
public sealed class WarningReleaseRow
{
    /// <summary>Of which warning.</summary>
    public required string Warning { get; init; }

    /// <summary>Which release, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Name of the controller, as contracts have it.</summary>
    public required string Controller { get; init; }

    /// <summary>From 1; one for each kind of key of that controller's people.</summary>
    public required int Copy { get; init; }

    /// <summary>Handler who released; null for the reporter.</summary>
    public string? By { get; init; }

    /// <summary>When; to the hour where the reporter did.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it came into the journal; null while the reporter's hour is not over.</summary>
    public DateTimeOffset? RegisteredAt { get; set; }

    /// <summary>An age file.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>The age recipient of somebody who opens warnings.</summary>
public sealed class WarningHandlerRow
{
    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>Public line; its identity is elsewhere.</summary>
    public required string Recipient { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>The installation's salt of receipts; one row.</summary>
public sealed class WarningSaltRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>32 random bytes.</summary>
    public required byte[] Salt { get; init; }
}
