namespace Ecluse.Watch;

/// <summary>
/// An event as the server keeps it: not an act (the journal has those), but what was seen. Ids and keyed hashes only; whatever a rule may need
/// has a member here and nothing else has.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, from <see cref="EventKinds"/>.</param>
public sealed record WatchEvent(DateTimeOffset At, string Kind)
{
    /// <summary>Id of the person, or a keyed hash of a name that is nobody's (<c>tried:…</c>).</summary>
    public string? Person { get; init; }

    /// <summary>Id of the key, of the machine or of the agent.</summary>
    public string? Key { get; init; }

    /// <summary>Keyed hash of the network it came from: never the address.</summary>
    public string? Network { get; init; }

    /// <summary>How: <c>passkey</c>, <c>code</c>, <c>recovery</c>, <c>provider</c>, <c>sftp</c>, <c>agent</c>.</summary>
    public string? Way { get; init; }

    /// <summary>Code of the refusal.</summary>
    public string? Code { get; init; }

    /// <summary>Number of the contract whose laboratory it concerns.</summary>
    public string? Controller { get; init; }

    /// <summary>Id of the passage.</summary>
    public string? Passage { get; init; }

    /// <summary>Id of the space.</summary>
    public string? Space { get; init; }

    /// <summary>Id of the object or page.</summary>
    public string? Object { get; init; }

    /// <summary>How many.</summary>
    public long? Count { get; init; }

    /// <summary>How many bytes.</summary>
    public long? Bytes { get; init; }

    /// <summary>How many rows.</summary>
    public long? Rows { get; init; }

    /// <summary>The event as rules see it.</summary>
    /// <param name="number">Its number.</param>
    public Sighting ToSighting(long number) => new(
        SightingSource.Events, number, At, Kind,
        Present<string, string>([("person", Person), ("key", Key), ("network", Network), ("way", Way), ("code", Code), ("controller", Controller), ("passage", Passage), ("space", Space), ("object", Object)]),
        Present<long?, long>([("count", Count), ("bytes", Bytes), ("rows", Rows)]));

    private static Dictionary<string, TValue> Present<TGiven, TValue>(ReadOnlySpan<(string Name, TGiven? Value)> members)
    {
        var present = new Dictionary<string, TValue>(members.Length);
        foreach (var (name, value) in members)
        {
            if (value is TValue there)
            {
                present[name] = there;
            }
        }

        return present;
    }
}
