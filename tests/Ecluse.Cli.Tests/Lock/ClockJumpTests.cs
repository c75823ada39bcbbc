using Ecluse.Erasure;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

public sealed class ClockJumpTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_clock_set_forward_erases_nothing_until_it_is_right_again_or_an_hour_has_run()
    {
        using var passage = await PreparedPassage.OpenAsync();
        passage.Clock.SetForward = TimeSpan.FromDays(8);
        (await passage.RunAsync("erase", "--due")).Refused("CLOCK-001");
        (await passage.PassAsync()).Refused("PASSAGE-025");

        passage.Clock.SetForward = TimeSpan.Zero;
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(PassageState.Opened, await passage.StateAsync());

        passage.Clock.SetForward = TimeSpan.FromDays(8);
        (await passage.RunAsync("erase", "--due")).Refused("CLOCK-001");
        passage.Clock.Ahead += TimeSpan.FromMinutes(59);
        (await passage.RunAsync("erase", "--due")).Refused("CLOCK-001");
        passage.Clock.Ahead += TimeSpan.FromMinutes(2);
        (await passage.RunAsync("erase", "--due")).Must(0);

        var journal = (await passage.RunAsync("journal", "show", "--json")).Must(0).Output;
        Assert.Equal(2, journal.Split("alert.raised").Length - 1);
        Assert.Equal(2, journal.Split("alert.closed").Length - 1);
    }

    [Fact]
    public void Time_that_the_machine_ran_is_no_jump_and_a_restart_leaves_only_the_last_known_instant()
    {
        var first = ClockMemory.Look(null, Noon, 1000, "a");
        Assert.False(ClockMemory.Look(first, Noon.AddDays(3), 1000 + (3 * 86_400_000L), "a").IsDoubted);
        Assert.False(ClockMemory.Look(first, Noon.AddMinutes(59), 1000, "a").IsDoubted);
        Assert.True(ClockMemory.Look(first, Noon.AddMinutes(61), 1000, "a").IsDoubted);

        var restarted = ClockMemory.Look(first, Noon.AddDays(3), 50, "b");
        Assert.True(restarted.IsDoubted);
        Assert.True(ClockMemory.Look(restarted, Noon.AddDays(3), 50 + 3_500_000, "b").IsDoubted);
        Assert.False(ClockMemory.Look(restarted, Noon.AddDays(3), 50 + 3_600_000, "b").IsDoubted);
    }

    [Fact]
    public void A_clock_set_back_is_not_in_doubt()
    {
        var first = ClockMemory.Look(null, Noon, 1000, "a");
        Assert.False(ClockMemory.Look(first, Noon.AddDays(-1), 2000, "a").IsDoubted);
    }
}
