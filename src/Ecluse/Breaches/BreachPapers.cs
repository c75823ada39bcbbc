using Ecluse.Documents;

namespace Ecluse.Breaches;

/// <summary>The processor's notice to one controller (GDPR 33(2), 33(3)).</summary>
/// <param name="Facts">What the controller needs to know.</param>
public sealed record BreachNotice(BreachFacts Facts) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "breach-notice/1";
}

/// <summary>What a controller sends to the authority, in the order of the CNIL's form (GDPR 33(1), 33(3), 33(4)).</summary>
/// <param name="Version">0 while nothing was sent, 1 for the initial notice, further for complements.</param>
/// <param name="Facts">What is known.</param>
public sealed record BreachSheet(int Version, BreachFacts Facts) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "breach-sheet/1";
}

/// <summary>The letter to the persons, in plain language (GDPR 34(2)).</summary>
/// <param name="Facts">What they are told.</param>
/// <param name="Lacks">The fields that must still be filled in before it is sent; none where it is complete.</param>
public sealed record BreachLetter(BreachFacts Facts, IReadOnlyList<string> Lacks) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "breach-letter/1";
}

/// <summary>A controller's register of breaches: facts, effects, remedial action (GDPR 33(5)); also of those that nobody had to notify.</summary>
/// <param name="Controller">Name of the controller.</param>
/// <param name="Breaches">Its breaches, the latest first.</param>
/// <param name="MadeAt">When the paper was made.</param>
public sealed record BreachRegister(string Controller, IReadOnlyList<BreachFacts> Breaches, DateTimeOffset MadeAt) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "breach-register/1";
}

/// <summary>The processor's own list of incidents.</summary>
/// <param name="Breaches">The latest first.</param>
/// <param name="MadeAt">When the paper was made.</param>
public sealed record BreachList(IReadOnlyList<ListedBreach> Breaches, DateTimeOffset MadeAt) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "breach-list/1";
}

/// <summary>A line of the processor's list.</summary>
/// <param name="Breach">Id of the breach.</param>
/// <param name="Origin">What it comes from.</param>
/// <param name="ReceivedAt">First receipt.</param>
/// <param name="AwareAt">When one was aware.</param>
/// <param name="Listed">Controllers on its list.</param>
/// <param name="Unanswered">Of them, those of which nobody has said whether they are concerned.</param>
/// <param name="Concerned">Those that count as concerned.</param>
/// <param name="Told">Of them, those that were told.</param>
/// <param name="Late">Clocks that ended without what they ask for.</param>
/// <param name="Closed">Whether it is closed.</param>
public sealed record ListedBreach(
    string Breach, OriginKind Origin, DateTimeOffset ReceivedAt, DateTimeOffset? AwareAt, int Listed, int Unanswered, int Concerned, int Told, int Late,
    bool Closed);

/// <summary>What happened, in the order in which it was entered: the whole of it for the handler, its own part for a controller.</summary>
/// <param name="Breach">Id of the breach.</param>
/// <param name="Part">Number of the part; 0 for the whole.</param>
/// <param name="Lines">Oldest first.</param>
/// <param name="MadeAt">When the paper was made.</param>
public sealed record BreachTimeline(string Breach, int Part, IReadOnlyList<TimelineLine> Lines, DateTimeOffset MadeAt) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "breach-timeline/1";
}

/// <summary>A line of a timeline.</summary>
/// <param name="At">When it happened: for an instant that was entered that one, else when it was entered.</param>
/// <param name="What">Name of the field, or <c>received</c>, <c>opened</c>.</param>
/// <param name="Part">Of which part; 0 for the incident.</param>
/// <param name="By">Id of the person.</param>
/// <param name="EnteredAt">When it was entered.</param>
/// <param name="Version">From 1; further ones are corrections.</param>
/// <param name="Entry">Index of the journal's entry; null for what is no entry.</param>
/// <param name="Value">The value.</param>
/// <param name="Note">The note.</param>
public sealed record TimelineLine(
    DateTimeOffset At, string What, int Part, string? By = null, DateTimeOffset? EnteredAt = null, int? Version = null, long? Entry = null,
    string? Value = null, string? Note = null);
