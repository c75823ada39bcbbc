using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse.Cli.Lock;

public sealed class PassageResumeTests
{
    [Fact]
    public async Task A_passage_killed_at_random_instants_ends_like_one_that_nobody_disturbed()
    {
        var patients = TestSizes.Of("resume.patients");
        using var quiet = await PreparedPassage.OpenAsync(patients: patients);
        (await quiet.PassAsync()).Must(0);
        using var killed = await PreparedPassage.OpenAsync(patients: patients);
        var random = new Random(TestSizes.Seed);
        var kills = 0;
        for (var i = 0; i < TestSizes.Of("resume.kills"); i++)
        {
            // By what the run has told, not by the clock: the first kill falls while it seals, on any machine. A large passage tells
            // few lines for its length: there the kills fall a while after the first.
            var lines = i == 0 ? 1 : random.Next(1, TestSizes.Of("resume.lines"));
            kills += await KilledRun.KillAfterAsync(killed, lines, TimeSpan.FromMilliseconds(random.Next(i == 0 ? 1 : TestSizes.Of("resume.milliseconds")))) ? 1 : 0;
            await killed.ForgetLeaseAsync();
            if (await killed.StateAsync() == PassageState.Reconciled)
            {
                break;
            }
        }

        if (await killed.StateAsync() != PassageState.Reconciled)
        {
            (await killed.PassAsync()).Must(0);
        }

        Assert.True(kills > 0, "no run was killed before its end");
        await MustBeAlikeAsync(quiet, killed);
        TestSizes.Note("a passage killed (SIGKILL) at random instants, alike one undisturbed", $"{patients} patients, {kills} kills");
    }

    [Fact]
    public async Task A_passage_stopped_at_each_parcel_boundary_ends_like_one_that_nobody_disturbed()
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var stopped = await PreparedPassage.OpenAsync();
        var stops = 0;
        foreach (var stage in new[] { PassageStage.Sealing, PassageStage.Loading })
        {
            var next = 1;
            while (await stopped.StateAsync() < PassageState.Loaded
                && await stopped.RunUntilAsync(seen => seen.Stage > stage || (seen.Stage == stage && seen.Parcels >= next)))
            {
                stops++;
                next++;
                if (stage == PassageStage.Sealing && await stopped.StateAsync() == PassageState.Sealed)
                {
                    break;
                }
            }

            if (stage == PassageStage.Sealing)
            {
                Assert.True(await stopped.StateAsync() <= PassageState.Sealed, "nothing left to stop while loading");
            }
        }

        if (await stopped.StateAsync() != PassageState.Reconciled)
        {
            (await stopped.PassAsync()).Must(0);
        }

        Assert.True(stops >= 4, $"{stops} stops: too few parcels");
        await MustBeAlikeAsync(quiet, stopped);
    }

    [Fact]
    public async Task Only_one_run_holds_a_passage_and_a_dead_one_holds_it_no_longer_than_its_lease()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.WithAsync(async (installation, work) =>
        {
            // Never given back: what a killed process leaves.
            await installation.Ledger.ClaimAsync(work.Passage.Id, default);
            return 0;
        });

        (await passage.PassAsync()).Refused("PASSAGE-011", ErrorKind.Locked);
        Assert.Equal(0, passage.Rows().Patients);

        passage.Clock.Ahead = TimeSpan.FromSeconds(46);
        (await passage.PassAsync()).Must(0);
    }

    [Fact]
    public async Task A_source_changed_between_interruption_and_resume_is_found_out()
    {
        using var passage = await PreparedPassage.OpenAsync();
        Assert.True(await passage.RunUntilAsync(seen => seen is { Stage: PassageStage.Sealing, Parcels: >= 2 }));
        passage.OnSource("UPDATE FICPAT SET VILLE = 'AILLEURS'");

        (await passage.PassAsync()).Refused("PASSAGE-023");
        Assert.Equal(0, passage.Rows().Patients);
        Assert.Equal(PassageState.Opened, await passage.StateAsync());
    }

    [Fact]
    public async Task A_source_grown_beyond_the_tolerance_after_approval_stops_the_gate_with_both_figures()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var planned = Count(passage, "FICPAT");
        passage.OnSource(CopyPatients);

        var ended = (await passage.PassAsync()).Refused("PASSAGE-026");

        Assert.Matches(@"holds \d+ patient records that pass; the signed plan counted \d+", ended.Error);
        Assert.True(Count(passage, "FICPAT") > planned * 1.5);
        Assert.Empty(passage.ParcelFiles());
        Assert.Equal(0, passage.Rows().Patients);
    }

    [Fact]
    public async Task An_emptied_source_is_refused_and_the_target_stays_as_it_was()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var before = passage.Rows();
        passage.OnSource("DELETE FROM FICPAT");

        (await passage.PassAsync()).Refused("PASSAGE-026");

        passage.Rows().MustEqual(before);
        Assert.Empty(passage.ParcelFiles());
    }

    // Every patient a second time under a number of his own, whatever columns the table has.
    private const string CopyPatients = """
        CREATE TEMP TABLE more AS SELECT * FROM FICPAT;
        UPDATE more SET NUMPAT = NUMPAT + 900000;
        INSERT INTO FICPAT SELECT * FROM more;
        """;

    private static async Task MustBeAlikeAsync(PreparedPassage quiet, PreparedPassage disturbed)
    {
        disturbed.Rows().MustEqual(quiet.Rows());
        var (expected, found) = (await quiet.ReportAsync(), await disturbed.ReportAsync());
        Assert.Equal(expected.Types, found.Types);
        Assert.Equal(expected.Patients, found.Patients);
        Assert.Equal(expected.Figures, found.Figures);
        (await disturbed.RunAsync("journal", "verify")).Must(0);
    }

    private static long Count(PreparedPassage passage, string table)
    {
        using var connection = new SqliteConnection($"Data Source={passage.Stage.Source};Pooling=false;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
