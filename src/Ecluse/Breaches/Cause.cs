namespace Ecluse.Breaches;

/// <summary>Where and when something went wrong: what the list of controllers concerned is made from (SAN-2022-009 §61).</summary>
/// <param name="Places">
/// <c>store:depot</c>, <c>store:spaces</c>, <c>account:…</c>, <c>passage:…</c>, <c>hand-over:…</c>, <c>space:…</c>, <c>contract:…</c>
/// or <c>server</c>; none is the whole server.
/// </param>
/// <param name="From">First instant; null for as far back as the journal goes.</param>
/// <param name="Until">Last instant; null for now.</param>
public sealed record Cause(IReadOnlyList<string> Places, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <summary>The whole server, at any time.</summary>
    public static Cause Everything { get; } = new([]);

    /// <summary>Whether data lay there and then.</summary>
    public bool Touches(Holding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        var isThen = (Until is null || holding.From <= Until) && (From is null || holding.Until is null || holding.Until >= From);
        return isThen && (Places.Count == 0 || Places.Any(place => place == Holding.Server || holding.Places.Contains(place)));
    }
}
