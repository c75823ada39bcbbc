using Ecluse.Errors;
using Ecluse.Storage.Postgres;
using Ecluse.Storage.Sqlite;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class StateMigrationsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string newest;

    public StateMigrationsTests()
        : this(StateOn.Sqlite, SqliteState.NewestMigration)
    {
    }

    private protected StateMigrationsTests(string engine, string newest) => (Data, this.newest) = (StateOn.Folder(folder, engine), newest);

    private protected DataFolder Data { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected virtual DbContextOptions<EcluseState> Options => SqliteState.Options(Directory.CreateDirectory(Data.Path).FullName);

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_model_has_no_change_that_no_migration_makes()
    {
        using var state = new EcluseState(Options);
        Assert.False(state.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_newest_migration_is_the_one_that_opening_looks_for()
    {
        using var state = new EcluseState(Options);
        Assert.Equal(newest, state.Database.GetMigrations().Last());
    }

    [Fact]
    public async Task A_new_folder_has_every_migration_and_opens_again()
    {
        await Data.CreateAsync(Stop);
        await using var state = new DataFolder(Data.Path).Open();
        Assert.Empty(await state.Database.GetPendingMigrationsAsync(Stop));
        Assert.Equal(state.Database.GetMigrations(), await state.Database.GetAppliedMigrationsAsync(Stop));
        foreach (var table in state.Model.GetEntityTypes().Select(type => type.GetTableName()!))
        {
            Assert.Equal(0L, Ask($"SELECT count(*) FROM \"{table}\""));
        }
    }

    [Fact]
    public async Task Two_that_start_at_once_make_one_state()
    {
        Directory.CreateDirectory(Data.Path);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new DataFolder(Data.Path).CreateAsync(Stop), Stop)));
        Assert.Empty(await Data.Open().Database.GetPendingMigrationsAsync(Stop));
    }

    [Fact]
    public async Task A_state_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await Data.CreateAsync(Stop);
        Ask("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '99.0')");
        Assert.Equal("STATE-002", Assert.Throws<EcluseException>(() => new DataFolder(Data.Path).Open()).Code);
        Assert.Equal(1L, Ask("SELECT count(*) FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '9999%'"));
    }

    [Fact]
    public void Tables_that_no_migration_made_are_refused()
    {
        Ask("CREATE TABLE plan (sha256 TEXT)");
        Assert.Equal("STATE-002", Assert.Throws<EcluseException>(() => new DataFolder(Data.Path).Open()).Code);
        Assert.Equal(0L, Ask("SELECT count(*) FROM plan"));
    }

    private protected object? Ask(string sql)
    {
        using var state = new EcluseState(Options);
        state.Database.OpenConnection();
        using var command = state.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

public sealed class StateMigrationsOnPostgresTests() : StateMigrationsTests(StateOn.Postgres, PostgresState.NewestMigration)
{
    private protected override DbContextOptions<EcluseState> Options => PostgresState.Options(PostgresState.FileIn(Data.Path));

    [Theory]
    [InlineData("Host=localhost;Database=ecluse;Username=ecluse;Password=secret")]
    [InlineData("Host=db.example;Database=ecluse;Username=ecluse")]
    [InlineData("Host=db.example;Database=ecluse;SSL Mode=Require")]
    [InlineData("Host=localhost,db.example;Database=ecluse")]
    [InlineData("Host=localhost;Username=ecluse")]
    [InlineData("Database=ecluse")]
    [InlineData("Host=localhost;Database=ecluse;Levitate=yes")]
    [InlineData("no words at all")]
    public void Words_with_a_password_or_a_way_that_others_could_read_are_refused(string words) =>
        Assert.Equal("STATE-006", Assert.Throws<EcluseException>(() => PostgresState.OptionsOf(words)).Code);

    [Theory]
    [InlineData("Host=/run/postgresql;Database=ecluse")]
    [InlineData("Host=127.0.0.1;Database=ecluse;Passfile=/etc/ecluse/pgpass\n")]
    [InlineData("Host=::1;Database=ecluse")]
    [InlineData("Host=db.example;Database=ecluse;SSL Mode=VerifyFull;Root Certificate=/etc/ecluse/ca.pem")]
    public void A_socket_this_machine_and_verified_TLS_are_taken(string words) => Assert.NotNull(PostgresState.OptionsOf(words));

    [Fact]
    public void A_server_that_is_away_is_said_without_a_word_of_the_driver()
    {
        File.WriteAllText(PostgresState.FileIn(Data.Path), "Host=127.0.0.1;Port=1;Database=ecluse;Username=nobody-of-this-name");
        var refused = StateFailure.Of(Assert.ThrowsAny<Exception>(() => Data.Open()))!;
        Assert.Equal("STATE-007", refused.Code);
        Assert.DoesNotContain("nobody-of", refused.Problem.English + refused.Remedy.English, StringComparison.Ordinal);
    }
}
