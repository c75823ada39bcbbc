using Ecluse.Errors;

namespace Ecluse.Host.Today;

/// <summary>What stands first on the page of today.</summary>
public sealed class TodayClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_largest_risk_stands_first_and_of_the_same_risk_what_ends_first()
    {
        TodayClock[] clocks =
        [
            Clock("review", Risk.Low, 20 * 24), Clock("far erasure", Risk.Medium, 3 * 24), Clock("near erasure", Risk.Medium, 20), Clock("missed erasure", Risk.Medium, -1),
            Clock("authority", Risk.Critical, 72), Clock("breach", Risk.Critical, 30), Clock("late breach", Risk.Critical, -5), Clock("no instant", Risk.Critical, null), Clock("warning", Risk.High, 60),
        ];
        string[] wanted = ["late breach", "breach", "authority", "no instant", "missed erasure", "near erasure", "warning", "far erasure", "review"];
        Assert.Equal(wanted, TodayClock.Order(clocks, Now).Select(clock => clock.Id));
        Assert.Equal(wanted, TodayClock.Order(clocks.Reverse(), Now).Select(clock => clock.Id));
    }

    [Theory]
    [InlineData(Risk.Low, 25, Risk.Low)]
    [InlineData(Risk.Low, 24, Risk.Medium)]
    [InlineData(Risk.Low, 0, Risk.High)]
    [InlineData(Risk.Medium, -100, Risk.Critical)]
    [InlineData(Risk.Critical, -100, Risk.Critical)]
    [InlineData(Risk.High, null, Risk.High)]
    public void The_risk_rises_within_a_day_of_its_end_and_again_when_it_is_over(object stake, int? hours, object risk) =>
        Assert.Equal((Risk)risk, Clock("x", (Risk)stake, hours).RiskAt(Now));

    [Fact]
    public void A_clock_that_runs_on_never_sinks() => Assert.All(Enum.GetValues<Risk>(), stake =>
        Assert.All(Enumerable.Range(-100, 200), hour => Assert.True(Clock("x", stake, hour).RiskAt(Now) >= Clock("x", stake, hour + 1).RiskAt(Now))));

    private static TodayClock Clock(string id, Risk stake, int? hours) => new(new Text("clock", "horloge"), id, "/", stake, hours is { } count ? Now.AddHours(count) : null);
}
