using System.Text.Json;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Storage;

namespace Ecluse.Cli.Lock;

/// <summary>A stop works at any instant: keys and parcels go, the rows of the passage go, no other row is touched.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData(PassageState.Opened, 0)]
    [InlineData(PassageState.Opened, 2)]
    [InlineData(PassageState.Sealed, 0)]
    [InlineData(PassageState.Sealed, 2)]
    [InlineData(PassageState.Loaded, 0)]
    [InlineData(PassageState.Reconciled, 0)]
    public async Task A_stop_takes_everything_back_in_each_state_and_between(PassageState state, int parcels)
    {
        using var passage = await PreparedPassage.OpenAsync();
        var before = passage.Rows(keepKeys: true);
        await BringToAsync(passage, state, parcels);
        Assert.Equal(state, await passage.StateAsync());

        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);

        await MustBeGoneAsync(passage);
        MustBeAsBefore(passage, before);
        var certificate = await CertificateAsync(passage);
        Assert.Equal(("Stopped", 0), (certificate.GetProperty("last-state").GetString(), certificate.GetProperty("rows-left").GetArrayLength()));
    }

    [Fact]
    public async Task A_plan_that_was_never_opened_is_stopped_by_destroying_its_keys()
    {
        using var passage = await PreparedPassage.PlanAsync();
        var plan = Path.GetFileName(Directory.GetDirectories(Path.Combine(passage.Stage.Data, "keys", "passages")).Single());
        (await passage.RunAsync("sign", passage.Plan, "--key", passage.Stage.DirectorKey)).Must(0);

        (await passage.RunAsync("passage", "stop", plan)).Must(0);

        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(passage.Stage.Data, "keys", "passages")));
        (await passage.RunAsync("passage", "open", passage.Plan, "--signature", passage.Plan + ".sig")).Refused("PASSAGE-013");
        (await passage.RunAsync("passage", "stop", plan)).Must((int)ErrorKind.NotFound);
        await NothingIsLeftOpenAsync(passage);
    }

    [Theory]
    [InlineData(PassageStage.Sealing)]
    [InlineData(PassageStage.Loading)]
    public async Task A_stop_holds_off_a_run_that_is_going_on_and_waits_for_it(PassageStage stage)
    {
        using var passage = await PreparedPassage.OpenAsync();
        var before = passage.Rows(keepKeys: true);
        Task<Ended>? stop = null;
        var refusal = await Assert.ThrowsAsync<EcluseException>(() => passage.RunUntilAsync(seen =>
        {
            if (stop is null && seen.Stage == stage && seen.Parcels >= 1)
            {
                stop = Task.Run(() => passage.RunAsync("passage", "stop", passage.Id));
                passage.WaitForStepAsync("passage.stopping", stop).GetAwaiter().GetResult();
            }

            return false;
        }));

        Assert.Equal("PASSAGE-017", refusal.Code);
        (await stop!).Must(0);
        await MustBeGoneAsync(passage);
        MustBeAsBefore(passage, before);
    }

    [Fact]
    public async Task A_stopped_passage_takes_nothing_more()
    {
        using var passage = await PreparedPassage.OpenAsync();
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);

        (await passage.PassAsync()).Must((int)ErrorKind.Refused);
        (await passage.RunAsync("erase", passage.Id)).Refused("PASSAGE-017");
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        Assert.Empty(passage.ParcelFiles());
    }

    [Fact]
    public async Task An_accepted_passage_is_not_stopped_and_can_still_be_erased()
    {
        using var passage = await PreparedPassage.OpenAsync();
        (await passage.PassAsync()).Must(0);
        await passage.AcceptAsync();
        var accepted = passage.Rows(keepKeys: true);

        (await passage.RunAsync("passage", "stop", passage.Id)).Refused("PASSAGE-016");

        MustBeAsBefore(passage, accepted);
        (await passage.RunAsync("erase", passage.Id)).Must(0);
    }

    [Fact]
    public async Task Rows_that_people_changed_or_refer_to_stay_and_each_is_named_however_often_the_stop_crashes()
    {
        using var passage = await PreparedPassage.OpenAsync();
        (await passage.PassAsync()).Must(0);
        passage.OnTarget("""
            UPDATE patient SET phone = '0102030405' WHERE id = (SELECT MIN(id) FROM patient);
            UPDATE result SET version = version + 1 WHERE id = (SELECT MAX(id) FROM result);
            INSERT INTO coverage (patient_id, insurer_id, kind)
            SELECT (SELECT MAX(id) FROM patient), (SELECT MIN(id) FROM organisation), 'other';
            """);
        var people = passage.Rows(keepKeys: true);

        var crashes = await StopWithCrashesAsync(passage);
        var told = (await passage.RunAsync("passage", "stop", passage.Id, "--json")).Must((int)ErrorKind.PartlyDone);

        Assert.True(crashes > 8, $"{crashes} crashes only");
        var left = Rows(JsonDocument.Parse(told.Output).RootElement.GetProperty("left"));
        Assert.Equal(left, Rows((await CertificateAsync(passage)).GetProperty("rows-left")));
        MustAccountFor(passage, people, left);
        await MustBeGoneAsync(passage);
    }

    private static async Task BringToAsync(PreparedPassage passage, PassageState state, int parcels)
    {
        if (parcels > 0)
        {
            var stage = state == PassageState.Opened ? PassageStage.Sealing : PassageStage.Loading;
            Assert.True(await passage.RunUntilAsync(seen => seen.Stage == stage && seen.Parcels >= parcels));
        }
        else if (state == PassageState.Sealed)
        {
            await passage.SealAsync();
        }
        else if (state == PassageState.Loaded)
        {
            Assert.True(await passage.RunUntilAsync(seen => seen.Stage == PassageStage.Reconciling));
        }
        else if (state == PassageState.Reconciled)
        {
            (await passage.PassAsync()).Must(0);
        }
    }

    /// <summary>Crashes at the first call into the target or the ledger, then at the second, and so on, until it is through.</summary>
    private static async Task<int> StopWithCrashesAsync(PreparedPassage passage)
    {
        for (var call = 1; ; call++)
        {
            var point = new CrashPoint((call + 1) / 2, after: call % 2 == 0);
            try
            {
                await passage.WithAsync(async (installation, work) =>
                {
                    var parts = installation.Parts with { Ledger = point.On(installation.Ledger) };
                    await new Stopping(parts, new CrashingGates(installation.Gates, point)).RunAsync(work, "person:test", null, default);
                    await parts.ErasingOf(work.Plan).RunAsync(work, "person:test", await installation.CheckpointAsync(default), [], default);
                    return 0;
                });
                return call - 1;
            }
            catch (CrashException)
            {
                await passage.ForgetLeaseAsync();
                if (await passage.StateAsync() == PassageState.Erased)
                {
                    return call;
                }
            }
        }
    }

    private static string[] Rows(JsonElement left) => [.. left.EnumerateArray().Select(row => Element(row, "table") + " " + Element(row, "key")
        + " " + Element(row, "reason")).Order(StringComparer.Ordinal)];

    private static string? Element(JsonElement row, string name) => row.EnumerateObject()
        .Single(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)).Value.GetString();

    // Each row that is still there and was not there before is named, and each named row is there as people left it.
    private static void MustAccountFor(PreparedPassage passage, TargetRows people, string[] left)
    {
        var now = passage.Rows(keepKeys: true);
        Assert.Contains(left, row => row.StartsWith("patient ", StringComparison.Ordinal) && row.EndsWith("changed", StringComparison.Ordinal));
        Assert.Contains(left, row => row.StartsWith("result ", StringComparison.Ordinal) && row.EndsWith("changed", StringComparison.Ordinal));
        Assert.Contains(left, row => row.StartsWith("patient ", StringComparison.Ordinal) && row.EndsWith("referred-to", StringComparison.Ordinal));
        foreach (var table in new[] { "patient", "result", "lab_order", "specimen", "practitioner", "organisation" })
        {
            var named = left.Where(row => row.StartsWith(table + " ", StringComparison.Ordinal)).Select(row => row.Split(' ')[1]).Order(StringComparer.Ordinal);
            Assert.Equal(now.Tables[table].Select(row => row.Split('|')[0]).Order(StringComparer.Ordinal), named);
            Assert.All(now.Tables[table], row => Assert.Contains(row, people.Tables[table]));
        }
    }

    private static void MustBeAsBefore(PreparedPassage passage, TargetRows before)
    {
        var now = passage.Rows(keepKeys: true);
        Assert.False(now.HasOurTable, "ecluse_passage is still there");
        now.Without("counter").MustEqual(before);
    }

    private static async Task<JsonElement> CertificateAsync(PreparedPassage passage) => JsonDocument.Parse(
        (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output).RootElement;

    private static async Task MustBeGoneAsync(PreparedPassage passage)
    {
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        Assert.Empty(passage.ParcelFiles());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(passage.Stage.Data, "keys", "passages")));
        await NothingIsLeftOpenAsync(passage);
    }

    private static async Task NothingIsLeftOpenAsync(PreparedPassage passage)
    {
        (await passage.RunAsync("journal", "verify")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }
}
