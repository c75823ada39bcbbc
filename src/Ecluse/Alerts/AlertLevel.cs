namespace Ecluse.Alerts;

/// <summary>How much is at stake; orders alerts, and chooses the steps of the policy.</summary>
public enum AlertLevel
{
    /// <summary>To be looked at in the course of the week.</summary>
    Low = 1,

    /// <summary>To be looked at on the next day of work.</summary>
    Medium = 2,

    /// <summary>To be looked at today; two persons close it.</summary>
    High = 3,

    /// <summary>To be looked at now; two persons close it.</summary>
    Critical = 4,
}
