using Ecluse.Alerts;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>A rule, as its file says it: what it looks at, when it fires, why that matters and what to do then.</summary>
/// <param name="Id">Short id, the file's name: <c>sign-in-new-network</c>.</param>
/// <param name="Version">First 16 hex digits of the hash of the file's bytes.</param>
/// <param name="Level">How much is at stake.</param>
/// <param name="Title">What it is, in a line.</param>
/// <param name="Why">Why that matters.</param>
/// <param name="Todo">What to do.</param>
/// <param name="Looks">What it looks at.</param>
/// <param name="By">Ids that make a group, each group counted for itself; empty for one group of all.</param>
/// <param name="Subject">Which id an alert is about; <c>installation</c> where none is.</param>
/// <param name="When">When it fires.</param>
/// <param name="AgainAfter">A group that fired is quiet until the next of these spans begins.</param>
public sealed record WatchRule(
    string Id, string Version, AlertLevel Level, Text Title, Text Why, Text Todo, Selection Looks, IReadOnlyList<string> By, string Subject,
    Condition When, TimeSpan AgainAfter)
{
    /// <summary>In the place of a subject's name: the whole installation.</summary>
    public const string Installation = "installation";

    /// <summary>What may look the same and be harmless.</summary>
    public IReadOnlyList<Text> FalsePositives { get; init; } = [];

    /// <summary>Where the duty to look is written, with article or paragraph.</summary>
    public IReadOnlyList<string> Law { get; init; } = [];

    /// <summary>SHA-256 of its file's bytes, lower-case hex; the version is the beginning of it.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Whether it is tried out.</summary>
    public bool IsTrial { get; init; }

    /// <summary>Whether it is switched off.</summary>
    public bool IsOff { get; init; }

    /// <summary>Why it is switched off, as somebody of the installation wrote it; null for one that watches.</summary>
    public string? Reason { get; init; }

    /// <summary>How far back sightings can still make it fire, or keep it quiet.</summary>
    public TimeSpan LookBack => When.LookBack + AgainAfter;
}

/// <summary>Which sightings a rule sees.</summary>
/// <param name="Source">Where they stand.</param>
/// <param name="Kinds">Of which kinds.</param>
/// <param name="Where">Ids that must be among the given ones.</param>
/// <param name="WhereNot">Ids that must not.</param>
public sealed record Selection(
    SightingSource Source, IReadOnlySet<string> Kinds, IReadOnlyDictionary<string, IReadOnlySet<string>> Where,
    IReadOnlyDictionary<string, IReadOnlySet<string>> WhereNot)
{
    /// <summary>Whether a sighting is one of them.</summary>
    public bool Holds(Sighting seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return seen.Source == Source && Kinds.Contains(seen.Kind)
            && Where.All(one => seen.Id(one.Key) is { } id && one.Value.Contains(id))
            && !WhereNot.Any(one => seen.Id(one.Key) is { } id && one.Value.Contains(id));
    }
}
