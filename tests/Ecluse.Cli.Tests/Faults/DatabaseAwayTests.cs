using Ecluse.Cli.Demo;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Storage;
using Ecluse.Testkit.Servers;

namespace Ecluse.Cli.Faults;

/// <summary>
/// A database that restarts in the middle: its connections end as an administrator's shutdown ends them, and nobody is let in for a
/// while. What fails says so with a code of ours, and the passage ends like one that nobody disturbed.
/// </summary>
public sealed class DatabaseAwayTests
{
    [Theory]
    [InlineData("source", PassageStage.Sealing)]
    [InlineData("target", PassageStage.Loading)]
    [InlineData("state", PassageStage.Sealing)]
    [InlineData("state", PassageStage.Loading)]
    public async Task The_passage_goes_on_where_it_stood_once_the_database_is_back(string which, PassageStage stage)
    {
        var state = PostgresServer.Shared.CreateDatabase();
        using var quiet = await PreparedPassage.OpenAsync(source: "postgres", target: "postgres");
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync(source: "postgres", target: "postgres", postgres: state.Words);
        var database = which switch
        {
            "state" => state.Name,
            "source" => ((ServerSystem)passage.Stage.OldSystem).Database,
            _ => ((ServerSystem)passage.Stage.NewSystem).Database,
        };

        await BreakAsync(passage, stage, () => Away(database));

        var away = await passage.PassAsync();
        Assert.NotEqual(0, away.Exit);
        Assert.Matches("^[A-Z]+-[0-9]{3}$", away.Code);
        Assert.DoesNotContain("Npgsql", away.Error, StringComparison.OrdinalIgnoreCase);
        Execute($"ALTER DATABASE {database} ALLOW_CONNECTIONS true");
        await passage.ForgetLeaseAsync();
        (await passage.PassAsync()).Must(0);

        // Numbers that a broken transaction took are not given again: rows are counted, and compared by value as the gates do.
        Assert.Equal(quiet.Rows().Counts, passage.Rows().Counts);
        var (expected, found) = (await quiet.ReportAsync(), await passage.ReportAsync());
        Assert.Equal(expected.Types, found.Types);
        Assert.Equal(expected.Patients, found.Patients);
        Assert.Equal(expected.Figures, found.Figures);
        (await passage.RunAsync("journal", "verify")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    // The run's own end counts: an error of ours, or the state's, which the command line puts in our words.
    private static async Task BreakAsync(PreparedPassage passage, PassageStage stage, Action away)
    {
        var broken = false;
        try
        {
            await passage.RunUntilAsync(seen =>
            {
                if (!broken && seen.Stage == stage && seen.Parcels >= 2)
                {
                    broken = true;
                    away();
                }

                return false;
            });
        }
        catch (Exception error) when (error is EcluseException || StateFailure.Of(error) is not null)
        {
            Assert.True(broken, error.Message);
            return;
        }

        Assert.Fail(broken ? "the run ended as if nothing had been" : "the run ended before it was disturbed");
    }

    private static void Away(string database)
    {
        Execute($"ALTER DATABASE {database} ALLOW_CONNECTIONS false");
        Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    }

    private static void Execute(string sql) => Administration.Value.Execute(sql);

    private static readonly Lazy<PostgresDatabase> Administration = new(() => PostgresServer.Shared.CreateDatabase());
}
