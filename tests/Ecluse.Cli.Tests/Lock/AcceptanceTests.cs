using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

/// <summary>Our table leaves the target with the acceptance, or with the end of a passage that nobody accepted; never later unnoticed.</summary>
public sealed class AcceptanceTests
{
    [Fact]
    public async Task Nothing_is_accepted_while_the_target_cannot_be_reached()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var acceptance = await SignedAsync(passage);
        var entries = (await passage.EntriesAsync()).Count;
        File.Move(passage.Stage.Target, passage.Stage.Target + ".away");

        (await AcceptAsync(passage, acceptance)).Refused("GATE-002", ErrorKind.Failed);

        Assert.Equal((PassageState.Reconciled, entries), (await passage.StateAsync(), (await passage.EntriesAsync()).Count));
        File.Move(passage.Stage.Target + ".away", passage.Stage.Target);
        (await AcceptAsync(passage, acceptance)).Must(0);
        Assert.False(passage.Rows().HasOurTable);
    }

    [Fact]
    public async Task An_acceptance_killed_at_each_step_is_none_or_takes_our_table_out_with_the_next_command()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var acceptance = await SignedAsync(passage);

        var crashes = await AcceptWithCrashesAsync(passage, acceptance);

        Assert.True(crashes > 3, $"{crashes} crashes only");
        (await passage.RunAsync("passage", "list")).Must(0);
        Assert.False(passage.Rows().HasOurTable);
        Assert.Empty(await passage.OpenIntentsAsync());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    [Fact]
    public async Task A_passage_that_nobody_accepted_leaves_no_table_of_ours_at_its_date_nor_where_the_target_was_away()
    {
        using var passage = await PreparedPassage.OpenAsync();
        (await passage.PassAsync()).Must(0);
        passage.Clock.Ahead = TimeSpan.FromDays(8);
        using (var away = new AwaySystem(passage))
        {
            var code = (await passage.RunAsync("erase", "--due")).Must((int)ErrorKind.Failed).Code;
            Assert.Equal(PassageState.Erased, await passage.StateAsync());
            Assert.Contains($"not taken out yet ({code})", (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output, StringComparison.Ordinal);

            // Who does not need the target does not ask it again; erase does.
            var asked = away.Attempts;
            Assert.NotEqual(0, asked);
            for (var times = 0; times < 3; times++)
            {
                Assert.Contains(passage.Id + " still waits for its target", (await passage.RunAsync("passage", "list")).Must(0).Error, StringComparison.Ordinal);
            }

            Assert.Equal(asked, away.Attempts);
            (await passage.RunAsync("erase", "--due")).Refused(code, ErrorKind.Failed);
            Assert.True(away.Attempts > asked);
        }

        Assert.True(passage.Rows().HasOurTable);
        Assert.Equal(["alert.raised"], await AlertsAsync(passage));
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.False(passage.Rows().HasOurTable);
        Assert.Empty(await passage.OpenIntentsAsync());
        Assert.Equal(["alert.raised", "alert.closed"], await AlertsAsync(passage));
        Assert.Equal("", (await passage.RunAsync("passage", "list")).Must(0).Error);
    }

    private static async Task<IEnumerable<string>> AlertsAsync(PreparedPassage passage) => (await passage.WithAsync(
        (installation, work) => installation.Ledger.StepsAsync(work.Passage.Id, default)))
        .Select(step => step.Name).Where(name => name.StartsWith("alert.", StringComparison.Ordinal));

    private static async Task<string> SignedAsync(PreparedPassage passage)
    {
        (await passage.PassAsync()).Must(0);
        var acceptance = Path.Combine(passage.Folder, "acceptance.json");
        (await passage.RunAsync("passage", "sample", passage.Id, "--line", "une mouette", "-o", acceptance, "--json")).Must(0);
        (await passage.RunAsync("sign", acceptance, "--key", passage.Stage.DirectorKey)).Must(0);
        return acceptance;
    }

    private static Task<Ended> AcceptAsync(PreparedPassage passage, string acceptance) => passage.RunAsync(
        "passage", "accept", passage.Id, "--acceptance", acceptance, "--signature", acceptance + ".sig");

    private static async Task<int> AcceptWithCrashesAsync(PreparedPassage passage, string acceptance)
    {
        for (var call = 1; ; call++)
        {
            var point = new CrashPoint((call + 1) / 2, after: call % 2 == 0);
            try
            {
                await passage.WithAsync(async (installation, work) =>
                {
                    var parts = installation.Parts with { Ledger = point.On(installation.Ledger) };
                    return await new Accepting(parts, new CrashingGates(installation.Gates, point)).RunAsync(
                        work, await File.ReadAllBytesAsync(acceptance), await File.ReadAllTextAsync(acceptance + ".sig"),
                        await installation.GroundAsync(work.Passage.Contract, default), "person:test", default);
                });
                return call - 1;
            }
            catch (CrashException)
            {
                if (await passage.StateAsync() == PassageState.Accepted)
                {
                    return call;
                }
            }
        }
    }
}
