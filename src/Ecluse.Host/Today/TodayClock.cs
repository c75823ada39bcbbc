using Ecluse.Errors;

namespace Ecluse.Host.Today;

/// <summary>How much is at stake when a clock runs out.</summary>
internal enum Risk
{
    /// <summary>To be looked at in the course of the month.</summary>
    Low = 1,

    /// <summary>In the course of the week.</summary>
    Medium = 2,

    /// <summary>Today.</summary>
    High = 3,

    /// <summary>Now.</summary>
    Critical = 4,
}

/// <summary>Something that runs down and that somebody who sees it can still do something about.</summary>
/// <param name="What">What it is.</param>
/// <param name="Id">Of what, by id.</param>
/// <param name="Path">Where to act.</param>
/// <param name="Stake">What is at stake by itself, before time is looked at.</param>
/// <param name="Due">When it runs out; null for what has no instant but should not wait.</param>
/// <param name="Controller">Whose data; null for the installation's.</param>
internal sealed record TodayClock(Text What, string Id, string Path, Risk Stake, DateTimeOffset? Due, string? Controller = null)
{
    private static readonly TimeSpan Near = TimeSpan.FromHours(24);

    /// <summary>Whether it has run out.</summary>
    public bool IsOver(DateTimeOffset now) => Due <= now;

    /// <summary>The risk at an instant: one step more within a day of its end, and one more once it is over.</summary>
    public Risk RiskAt(DateTimeOffset now) => (Risk)Math.Min((int)Risk.Critical, (int)Stake + (IsOver(now) ? 2 : Due - now <= Near ? 1 : 0));

    /// <summary>The largest risk first; of the same risk what is over the longest, then what ends first; then by id, so that the order never wavers.</summary>
    public static IReadOnlyList<TodayClock> Order(IEnumerable<TodayClock> clocks, DateTimeOffset now) =>
    [
        .. clocks.OrderByDescending(clock => clock.RiskAt(now)).ThenByDescending(clock => clock.Stake == Risk.Critical).ThenBy(clock => clock.Due ?? DateTimeOffset.MaxValue)
            .ThenBy(clock => clock.Id, StringComparer.Ordinal).ThenBy(clock => clock.What.English, StringComparer.Ordinal),
    ];
}
