using Ecluse.Plans;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>A plan to sign from: the document itself, and what the reader needs around it.</summary>
public sealed record PlanView
{
    /// <summary>The plan; everything it binds is shown from here, so that the page cannot say another thing.</summary>
    public required Plan Plan { get; init; }

    /// <summary>SHA-256 of the plan's exact bytes, lower-case hex: what is signed.</summary>
    public required string PlanSha256 { get; init; }

    /// <summary>Length of the plan's exact bytes.</summary>
    public required long PlanBytes { get; init; }

    /// <summary>File name of the plan, as the commands name it.</summary>
    public required string PlanFile { get; init; }

    /// <summary>The laboratory's name: the page's title.</summary>
    public required string Laboratory { get; init; }

    /// <summary>Name of the system that the records leave.</summary>
    public required string SourceSystem { get; init; }

    /// <summary>Name of the system that receives them.</summary>
    public required string TargetSystem { get; init; }

    /// <summary>Names of the contract's signatories: they alone may sign.</summary>
    public required IReadOnlyList<string> Signatories { get; init; }

    /// <summary>Why the records pass, as the instruction says it; null to leave it out.</summary>
    public string? Purpose { get; init; }

    /// <summary>First day of last visit that passes; null where there is no such bound.</summary>
    public DateOnly? LastVisitOnOrAfter { get; init; }

    /// <summary>How long the passage will take, estimated from the dry run; null where it is not known.</summary>
    public TimeSpan? EstimatedTime { get; init; }

    /// <summary>Time zone of the page's instants.</summary>
    public required PageZone Zone { get; init; }
}
