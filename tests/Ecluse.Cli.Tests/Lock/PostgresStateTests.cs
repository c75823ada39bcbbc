using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Storage.Postgres;
using Ecluse.Testkit.Servers;

namespace Ecluse.Cli.Lock;

/// <summary>The state in PostgreSQL: the same commands, the same passage, and no file of ours with a row of it.</summary>
public sealed class PostgresStateTests
{
    [Fact]
    public async Task A_passage_killed_on_its_way_ends_and_is_erased_with_a_certificate_and_its_state_comes_back_from_a_backup()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var passage = await PreparedPassage.OpenAsync(postgres: database.Words);
        Assert.False(File.Exists(passage.Of("ecluse.db")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(passage.Of(PostgresState.FileName)));
        Assert.True(await KilledRun.KillAfterAsync(passage, 1, TimeSpan.Zero));
        await passage.ForgetLeaseAsync();
        (await passage.PassAsync()).Must(0);
        await passage.AcceptAsync();

        var recovery = Path.Combine(passage.Folder, "recovery.txt");
        var name = (await passage.RunAsync("key", "new", "-o", recovery, "--json")).Must(0).Output
            .Split('"').Single(word => word.StartsWith("age1pq1", StringComparison.Ordinal));
        var backup = Path.Combine(passage.Folder, "backup.age");
        var made = (await passage.RunAsync("backup", "-r", name, "-o", backup, "--json")).Must(0).Output;
        Assert.Contains("state/journal_entry", made, StringComparison.Ordinal);
        Assert.DoesNotContain("ecluse.db", made, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresState.FileName, made, StringComparison.Ordinal);

        (await passage.RunAsync("erase", passage.Id)).Must(0);
        (await passage.RunAsync("certificate", "show", passage.Id)).Must(0);
        (await passage.RunAsync("journal", "verify")).Must(0);

        Directory.Delete(passage.Stage.Data, recursive: true);
        var other = PostgresServer.Shared.CreateDatabase();
        (await passage.RunAsync("restore", backup, "-i", recovery)).Must((int)ErrorKind.Usage);
        (await passage.RunAsync("restore", backup, "-i", recovery, "--postgres", database.Words)).Refused("STATE-008");
        (await passage.RunAsync("restore", backup, "-i", recovery, "--postgres", other.Words)).Must(0);
        Assert.Equal(PassageState.Accepted, await passage.StateAsync());
        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    [Fact]
    public async Task Who_holds_a_passage_and_until_when_is_decided_by_the_database_s_clock()
    {
        using var passage = await PreparedPassage.OpenAsync(postgres: PostgresServer.Shared.CreateDatabase().Words);
        await passage.WithAsync(async (installation, work) =>
        {
            await installation.Ledger.ClaimAsync(work.Passage.Id, default);
            return 0;
        });

        // This machine thinks that the hold is over: its clock is not asked.
        passage.Clock.Ahead = TimeSpan.FromSeconds(46);
        (await passage.PassAsync()).Refused("PASSAGE-011", ErrorKind.Locked);
    }

    [Fact]
    public async Task Where_the_state_stands_is_said_before_it_begins_and_never_with_a_password()
    {
        using var passage = await PreparedPassage.PlanAsync();
        (await passage.RunAsync("journal", "init", "--postgres", "Host=localhost;Database=ecluse")).Refused("STATE-009");
        (await passage.RunAsync("journal", "init", "--postgres", "Host=localhost;Database=ecluse;Password=x")).Refused("STATE-006");
        Assert.False(File.Exists(passage.Of(PostgresState.FileName)));
    }
}
