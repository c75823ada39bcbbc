using Ecluse.Errors;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Sqlite;

public sealed class SqliteMigrationsTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_model_has_no_change_that_no_migration_makes()
    {
        using var state = new EcluseState(SqliteState.Options(folder.Path));
        Assert.False(state.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_newest_migration_is_the_one_that_opening_looks_for()
    {
        using var state = new EcluseState(SqliteState.Options(folder.Path));
        Assert.Equal(SqliteState.NewestMigration, state.Database.GetMigrations().Last());
    }

    [Fact]
    public async Task A_new_folder_has_every_migration_and_opens_again()
    {
        await new DataFolder(folder.Path).CreateAsync(TestContext.Current.CancellationToken);
        await using var state = new DataFolder(folder.Path).Open();
        Assert.Empty(await state.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(state.Database.GetMigrations(), await state.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
        foreach (var table in state.Model.GetEntityTypes().Select(type => type.GetTableName()!))
        {
            Assert.Equal(0L, Ask($"SELECT count(*) FROM \"{table}\""));
        }
    }

    [Fact]
    public void A_start_killed_before_the_first_table_is_taken_up_again()
    {
        File.WriteAllBytes(folder.Of(SqliteState.FileName), []);
        using var state = new DataFolder(folder.Path).Open();
        Assert.Empty(state.Database.GetPendingMigrations());
    }

    [Fact]
    public async Task A_state_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await new DataFolder(folder.Path).CreateAsync(TestContext.Current.CancellationToken);
        Ask("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '99.0')");
        var before = await File.ReadAllBytesAsync(folder.Of(SqliteState.FileName), TestContext.Current.CancellationToken);
        Assert.Equal("STATE-002", Assert.Throws<EcluseException>(() => new DataFolder(folder.Path).Open()).Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Of(SqliteState.FileName), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Tables_that_no_migration_made_are_refused()
    {
        Ask("CREATE TABLE plan (sha256 TEXT)");
        Assert.Equal("STATE-002", Assert.Throws<EcluseException>(() => new DataFolder(folder.Path).Open()).Code);
        Assert.Equal(1L, Ask("SELECT count(*) FROM sqlite_master"));
    }

    private object? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Of(SqliteState.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
