using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.Relational;

/// <summary>The source contract on MariaDB, and what only MariaDB has.</summary>
public sealed class MariaDbSourceTests : SourceGateContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Refuses_an_account_that_can_write()
    {
        var database = Fill();

        var error = await Assert.ThrowsAsync<EcluseException>(
            () => Gates.OpenSourceAsync(Connection(database, database.CreateWriter()), OldLab.Profile()));

        Assert.Equal(("GATE-004", ErrorKind.Refused), (error.Code, error.Kind));
    }

    [Fact]
    public async Task Says_that_a_password_is_wrong_without_the_drivers_words()
    {
        var database = Fill();
        var connection = Connection(database, database.CreateReader()) with
        {
            Password = new PasswordSource(PasswordKind.File, Secret("wrong")),
        };

        var error = await Assert.ThrowsAsync<EcluseException>(() => Gates.OpenSourceAsync(connection, OldLab.Profile()));

        Assert.Equal("GATE-003", error.Code);
    }

    [Fact]
    public async Task Refuses_to_end_a_reading_of_tables_that_changed_meanwhile()
    {
        var database = Fill();
        await using var gate = await Gates.OpenSourceAsync(Connection(database, database.CreateReader()), OldLab.Profile());

        database.Execute("UPDATE PATIENT SET DERVIS = '20200101' WHERE NUMPAT = 2");

        var error = await Assert.ThrowsAsync<EcluseException>(() => ReadAsync(gate, OldLab.Recent));
        Assert.Equal("GATE-007", error.Code);
    }

    private protected override async Task<ISourceGate> OpenAsync(Profile profile, params string[] more)
    {
        var database = Fill(more);
        return await Gates.OpenSourceAsync(Connection(database, database.CreateReader()), profile);
    }

    private static MariaDbDatabase Fill(params string[] more)
    {
        var database = MariaDbServer.Shared.CreateDatabase();
        foreach (var sql in OldLab.Schema.Concat(OldLab.Rows).Concat(more))
        {
            database.Execute(sql);
        }

        return database;
    }

    private Connection Connection(MariaDbDatabase database, string user) => new(
        "old", ConnectionRole.Source, "mariadb", $"127.0.0.1:{database.Server.Port}", database.Name, user,
        new PasswordSource(PasswordKind.File, Secret(MariaDbServer.Password)));

    private string Secret(string password)
    {
        var file = folder.Write("password", password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
