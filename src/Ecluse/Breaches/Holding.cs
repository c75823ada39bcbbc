namespace Ecluse.Breaches;

/// <summary>That data of one contract lay somewhere, as the journal tells it.</summary>
/// <param name="Contract">Number of the contract.</param>
/// <param name="Id"><c>passage:…</c>, <c>hand-over:…</c> or <c>space:…</c>.</param>
/// <param name="Places">Every place it was in: its store, the accounts that acted on it, itself, its contract.</param>
/// <param name="From">When the first of it lay there.</param>
/// <param name="Until">When the journal says that it is erased; null while it is there.</param>
public sealed record Holding(string Contract, string Id, IReadOnlyCollection<string> Places, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>The place that all others are in.</summary>
    public const string Server = "server";

    /// <summary>Where parcels and hand-overs lie.</summary>
    public const string Depot = "store:depot";

    /// <summary>Where the objects of spaces lie.</summary>
    public const string Spaces = "store:spaces";
}

/// <summary>A controller that may be concerned by the same cause, and why.</summary>
/// <param name="Controller">Its name, as its contracts write it.</param>
/// <param name="Contracts">Numbers of the contracts under which its data lay there.</param>
/// <param name="Holdings">What lay there, oldest first.</param>
public sealed record ConcernedController(string Controller, IReadOnlyList<string> Contracts, IReadOnlyList<Holding> Holdings);
