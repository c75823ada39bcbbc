namespace Ecluse.Notices;

/// <summary>What a notification is about.</summary>
public enum NoticeKind
{
    /// <summary>A step of an alert's escalation.</summary>
    AlertStep,

    /// <summary>That an alert reached nobody at the controller: somebody of the house tells it by other means.</summary>
    NobodyOutside,

    /// <summary>A warning that nobody answered in time.</summary>
    UnansweredWarning,

    /// <summary>A duty after a breach whose time runs out.</summary>
    BreachDuty,

    /// <summary>A test, asked for by a person, or the word of the watcher outside.</summary>
    Test,
}

/// <summary>Where a notification stands.</summary>
public enum NoticeState
{
    /// <summary>To be sent.</summary>
    Waiting,

    /// <summary>Being sent; if its claim runs out nobody knows whether it went, and it is sent again under the same id.</summary>
    Claimed,

    /// <summary>Taken by the other side.</summary>
    Delivered,

    /// <summary>Not taken, after all tries.</summary>
    Undelivered,
}
