namespace Ecluse.Watch;

/// <summary>When a rule fires; the closed list of <c>docs/spec/watch.md</c>.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>How far back it looks.</summary>
    public abstract TimeSpan LookBack { get; }
}

/// <summary><c>each</c>: at every one.</summary>
public sealed record Each : Condition
{
    /// <inheritdoc/>
    public override TimeSpan LookBack => TimeSpan.Zero;
}

/// <summary><c>count</c>: at so many within a time.</summary>
/// <param name="AtLeast">How many.</param>
/// <param name="Within">In which time.</param>
public sealed record Count(int AtLeast, TimeSpan Within) : Condition
{
    /// <inheritdoc/>
    public override TimeSpan LookBack => Within;
}

/// <summary><c>distinct</c>: at so many different values of an id within a time.</summary>
/// <param name="Of">Which id.</param>
/// <param name="AtLeast">How many values.</param>
/// <param name="Within">In which time.</param>
public sealed record Distinct(string Of, int AtLeast, TimeSpan Within) : Condition
{
    /// <inheritdoc/>
    public override TimeSpan LookBack => Within;
}

/// <summary><c>sum</c>: when a figure adds up to so much within a time.</summary>
/// <param name="Of">Which figure.</param>
/// <param name="AtLeast">How much.</param>
/// <param name="Within">In which time.</param>
public sealed record Sum(string Of, long AtLeast, TimeSpan Within) : Condition
{
    /// <inheritdoc/>
    public override TimeSpan LookBack => Within;
}

/// <summary><c>above-usual</c>: when a figure adds up to so many times the most that the same group ever had in a span of this length.</summary>
/// <param name="Of">Which figure.</param>
/// <param name="AtLeast">Never below this; where nothing is usual yet, from this on.</param>
/// <param name="Times">How many times the usual most.</param>
/// <param name="Within">Length of a span; spans begin at whole multiples of it.</param>
/// <param name="Usual">From how far back the usual is taken.</param>
public sealed record AboveUsual(string Of, long AtLeast, int Times, TimeSpan Within, TimeSpan Usual) : Condition
{
    /// <inheritdoc/>
    public override TimeSpan LookBack => Usual + Within;
}

/// <summary><c>first-seen</c>: at a value of an id that its group never had, once it has had one.</summary>
/// <param name="Of">Which id.</param>
/// <param name="Within">A value unseen for so long is new again.</param>
public sealed record FirstSeen(string Of, TimeSpan Within) : Condition
{
    /// <inheritdoc/>
    public override TimeSpan LookBack => Within;
}

/// <summary><c>due-within</c>: when something that stands ends within a time.</summary>
/// <param name="Within">Which time; what is over ends within it too.</param>
public sealed record DueWithin(TimeSpan Within) : Condition
{
    /// <inheritdoc/>
    public override TimeSpan LookBack => TimeSpan.Zero;
}

/// <summary><c>absent-for</c>: when nothing came for a time, where something came before.</summary>
/// <param name="Within">Which time.</param>
public sealed record AbsentFor(TimeSpan Within) : Condition
{
    /// <summary>From how far back a first sighting counts.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public override TimeSpan LookBack => Remembered;
}
