using Ecluse.Cli.Lock;
using Ecluse.Passages;

namespace Ecluse.Cli.Faults;

/// <summary>A clock that jumps while a passage runs: by an hour it goes on; to 2037 it stops, erases nothing, and goes on once it is right.</summary>
public sealed class ClockInTheMiddleTests
{
    private static readonly DateTimeOffset Late = new(2037, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(PassageStage.Sealing)]
    [InlineData(PassageStage.Loading)]
    public async Task By_an_hour_forward_or_back_it_changes_nothing(PassageStage stage)
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync();
        var jumps = 0;
        await passage.RunUntilAsync(seen =>
        {
            if (seen.Stage == stage && seen.Parcels >= 2 && jumps < 2)
            {
                passage.Clock.SetForward = jumps++ == 0 ? TimeSpan.FromHours(1) : -TimeSpan.FromHours(1);
            }

            return false;
        });

        Assert.Equal((2, PassageState.Reconciled), (jumps, await passage.StateAsync()));
        passage.Rows().MustEqual(quiet.Rows());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    [Fact]
    public async Task To_2037_it_stops_before_the_next_stage_erases_nothing_and_goes_on_once_it_is_right_again()
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync();
        Assert.True(await passage.RunUntilAsync(seen =>
        {
            if (seen is { Stage: PassageStage.Sealing, Parcels: >= 2 })
            {
                passage.Clock.SetForward = Late - DateTimeOffset.UtcNow;
                return true;
            }

            return false;
        }));
        var parcels = passage.ParcelFiles();

        (await passage.PassAsync()).Refused("PASSAGE-025");
        (await passage.RunAsync("erase", "--due")).Refused("CLOCK-001");
        Assert.Equal(parcels, passage.ParcelFiles());
        Assert.Equal(PassageState.Opened, await passage.StateAsync());

        passage.Clock.SetForward = TimeSpan.Zero;
        (await passage.RunAsync("erase", "--due")).Must(0);
        await passage.ForgetLeaseAsync();
        (await passage.PassAsync()).Must(0);
        passage.Rows().MustEqual(quiet.Rows());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }
}
