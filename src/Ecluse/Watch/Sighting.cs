using System.Globalization;

namespace Ecluse.Watch;

/// <summary>Where a rule looks.</summary>
public enum SightingSource
{
    /// <summary>What the server saw: sign-ins, keys used, what came in and went out. Kept for a time and then erased.</summary>
    Events,

    /// <summary>The journal: acts that somebody did.</summary>
    Journal,

    /// <summary>What holds now and is looked at in each round: dates, certificates, what should be gone.</summary>
    Standing,
}

/// <summary>
/// Something that the watch sees: an event, an entry of the journal or a standing fact. Ids, keyed hashes and figures; never a patient's
/// value, a typed name or an address in clear.
/// </summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Number">Number of the event or index of the entry; 0 for a standing fact.</param>
/// <param name="At">When it was.</param>
/// <param name="Kind">What it was: a kind of event (<see cref="EventKinds"/>), an act's name, or a kind of standing fact.</param>
/// <param name="Ids">Ids by name: <c>person</c>, <c>key</c>, <c>network</c>, <c>controller</c>, <c>passage</c>, <c>space</c>…</param>
/// <param name="Numbers">Figures by name: <c>count</c>, <c>bytes</c>, <c>rows</c>.</param>
public sealed record Sighting(
    SightingSource Source, long Number, DateTimeOffset At, string Kind, IReadOnlyDictionary<string, string> Ids,
    IReadOnlyDictionary<string, long> Numbers)
{
    /// <summary>Until when something holds, for a standing fact; null where it has no end.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Where it can be read again: <c>event:7</c>, <c>entry:12</c>, <c>standing:space.due</c>.</summary>
    public string Evidence => Source switch
    {
        SightingSource.Events => "event:" + Number.ToString(CultureInfo.InvariantCulture),
        SightingSource.Journal => "entry:" + Number.ToString(CultureInfo.InvariantCulture),
        _ => "standing:" + Kind,
    };

    /// <summary>The id of a name; null where there is none.</summary>
    public string? Id(string name) => Ids.TryGetValue(name, out var id) ? id : null;

    /// <summary>The figure of a name; 0 where there is none.</summary>
    public long Figure(string name) => Numbers.TryGetValue(name, out var figure) ? figure : 0;
}
