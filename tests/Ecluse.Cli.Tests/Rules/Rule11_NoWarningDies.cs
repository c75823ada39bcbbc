using Ecluse.Cli.Lock;
using Ecluse.Errors;

namespace Ecluse.Cli.Rules;

/// <summary>
/// Rule 11: an alert cannot be closed without an act. What there is to watch so far is an erasure that could not end; who is
/// told, and when the controller is, comes with the watch.
/// </summary>
public sealed class Rule11_NoWarningDies
{
    [Fact]
    public async Task An_alert_stays_open_through_every_command_until_the_act_that_ends_its_cause_closes_it_by_name()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        var foreign = Path.Combine(passage.DepotFolder, "foreign");
        await File.WriteAllTextAsync(foreign, "not ours");
        passage.Clock.Ahead = TimeSpan.FromDays(8);

        for (var again = 0; again < 3; again++)
        {
            (await passage.RunAsync("erase", "--due")).Refused("ERASE-003", ErrorKind.Failed);
            Assert.Contains("ERASE-003", (await passage.RunAsync("passage", "list")).Must(0).Error, StringComparison.Ordinal);
            Assert.Equal(["alert.raised"], await AlertsAsync(passage));
        }

        File.Delete(foreign);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(["alert.raised", "alert.closed"], await AlertsAsync(passage));
    }

    private static async Task<string[]> AlertsAsync(PreparedPassage passage) =>
    [
        .. (await passage.WithAsync((installation, work) => installation.Ledger.StepsAsync(work.Passage.Id, default)))
            .Select(step => step.Name).Where(name => name.StartsWith("alert.", StringComparison.Ordinal)),
    ];
}
