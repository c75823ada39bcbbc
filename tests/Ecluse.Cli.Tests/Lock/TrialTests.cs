using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

public sealed class TrialTests
{
    [Theory]
    [InlineData(PassageState.Sealed)]
    [InlineData(PassageState.Loaded)]
    [InlineData(PassageState.Reconciled)]
    public async Task A_trial_erased_late_empties_the_trial_system_however_often_that_is_killed(PassageState state)
    {
        using var passage = await PreparedPassage.OpenAsync(draft: Trial);
        var before = passage.Rows(keepKeys: true);
        await BringToAsync(passage, state);
        Assert.NotEqual(0, passage.Rows().Patients);
        passage.Clock.Ahead = TimeSpan.FromDays(9);
        await SweepHalfAsync(passage);

        (await passage.RunAsync("passage", "list")).Must(0);

        Assert.False(passage.Rows().HasOurTable);
        passage.Rows(keepKeys: true).Without("counter").MustEqual(before);
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        var certificate = (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output;
        Assert.Contains("\"timing\": \"late\"", certificate, StringComparison.Ordinal);
        Assert.Contains("\"rows-left\": []", certificate, StringComparison.Ordinal);
        Assert.DoesNotContain("not taken out", certificate, StringComparison.Ordinal);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    [Fact]
    public async Task A_trial_system_that_is_away_at_the_date_is_asked_again_until_it_is_emptied_and_only_then_certified()
    {
        using var passage = await PreparedPassage.OpenAsync(draft: Trial);
        var before = passage.Rows();
        (await passage.PassAsync()).Must(0);
        passage.Clock.Ahead = TimeSpan.FromDays(9);
        using (var away = new AwaySystem(passage))
        {
            // At the date identity and parcels go all the same.
            (await passage.RunAsync("erase", "--due")).Refused("ERASE-017", ErrorKind.Failed);
            Assert.Empty(passage.ParcelFiles());
            Assert.Empty(Directory.GetFiles(passage.Of("keys", "passages"), "identity.txt", SearchOption.AllDirectories));
            (await passage.RunAsync("certificate", "show", passage.Id)).Refused("ERASE-005", ErrorKind.NotFound);

            var asked = away.Attempts;
            Assert.Contains(passage.Id + " still waits for its target", (await passage.RunAsync("passage", "list")).Must(0).Error, StringComparison.Ordinal);
            Assert.Equal(asked, away.Attempts);
            passage.Clock.Ahead = TimeSpan.FromDays(10);
            (await passage.RunAsync("erase", "--due")).Refused("ERASE-017", ErrorKind.Failed);
            Assert.True(away.Attempts > asked);
        }

        Assert.NotEqual(0, passage.Rows().Patients);
        Assert.Equal(["alert.raised"], await AlertsAsync(passage));
        passage.Clock.Ahead = TimeSpan.FromDays(11);
        var emptied = passage.Clock.GetUtcNow();
        (await passage.RunAsync("erase", "--due")).Must(0);

        passage.Rows().MustEqual(before);
        Assert.Equal(["alert.raised", "alert.closed"], await AlertsAsync(passage));
        Assert.Empty(Directory.GetDirectories(passage.Of("keys", "passages")));
        var certificate = JsonDocument.Parse((await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output).RootElement;
        Assert.Equal(0, certificate.GetProperty("rows-left").GetArrayLength());
        Assert.True(certificate.GetProperty("emptied").GetDateTimeOffset() >= emptied);
        Assert.True(certificate.GetProperty("recipients")[0].GetProperty("at").GetDateTimeOffset() < emptied.AddDays(-1));
        var file = Path.Combine(passage.Folder, "certificate.json");
        (await passage.RunAsync("certificate", "show", passage.Id, "-o", file)).Must(0);
        Assert.Contains("trial system emptied", (await passage.RunAsync("certificate", "verify", file, "--log", await passage.LogKeyAsync())).Must(0).Output, StringComparison.Ordinal);
        Assert.Empty(await passage.OpenIntentsAsync());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    [Fact]
    public async Task A_trial_system_that_comes_back_after_its_source_changed_is_certified_with_every_parcel_that_stays_there()
    {
        using var passage = await PreparedPassage.OpenAsync(draft: Trial);
        (await passage.PassAsync()).Must(0);
        passage.Clock.Ahead = TimeSpan.FromDays(9);
        using (new AwaySystem(passage))
        {
            (await passage.RunAsync("erase", "--due")).Refused("ERASE-017", ErrorKind.Failed);
        }

        File.Move(passage.Stage.Source, passage.Stage.Source + ".gone");
        (await passage.RunAsync("erase", "--due")).Must(0);

        Assert.NotEqual(0, passage.Rows().Patients);
        Assert.False(passage.Rows().HasOurTable);
        var certificate = (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output;
        Assert.Contains("\"reason\": \"parcel-lost\"", certificate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_is_not_accepted_and_its_rows_go_out_again_before_its_date()
    {
        using var passage = await PreparedPassage.OpenAsync(draft: Trial);
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

    private static async Task<IEnumerable<string>> AlertsAsync(PreparedPassage passage) => (await passage.WithAsync(
        (installation, work) => installation.Ledger.StepsAsync(work.Passage.Id, default)))
        .Select(step => step.Name).Where(name => name.StartsWith("alert.", StringComparison.Ordinal));

    private static string Trial(string text) => text.Replace("trial: false", "trial: true", StringComparison.Ordinal);

    private static async Task BringToAsync(PreparedPassage passage, PassageState state)
    {
        switch (state)
        {
            case PassageState.Sealed:
                Assert.True(await passage.RunUntilAsync(seen => seen.Stage == PassageStage.Loading && seen.Parcels >= 2));
                break;
            case PassageState.Loaded:
                Assert.True(await passage.RunUntilAsync(seen => seen.Stage == PassageStage.Reconciling));
                break;
            default:
                (await passage.PassAsync()).Must(0);
                break;
        }

        Assert.Equal(state, await passage.StateAsync());
    }

    // The first commands after the date die in the sweep, each one call later than the one before.
    private static async Task SweepHalfAsync(PreparedPassage passage)
    {
        for (var call = 4; call <= 12; call += 2)
        {
            var point = new CrashPoint(call, after: true);
            await Assert.ThrowsAsync<CrashException>(() => passage.WithAsync(async (installation, work) =>
            {
                var parts = installation.Parts with { Ledger = point.On(installation.Ledger) };
                return await new Stopping(parts, new CrashingGates(installation.Gates, point)).RunAsync(
                    work, "person:test", null, default);
            }));
            await passage.ForgetLeaseAsync();
        }
    }
}
