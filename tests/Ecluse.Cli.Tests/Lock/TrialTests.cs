using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

public sealed class TrialTests
{
    [Fact]
    public async Task A_trial_is_not_accepted_and_its_rows_go_out_again_before_its_date()
    {
        using var passage = await PreparedPassage.OpenAsync(
            draft: text => text.Replace("trial: false", "trial: true", StringComparison.Ordinal));
        var before = passage.Rows();
        (await passage.PassAsync()).Must(0);
        var acceptance = Path.Combine(passage.Folder, "acceptance.json");
        (await passage.RunAsync("passage", "sample", passage.Id, "--line", "un essai", "-o", acceptance, "--json")).Must(0);
        (await passage.RunAsync("sign", acceptance, "--key", passage.Stage.DirectorKey)).Must(0);
        (await passage.RunAsync("passage", "accept", passage.Id, "--acceptance", acceptance, "--signature", acceptance + ".sig"))
            .Refused("PASSAGE-032");

        passage.Clock.Ahead += TimeSpan.FromDays(7) - TimeSpan.FromMinutes(30);
        (await passage.RunAsync("erase", "--due")).Must(0);
        passage.Rows().MustEqual(before);
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
    }
}
